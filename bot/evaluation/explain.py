"""Why a message was understood as it was."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.marked import MarkedMessage, marked_messages
from bot.understanding.pipeline import read

NEAREST = 2
"""Training messages shown for each finding."""


def explain(text: str) -> str:
    """A line for each finding: state, the words, how likely, which rule, and the training messages nearest to it."""
    reading = read(text)
    messages = list(marked_messages())
    lines: list[str] = []
    for mention in reading.mentions:
        overruled = "" if reading.states[mention.finding] == mention.state else " (overruled)"
        lines.append(f"{mention.finding}: {mention.state}{overruled} ({mention.probability:.2f}, {mention.rule})")
        lines.append(f"    words: {mention.words!r}")
        lines += [f"    like: {near!r}" for near in _nearest(messages, mention.finding, mention.state, mention.words)]
    for guess in reading.guesses:
        words = text[guess.start : guess.end]
        lines.append(f"{guess.finding}: to be asked ({guess.probability:.2f}, {guess.rule})")
        lines.append(f"    words: {words!r}")
        lines += [f"    like: {near!r}" for near in _nearest(messages, guess.finding, "present", words)]
    lines += [f"{name}: {value}" for name, value in reading.profile.items()]
    return "\n".join(lines or ["No finding."])


def _nearest(messages: list[MarkedMessage], finding: str, state: str, words: str) -> list[str]:
    """The training messages whose marked words for the finding are most like ``words``."""
    marked = {said: m.text for m in messages for said, name, meant in m.marks if (name, meant) == (finding, state)}
    return [marked[said] for said, _, _ in process.extract(words, list(marked), scorer=fuzz.WRatio, limit=NEAREST)]
