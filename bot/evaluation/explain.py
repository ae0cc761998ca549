"""Why a message was understood as it was."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

from bot.understanding.encoding import encode_clauses
from bot.understanding.extract import FindingReader
from bot.understanding.join import ASKED
from bot.understanding.learned import FindingModel


def explain(text: str, model: Path) -> str:
    """A line for each finding: polarity, the words, the rule or example behind it and what set its polarity.

    ``model`` is the trained model; without the file the lexicon speaks alone, and a last line says so.
    """
    learned = _learned(model)
    reading = FindingReader().read(text, learned.guesses(text, encode_clauses([text])[0], ASKED) if learned else ())
    facts = reading.facts
    lines = []
    for mention in reading.mentions:
        kept = "" if facts[mention.finding] is mention.polarity else " (overruled)"
        because = f" because of {mention.context!r}" if mention.context else ""
        lines.append(f"{mention.finding}: {mention.polarity.value}{kept}")
        lines.append(f"    words: {mention.words!r}")
        lines.append(f"    rule: {mention.rule}{because}")
    for guess in reading.guesses:
        lines.append(f"{guess.finding}: to be asked ({guess.probability:.2f})")
        lines.append(f"    words: {text[guess.start : guess.end].strip()!r}")
        lines.append(f"    like: {guess.like!r}")
    lines += [f"{name}: {value}" for name, value in reading.profile.items()]
    lines = lines or ["No finding."]
    return "\n".join(lines if learned else [*lines, f"(No trained model at {model}: the lexicon alone.)"])


def _learned(model: Path) -> FindingModel | None:
    """The finding model out of the archive Rasa wrote."""
    if not model.is_file():
        return None
    with tarfile.open(model) as archive, tempfile.TemporaryDirectory() as folder:
        inside = next((member for member in archive.getmembers() if member.name.endswith("findings.npz")), None)
        if inside is None:
            return None
        inside.name = "findings.npz"
        archive.extract(inside, folder)
        return FindingModel.load(Path(folder) / inside.name)
