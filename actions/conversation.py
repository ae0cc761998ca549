"""The state of one triage, kept in Rasa slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Optional

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SessionStarted, SlotSet

from bot.knowledge import Polarity, Urgency
from bot.triage import Profile

ECHO = "echo"
"""Asked when the person is to say whether what was understood is right."""

ECHO_WRONG = "echo_wrong"
"""Asked when the person said that something of it is wrong."""

CRISIS = "crisis"
"""Asked, in a crisis, whether the person is safe."""

CrisisReply = Literal["ask", "danger", "stay_1", "stay_2", "stay_3", "safe", "over"]
"""What is said next in a crisis; ``over`` when it is back to the pain."""

SLOTS = ("facts", "profile", "asked", "clarifying", "trail", "warned", "meant", "announced", "asked_again", "crisis")


@dataclass(frozen=True)
class Step:
    """One answered question: what it was, and what the findings it changed were before."""

    asks: str
    before: dict[str, Optional[str]]
    profile_before: Optional[dict[str, Any]] = None

    def to_slot(self) -> list[Any]:
        """Plain form."""
        return [self.asks, self.before, self.profile_before]


@dataclass(frozen=True)
class Conversation:
    """What is known, what was asked last, and the way here.

    ``meant`` holds the findings of an open "Do you mean"; it comes before the question in ``asked``. ``announced`` is
    the number of questions the person was told to expect, ``asked_again`` of those put twice; ``crisis`` is what is
    said next in a crisis.
    """

    facts: dict[str, Polarity] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)
    asked: Optional[str] = None
    clarifying: bool = False
    trail: tuple[Step, ...] = ()
    warned: Urgency = Urgency.SELF_CARE
    meant: tuple[str, ...] = ()
    announced: Optional[int] = None
    asked_again: int = 0
    crisis: Optional[CrisisReply] = None

    @classmethod
    def from_tracker(cls, tracker: Tracker) -> Conversation:
        """The conversation as the slots hold it."""
        return cls(
            facts={name: Polarity(value) for name, value in (tracker.get_slot("facts") or {}).items()},
            profile=Profile.from_dict(tracker.get_slot("profile")),
            asked=tracker.get_slot("asked"),
            clarifying=bool(tracker.get_slot("clarifying")),
            trail=tuple(Step(*entry) for entry in tracker.get_slot("trail") or ()),
            warned=Urgency(tracker.get_slot("warned") or 0),
            meant=tuple(tracker.get_slot("meant") or ()),
            announced=tracker.get_slot("announced"),
            asked_again=tracker.get_slot("asked_again") or 0,
            crisis=tracker.get_slot("crisis"),
        )

    def to_slots(self) -> dict[str, Any]:
        """The plain value of each slot."""
        return {
            "facts": {name: polarity.value for name, polarity in self.facts.items()},
            "profile": self.profile.to_dict(),
            "asked": self.asked,
            "clarifying": self.clarifying,
            "trail": [step.to_slot() for step in self.trail],
            "warned": int(self.warned),
            "meant": list(self.meant),
            "announced": self.announced,
            "asked_again": self.asked_again,
            "crisis": self.crisis,
        }

    def changes_since(self, earlier: Conversation) -> list[EventType]:
        """Slot events for what is different now."""
        old, new = earlier.to_slots(), self.to_slots()
        return [SlotSet(name, new[name]) for name in SLOTS if new[name] != old[name]]

    def told(self, asks: str, facts: dict[str, Polarity], profile: Profile | None = None) -> Conversation:
        """With new facts, and the step that can be taken back."""
        changed = {name: polarity for name, polarity in facts.items() if self.facts.get(name) is not polarity}
        before = {name: self.facts[name].value if name in self.facts else None for name in changed}
        return replace(
            self,
            facts={**self.facts, **changed},
            profile=profile or self.profile,
            trail=(*self.trail, Step(asks, before, self.profile.to_dict() if profile else None)),
        )

    def stepped_back(self) -> Conversation:
        """Without the last answer; the same when there is none to take back."""
        if not self.trail:
            return self
        step = self.trail[-1]
        facts = {name: polarity for name, polarity in self.facts.items() if name not in step.before}
        facts.update({name: Polarity(value) for name, value in step.before.items() if value})
        return replace(
            self,
            facts=facts,
            profile=Profile.from_dict(step.profile_before) if step.profile_before else self.profile,
            trail=self.trail[:-1],
            asked=step.asks,
            clarifying=False,
            meant=(),
        )

    def reopened(self, asks: str, findings: Iterable[str]) -> Conversation:
        """With the question ``asks``, which is about ``findings``, open again; what else was said stays.

        Its last answer is taken back to what was known before; without one to take back, as after a result, what is
        known of its findings is forgotten.
        """
        number = max((n for n, step in enumerate(self.trail) if step.asks == asks), default=len(self.trail))
        step = self.trail[number] if number < len(self.trail) else Step(asks, dict.fromkeys(findings))
        earlier, later = self.trail[:number], self.trail[number + 1 :]
        taken_back = set(step.before).difference(*(other.before for other in later))
        facts = {name: polarity for name, polarity in self.facts.items() if name not in taken_back}
        facts.update({name: Polarity(value) for name in taken_back if (value := step.before[name])})
        return replace(
            self,
            facts=facts,
            profile=replace(self.profile, age=None, age_declined=False) if asks == "age" else self.profile,
            trail=(*earlier, *later),
            asked=asks,
            clarifying=False,
            meant=(),
        )

    @property
    def answered(self) -> int:
        """How many questions have been answered, the echo not counted."""
        return sum(step.asks not in (ECHO, ECHO_WRONG) for step in self.trail)

    @property
    def put(self) -> int:
        """How many questions have been put and answered, those put twice counted twice."""
        return self.answered + self.asked_again


def new_session(conversation: Conversation) -> list[EventType]:
    """Events that begin a new session with what is known.

    Rasa's cost of a turn grows with the length of the session, and the tracker store loads only the latest one; so
    every answer, and every new start, begins another.
    """
    return [SessionStarted(), *(SlotSet(name, value) for name, value in conversation.to_slots().items())]
