"""The learned reader's network: text in; for each token what it states, and a vector for the whole message.

ONNX Runtime runs it on one core. What it needs stands in ``bot/understanding/model`` (see the model card there).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from bot.understanding.reading import State
from bot.understanding.session import Floats, Session
from bot.understanding.weights import WIDTH, checked

FOLDER = Path(__file__).parent / "model"

WINDOW, OVERLAP = 480, 96
"""Tokens read in one go, and those that two windows share: a longer message is read window by window."""


@dataclass(frozen=True)
class Manifest:
    """What the outputs mean."""

    findings: tuple[str, ...]
    states: tuple[State, ...]
    thresholds: dict[str, dict[str, float]]

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """Read ``model.json``. Raises ValueError in one line when it, or a file of it, is not what it should be."""
        data = checked(folder, "model.json")
        return cls(tuple(data["findings"]), tuple(data["states"]), data["thresholds"])


@dataclass(frozen=True)
class Encoded:
    """A message as the network sees it. ``probability`` is (tokens, findings, states), ``vector`` (2 * width,).

    ``offsets`` are start and end of each token in the text; tokens that are not the message's own are left out.
    """

    offsets: tuple[tuple[int, int], ...]
    probability: Floats
    vector: Floats


class Encoder:
    """Loading takes about a second and 110 MB; a message of 20 words some milliseconds."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self.manifest = Manifest.load(folder)
        self._tokenizer = tokenizer(folder)
        with np.load(folder / "adapter.npz") as adapter:
            self._session = Session(folder, dict(adapter), "graph.onnx", threads)

    def encode(self, text: str, asked: str | None = None) -> Encoded:
        """Read a message; ``asked`` is the label of the finding it answers to, put before it."""
        encoding = self._tokenizer.encode(asked, text) if asked else self._tokenizer.encode(text)
        sequence = 1 if asked else 0
        own = [at for at, of in enumerate(encoding.sequence_ids) if of == sequence]
        if not own:
            return Encoded((), np.zeros((0, *self._shape), dtype=np.float32), np.zeros(2 * WIDTH, dtype=np.float32))
        ids, first = encoding.ids, own[0]
        before, after = ids[:first], ids[own[-1] + 1 :]
        room = WINDOW - len(before) - len(after)
        parts: list[Floats] = []
        vectors: list[Floats] = []
        start = 0
        while True:
            inside = ids[first + start : first + min(start + room, len(own))]
            found, vector = self._run([[*before, *inside, *after]])
            probability = found[0, len(before) : len(before) + len(inside)]
            shared = OVERLAP // 2 if start else 0
            if parts:
                parts[-1] = parts[-1][: len(parts[-1]) - (OVERLAP - shared)]
            parts.append(probability[shared:])
            vectors.append(vector[0])
            if start + room >= len(own):
                break
            start += room - OVERLAP
        return Encoded(
            tuple(encoding.offsets[at] for at in own),
            np.concatenate(parts).reshape(len(own), *self._shape),
            np.mean(vectors, axis=0),
        )

    def vectors(self, texts: list[str], longest: int = WINDOW, batch: int = 32) -> Floats:
        """Message vectors of many texts, (texts, 2 * width); each text is cut after ``longest`` tokens."""
        rows = [self._tokenizer.encode(text or " ").ids[:longest] for text in texts]
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        found = np.zeros((len(rows), 2 * WIDTH), dtype=np.float32)
        for start in range(0, len(order), batch):
            some = order[start : start + batch]
            found[some] = self._run([rows[at] for at in some])[1]
        return found

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self.manifest.findings), len(self.manifest.states)

    def _run(self, rows: list[list[int]]) -> tuple[Floats, Floats]:
        found = self._session.run(rows)
        return found["probability"], found["vector"]


def tokenizer(folder: Path = FOLDER) -> Tokenizer:
    """The tokenizer of the reader; it neither cuts nor fills up."""
    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder that is shipped, loaded once a process."""
    return Encoder()
