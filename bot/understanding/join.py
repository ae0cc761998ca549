"""Joins what the lexicon read with what the learned model guesses.

The lexicon decides alone about danger: a guess that would raise the alarm by itself is asked about, never believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge import Polarity, load_knowledge
from bot.triage import Profile
from bot.understanding.intents import alarming
from bot.understanding.reading import Guess, Mention, Reading

BELIEVED = 0.85
"""From here on a guess counts as read (docs/benchmarks.md: where strangers are understood best)."""

ASKED = 0.30
"""From here on a guess is worth asking about."""

MOST_ASKED = 3
"""Choices of a "Do you mean"."""


def join(read: Reading, guesses: Sequence[Guess], message: str) -> Reading:
    """The reading with the likely guesses as mentions, and the less likely ones, or the alarming, to be asked."""
    new = [guess for guess in _best(guesses) if not _known(guess.finding, read)]
    believed = [guess for guess in new if guess.probability >= BELIEVED]
    profile = Profile.from_dict(read.profile)
    if believed and not alarming(read.facts, profile):
        facts = {**read.facts, **{guess.finding: Polarity.PRESENT for guess in believed}}
        if alarming(facts, profile):
            believed = []
    mentions = [
        Mention(
            guess.finding,
            Polarity.PRESENT,
            guess.start,
            guess.end,
            message[guess.start : guess.end],
            f"learned from {guess.like!r} ({guess.probability:.2f})",
        )
        for guess in believed
    ]
    asked = [guess for guess in new if guess not in believed][:MOST_ASKED]
    return replace(read, mentions=(*read.mentions, *mentions), guesses=tuple(asked))


def _best(guesses: Sequence[Guess]) -> list[Guess]:
    """One guess for each finding, the likeliest first."""
    best: dict[str, Guess] = {}
    for guess in sorted(guesses, key=lambda guess: -guess.probability):
        best.setdefault(guess.finding, guess)
    return list(best.values())


def _known(finding: str, read: Reading) -> bool:
    """Whether the lexicon read the finding, or a kind of it, or what it is a kind of."""
    known = {name for fact in read.facts for name in _line(fact)}
    return finding in known or not read.facts.keys().isdisjoint(_line(finding))


def _line(name: str) -> list[str]:
    """A finding, what it is a kind of, and so on upwards."""
    findings = load_knowledge().findings
    line = [name]
    while (finding := findings.get(line[-1])) and finding.is_a:
        line.append(finding.is_a)
    return line
