"""Training examples: messages cut into pieces, each piece with the findings it states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.marked import MARK, STATE_OF, STORY, examples_in

STATES = ("present", "absent", "unsure", "apart")
"""The outputs of a finding, in order."""


@dataclass(frozen=True)
class Piece:
    """A run of text, and the (finding, state) pairs that it states."""

    text: str
    states: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Example:
    """One message. ``asked`` is the finding it answers to, if any.

    ``whole`` is None when the pieces are marked; else the states of the message as a whole, with in ``open`` the
    findings that may or may not be read out of it.
    """

    pieces: tuple[Piece, ...]
    intent: str | None = None
    asked: str | None = None
    whole: frozenset[tuple[str, str]] | None = None
    open: frozenset[str] = field(default_factory=frozenset)

    @property
    def text(self) -> str:
        """The plain text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def states(self) -> frozenset[tuple[str, str]]:
        """What the message states, each pair once."""
        if self.whole is not None:
            return self.whole
        return frozenset(pair for piece in self.pieces for pair in piece.states)


def pieces_of(marked: str) -> tuple[Piece, ...]:
    """The pieces of a message with marks: ``[words](kind:finding+finding)``."""
    pieces: list[Piece] = []
    at = 0
    for mark in MARK.finditer(marked):
        if mark.start() > at:
            pieces.append(Piece(marked[at : mark.start()]))
        states = frozenset((name, STATE_OF[mark[2]]) for name in mark[3].split("+"))
        pieces.append(Piece(mark[1], states))
        at = mark.end()
    if at < len(marked):
        pieces.append(Piece(marked[at:]))
    return tuple(pieces)


def from_training_files(folder: Path) -> Iterator[Example]:
    """Every example of the files in Rasa's format below a folder."""
    for path in sorted(folder.rglob("*.yml")):
        for _, said, intent, _ in examples_in(path):
            yield Example(pieces_of(said), intent)


def from_stories(file: Path) -> Iterator[Example]:
    """Messages a line each. Of one that states nothing of the writer's now it stays open what it is for."""
    for said in file.read_text(encoding="utf-8").splitlines():
        example = Example(pieces_of(said), STORY)
        told = any(state == "present" for _, state in example.states)
        yield example if told else replace(example, intent=None)


def from_replies(file: Path) -> Iterator[Example]:
    """Replies to a question: a line each, the finding that was asked about, a tab, the reply with its marks."""
    for line in file.read_text(encoding="utf-8").splitlines():
        asked, _, said = line.partition("\t")
        yield Example(pieces_of(said), None, asked.strip())
