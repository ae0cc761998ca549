"""Why a message was understood as it was."""

from __future__ import annotations

from bot.understanding.extract import FindingReader


def explain(text: str) -> str:
    """A line for each finding: polarity, the words, the rule behind it and what set its polarity."""
    reading = FindingReader().read(text)
    facts = reading.facts
    lines = []
    for mention in reading.mentions:
        kept = "" if facts[mention.finding] is mention.polarity else " (overruled)"
        because = f" because of {mention.context!r}" if mention.context else ""
        lines.append(f"{mention.finding}: {mention.polarity.value}{kept}")
        lines.append(f"    words: {mention.words!r}")
        lines.append(f"    rule: {mention.rule}{because}")
    lines += [f"{name}: {value}" for name, value in reading.profile.items()]
    return "\n".join(lines) or "No finding."
