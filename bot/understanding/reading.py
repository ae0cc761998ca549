"""What a message says: the findings in it, each with its polarity and the words that made it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.knowledge import Polarity


@dataclass(frozen=True)
class Mention:
    """One finding, where it stands in the original text, and what made it.

    ``rule`` is the pattern or example behind it; ``context`` names what set its polarity.
    """

    finding: str
    polarity: Polarity
    start: int
    end: int
    words: str
    rule: str
    context: str = ""


@dataclass(frozen=True)
class Guess:
    """A finding that a clause may state, how likely (0 to 1), and what the clause is like."""

    finding: str
    probability: float
    start: int
    end: int
    like: str


@dataclass(frozen=True)
class Reading:
    """Everything found in one message.

    ``facts`` maps each finding to one polarity; ``profile`` holds age and sex where they were said; ``guesses`` are
    what should be asked before it counts, the likeliest first.
    """

    mentions: tuple[Mention, ...] = ()
    profile: dict[str, int | str] = field(default_factory=dict)
    guesses: tuple[Guess, ...] = ()

    @property
    def facts(self) -> dict[str, Polarity]:
        """One polarity for each finding: present wins, then absent, then unsure."""
        facts: dict[str, Polarity] = {}
        for mention in self.mentions:
            known = facts.get(mention.finding)
            if known is None or _RANK[mention.polarity] > _RANK[known]:
                facts[mention.finding] = mention.polarity
        return facts


_RANK = {Polarity.UNSURE: 0, Polarity.ABSENT: 1, Polarity.PRESENT: 2}


def joined(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions in the order of the text, without repeats of the same finding, polarity and place."""
    kept: dict[tuple[str, Polarity, int], Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.finding)):
        kept.setdefault((mention.finding, mention.polarity, mention.start), mention)
    return tuple(kept.values())
