"""The training messages as they stand in ``nlu_data``: text, intent, marked findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge import Polarity

FOLDER = Path("nlu_data/nlu")

TOLD, STORY = Path("nlu_data/told"), "describe_symptoms"
"""Whole stories, a line each, and what they are for. They teach the reader; Rasa learns from shorter messages."""

STATE_OF = {
    "finding": "present",
    "denied": "absent",
    "unsure": "unsure",
    "past": "apart",
    "other": "apart",
    "supposed": "apart",
}
"""How the words are meant that each kind of mark stands around; ``apart`` is whatever is not the writer's now."""

MARK = re.compile(rf"\[([^\[\]]+)\]\(({'|'.join(STATE_OF)}):([a-z0-9_+]+)\)")
"""``[words](kind:finding+finding)``."""


@dataclass(frozen=True)
class MarkedMessage:
    """One training message; ``topic`` is the comment above its block, ``where`` its file and line.

    ``marks`` are the words, finding and state of each mark.
    """

    text: str
    intent: str
    marks: tuple[tuple[str, str, str], ...]
    topic: str
    where: str

    @property
    def facts(self) -> dict[str, Polarity]:
        """What the message says of its writer, as the labelled files have it: what is apart is absent."""
        facts: dict[str, Polarity] = {}
        for _, name, state in self.marks:
            if facts.get(name) is not Polarity.PRESENT:
                facts[name] = Polarity.ABSENT if state == "apart" else Polarity(state)
        return facts

    @property
    def plain(self) -> str:
        """The text in small letters without marks of any kind, to tell whether two messages are the same."""
        return " ".join(re.findall(r"\w+", self.text.lower())) or self.text


def marked_messages(folder: Path = FOLDER, told: Path = TOLD) -> Iterator[MarkedMessage]:
    """Every training message. Raises ValueError, with file and line, when a mark is broken."""
    for path in sorted(told.glob("*.txt")):
        for number, said in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield _message(said, STORY, path.stem, f"{path}:{number}")
    for path in sorted(folder.glob("*/*.yml")):
        for number, said, intent, topic in examples_in(path):
            yield _message(said, intent, topic, f"{path}:{number}")


def examples_in(path: Path) -> Iterator[tuple[int, str, str, str]]:
    """Of a file in Rasa's format the line, words with marks, intent and topic of each example, in order."""
    intent = topic = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        said = line.strip()
        if said.startswith("#"):
            topic = said.lstrip("# ")
        elif said.startswith("- intent:"):
            intent = said.removeprefix("- intent:").strip()
        elif said.startswith("- "):
            yield number, said[2:], intent, topic


def _message(said: str, intent: str, topic: str, where: str) -> MarkedMessage:
    marks = tuple(
        (words, name, STATE_OF[kind]) for words, kind, names in MARK.findall(said) for name in names.split("+")
    )
    text = MARK.sub(r"\1", said)
    if "](" in text:
        raise ValueError(f"{where}: a mark that is none: {said}")
    return MarkedMessage(text, intent, marks, topic, where)
