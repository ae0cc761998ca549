"""What a message says: the findings in it, each with its polarity and the words that made it; what it asks about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, Optional

from bot.knowledge import Polarity

State = Literal["present", "absent", "unsure", "apart"]
"""How a finding is stated; ``apart`` is not the writer's now: somebody else's, past and over, only supposed."""

MOST_ASKED = 3
"""Choices of a "Do you mean"."""

_RANK: dict[State, int] = {"apart": 0, "unsure": 1, "absent": 2, "present": 3}


@dataclass(frozen=True)
class Mention:
    """One finding, how it is stated, where it stands in the text, how sure that is, and what found it."""

    finding: str
    state: State
    start: int
    end: int
    words: str
    probability: float
    rule: str

    @property
    def polarity(self) -> Optional[Polarity]:
        """What is known of the writer by it; None when it is not about the writer's now."""
        return None if self.state == "apart" else Polarity(self.state)


@dataclass(frozen=True)
class Guess:
    """A finding that the words may state, and how likely (0 to 1): to be asked about before it counts."""

    finding: str
    probability: float
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Reading:
    """Everything found in one message.

    ``profile`` holds age, sex and side where they were said; ``guesses`` the likeliest first.
    """

    mentions: tuple[Mention, ...] = ()
    profile: dict[str, int | str] = field(default_factory=dict)
    guesses: tuple[Guess, ...] = ()

    @property
    def states(self) -> dict[str, State]:
        """One state for each finding: present wins, then absent, then unsure, then apart."""
        states: dict[str, State] = {}
        for mention in self.mentions:
            known = states.get(mention.finding)
            if known is None or _RANK[mention.state] > _RANK[known]:
                states[mention.finding] = mention.state
        return states

    @property
    def facts(self) -> dict[str, Polarity]:
        """What is known of the writer now."""
        return {name: Polarity(state) for name, state in self.states.items() if state != "apart"}


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions in the order of the text, without repeats of the same finding, state and place."""
    kept: dict[tuple[str, State, int], Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.finding)):
        kept.setdefault((mention.finding, mention.state, mention.start), mention)
    return tuple(kept.values())
