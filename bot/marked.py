"""The training messages as they stand in ``nlu_data``: text, intent, marked findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge import Polarity

FOLDER = Path("nlu_data/nlu")

_MARK = re.compile(r"\[([^\[\]]+)\]\((finding|denied|unsure):([a-z0-9_+]+)\)")
_POLARITY = {"finding": Polarity.PRESENT, "denied": Polarity.ABSENT, "unsure": Polarity.UNSURE}


@dataclass(frozen=True)
class MarkedMessage:
    """One training message; ``topic`` is the comment above its block, ``where`` its file and line."""

    text: str
    intent: str
    facts: Mapping[str, Polarity]
    topic: str
    where: str

    @property
    def plain(self) -> str:
        """The text in small letters without marks of any kind, to tell whether two messages are the same."""
        return " ".join(re.findall(r"\w+", self.text.lower())) or self.text


def marked_messages(folder: Path = FOLDER) -> Iterator[MarkedMessage]:
    """Every training message. Raises ValueError, with file and line, when a mark is broken."""
    for path in sorted(folder.glob("*/*.yml")):
        intent = topic = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            said = line.strip()
            if said.startswith("#"):
                topic = said.lstrip("# ")
            elif said.startswith("- intent:"):
                intent = said.removeprefix("- intent:").strip()
            elif said.startswith("- "):
                yield _message(said[2:], intent, topic, f"{path}:{number}")


def _message(said: str, intent: str, topic: str, where: str) -> MarkedMessage:
    facts: dict[str, Polarity] = {}
    for _, kind, names in _MARK.findall(said):
        for name in names.split("+"):
            if facts.get(name) is not Polarity.PRESENT:
                facts[name] = _POLARITY[kind]
    text = _MARK.sub(r"\1", said)
    if "](" in text:
        raise ValueError(f"{where}: a mark that is none: {said}")
    return MarkedMessage(text, intent, facts, topic, where)
