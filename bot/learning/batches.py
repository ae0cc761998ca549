"""Examples as arrays: token numbers, what each token states, what the message states, batches of about equal work."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.learning.examples import STATES, Example

LONGEST = 320
"""Tokens of a message in training; about 230 words."""

TOKENS = 1_400
"""Tokens of a batch, padding included."""

POOL = 40
"""Batches that are sorted by length together."""


@dataclass(frozen=True)
class Vocabulary:
    """The meanings of the outputs. ``groups`` holds for each finding the number of its labelled finding, or -1."""

    findings: tuple[str, ...]
    intents: tuple[str, ...]
    labels: Mapping[str, str]
    groups: NDArray[np.int64]
    group_names: tuple[str, ...]

    @property
    def outputs(self) -> int:
        """Outputs of the token head: finding by finding, each in four states."""
        return len(self.findings) * len(STATES)


@dataclass(frozen=True)
class Row:
    """One example in numbers. ``spans`` are (first token, last token + 1, outputs)."""

    ids: list[int]
    own: int
    spans: list[tuple[int, int, list[int]]]
    intent: int
    whole: bool
    present: frozenset[int]
    denied: frozenset[int]
    open: frozenset[int]


@dataclass(frozen=True)
class Batch:
    """Rows padded to one length; see ``bot.learning.train.loss`` for what the masks do."""

    ids: NDArray[np.int64]
    mask: NDArray[np.bool_]
    own: NDArray[np.bool_]
    targets: NDArray[np.float32]
    intents: NDArray[np.int64]
    whole: NDArray[np.bool_]
    present: NDArray[np.float32]
    denied: NDArray[np.float32]
    open: NDArray[np.bool_]


class Numberer:
    """Turns examples into rows."""

    def __init__(self, tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
        self._tokenizer = tokenizer
        self._words = vocabulary
        self._at = {name: at for at, name in enumerate(vocabulary.findings)}
        self._intents = {name: at for at, name in enumerate(vocabulary.intents)}
        self._groups = {name: at for at, name in enumerate(vocabulary.group_names)}

    def row(self, example: Example) -> Row:
        """The numbers of an example; a question it answers goes before it, as the run time puts it."""
        text = example.text
        asked = self._words.labels.get(example.asked or "")
        encoded = self._tokenizer.encode(asked, text) if asked else self._tokenizer.encode(text)
        own = encoded.sequence_ids.index(1) if asked else 1
        spans, at, places = [], 0, encoded.offsets
        for piece in example.pieces:
            end = at + len(piece.text)
            if piece.states:
                inside = [i for i in range(own, len(places) - 1) if places[i][0] < end and places[i][1] > at]
                outputs = [
                    self._at[name] * len(STATES) + STATES.index(state)
                    for name, state in piece.states
                    if name in self._at
                ]
                if inside and outputs and inside[0] < LONGEST:
                    spans.append((inside[0], min(inside[-1] + 1, LONGEST), outputs))
            at = end
        whole = example.whole or frozenset()
        return Row(
            ids=encoded.ids[:LONGEST],
            own=own,
            spans=spans,
            intent=self._intents.get(example.intent or "", -1),
            whole=example.whole is not None,
            present=frozenset(self._groups[n] for n, state in whole if state == "present" and n in self._groups),
            denied=frozenset(self._groups[n] for n, state in whole if state == "absent" and n in self._groups),
            open=frozenset(self._groups[n] for n in example.open if n in self._groups),
        )

    def batch(self, rows: Sequence[Row]) -> Batch:
        """Rows side by side."""
        count, longest, groups = len(rows), max(len(row.ids) for row in rows), len(self._words.group_names)
        ids = np.full((count, longest), 1, dtype=np.int64)
        own = np.zeros((count, longest), dtype=bool)
        targets = np.zeros((count, longest, self._words.outputs), dtype=np.float32)
        present = np.zeros((count, groups), dtype=np.float32)
        denied, open_ = present.copy(), np.zeros((count, groups), dtype=bool)
        for at, row in enumerate(rows):
            ids[at, : len(row.ids)] = row.ids
            own[at, row.own : len(row.ids) - 1] = True
            for start, end, outputs in row.spans:
                targets[at, start:end, outputs] = 1.0
            present[at, list(row.present)] = 1.0
            denied[at, list(row.denied)] = 1.0
            open_[at, list(row.open)] = True
        return Batch(
            ids, ids != 1, own, targets,
            np.array([row.intent for row in rows]), np.array([row.whole for row in rows]), present, denied, open_,
        )  # fmt: skip


def batches(rows: Iterable[Row], draw: random.Random) -> Iterator[list[Row]]:
    """Rows of like length together, the batches of a pool in any order."""
    pool: list[Row] = []
    size = 0
    for row in rows:
        pool.append(row)
        size += len(row.ids)
        if size > POOL * TOKENS:
            yield from _cut(pool, draw)
            pool, size = [], 0
    yield from _cut(pool, draw)


def _cut(pool: list[Row], draw: random.Random) -> list[list[Row]]:
    cut: list[list[Row]] = []
    for row in sorted(pool, key=lambda row: len(row.ids)):
        if not cut or (len(cut[-1]) + 1) * len(row.ids) > TOKENS:
            cut.append([])
        cut[-1].append(row)
    draw.shuffle(cut)
    return cut
