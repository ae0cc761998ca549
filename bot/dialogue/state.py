"""The state of one conversation: what is known, what is open, and the way here. Plain data, whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Optional

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


@dataclass(frozen=True)
class Step:
    """One answered question: what it was, and what the findings it changed were before."""

    asks: str
    before: dict[str, Optional[str]]
    profile_before: Optional[dict[str, Any]] = None

    def to_list(self) -> list[Any]:
        """Plain form."""
        return [self.asks, self.before, self.profile_before]


@dataclass(frozen=True)
class Conversation:
    """What is known, what was asked last, and the way here.

    ``meant`` holds the findings of an open "Do you mean"; it comes before the question in ``asked``. ``announced`` is
    the number of questions the person was told to expect, ``asked_again`` of those put twice; ``crisis`` is what is
    said next in a crisis. ``refused``: the person has said already that they will not go where they were sent.
    ``told_from`` holds the sources of what was told last. ``missed`` counts how often in a row the open question got
    nothing that could be read, ``digressed`` how often it was answered with something else. ``fresh`` names what was
    heard since the last echo; ``decided_by`` the question whose answer made it urgent. ``remarked`` names
    the remarks that are made once: on a feeling, on whom it is about. ``told_of`` is the id of what was answered
    last, ``guided`` the exercise that is gone through, and the place of its open step.
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
    refused: bool = False
    told_from: tuple[str, ...] = ()
    missed: int = 0
    digressed: int = 0
    fresh: tuple[str, ...] = ()
    decided_by: Optional[str] = None
    remarked: tuple[str, ...] = ()
    told_of: Optional[str] = None
    guided: Optional[tuple[str, int]] = None

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Conversation:
        """From its plain form; what is missing there is as at the start."""
        return cls(
            facts={name: Polarity(value) for name, value in (plain.get("facts") or {}).items()},
            profile=Profile.from_dict(plain.get("profile")),
            asked=plain.get("asked"),
            clarifying=bool(plain.get("clarifying")),
            trail=tuple(Step(*entry) for entry in plain.get("trail") or ()),
            warned=Urgency(plain.get("warned") or 0),
            meant=tuple(plain.get("meant") or ()),
            announced=plain.get("announced"),
            asked_again=plain.get("asked_again") or 0,
            crisis=plain.get("crisis"),
            refused=bool(plain.get("refused")),
            told_from=tuple(plain.get("told_from") or ()),
            missed=plain.get("missed") or 0,
            digressed=plain.get("digressed") or 0,
            fresh=tuple(plain.get("fresh") or ()),
            decided_by=plain.get("decided_by"),
            remarked=tuple(plain.get("remarked") or ()),
            told_of=plain.get("told_of"),
            guided=tuple(plain["guided"]) if plain.get("guided") else None,
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain form, as JSON can hold it."""
        return {
            "facts": {name: polarity.value for name, polarity in self.facts.items()},
            "profile": self.profile.to_dict(),
            "asked": self.asked,
            "clarifying": self.clarifying,
            "trail": [step.to_list() for step in self.trail],
            "warned": int(self.warned),
            "meant": list(self.meant),
            "announced": self.announced,
            "asked_again": self.asked_again,
            "crisis": self.crisis,
            "refused": self.refused,
            "told_from": list(self.told_from),
            "missed": self.missed,
            "digressed": self.digressed,
            "fresh": list(self.fresh),
            "decided_by": self.decided_by,
            "remarked": list(self.remarked),
            "told_of": self.told_of,
            "guided": list(self.guided) if self.guided else None,
        }

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
    def open(self) -> tuple[object, ...]:
        """What is open, and in which wording."""
        return self.asked, self.clarifying, self.meant, self.put

    @property
    def in_triage(self) -> bool:
        """Whether anything is open: a question, a choice, the way out of a crisis."""
        return self.asked is not None or bool(self.meant) or self.crisis is not None

    @property
    def answered(self) -> int:
        """How many questions have been answered, the echo not counted."""
        return sum(step.asks not in (ECHO, ECHO_WRONG) for step in self.trail)

    @property
    def put(self) -> int:
        """How many questions have been put and answered, those put twice counted twice."""
        return self.answered + self.asked_again
