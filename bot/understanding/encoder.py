"""The learned reader's network: text in; for each token what it states, and a vector for the whole message.

ONNX Runtime runs it on one core. What it needs stands in ``bot/understanding/model`` (see the model card there).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.understanding.reading import State
from bot.understanding.weights import WIDTH, bucket, digest, merged

FOLDER = Path(__file__).parent / "model"

WINDOW, OVERLAP = 480, 96
"""Tokens read in one go, and those that two windows share: a longer message is read window by window."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Manifest:
    """What the outputs mean, and which files they rest on."""

    findings: tuple[str, ...]
    states: tuple[State, ...]
    thresholds: dict[str, dict[str, float]]
    files: dict[str, str]

    @classmethod
    def load(cls, file: Path) -> Manifest:
        """Read ``model.json``."""
        data = json.loads(file.read_text(encoding="utf-8"))
        return cls(tuple(data["findings"]), tuple(data["states"]), data["thresholds"], data["files"])


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
        self.manifest = _checked(folder)
        self._tokenizer = tokenizer(folder)
        with np.load(folder / "words.npz") as words, np.load(folder / "layers.npz") as layers:
            base = {**words, **layers}
        with np.load(folder / "adapter.npz") as adapter:
            ready = merged(base, dict(adapter))
        self._places = base["places"].astype(np.float32) * base["places.scale"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_external_initializers(
            list(ready), [onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(a)) for a in ready.values()]
        )
        graph = (folder / "graph.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

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
        tokens = max(len(row) for row in rows)
        ids = np.full((len(rows), tokens), 1, dtype=np.int64)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
        mask = (ids != 1).astype(np.float32)
        probability, vector = self._session.run(
            ["probability", "vector"],
            {
                "ids": ids,
                "place": self._places[2 : tokens + 2],
                "seen": ((1.0 - mask) * -1e9)[:, None, None, :],
                "distance": _distances(tokens),
                "weight": (mask / mask.sum(1, keepdims=True))[..., None],
            },
        )
        return probability, vector


def tokenizer(folder: Path = FOLDER) -> Tokenizer:
    """The tokenizer of the reader; it neither cuts nor fills up."""
    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def _checked(folder: Path) -> Manifest:
    """The manifest, once every file is found to be what it says. Raises ValueError in one line when one is not."""
    try:
        manifest = Manifest.load(folder / "model.json")
    except (FileNotFoundError, ValueError, KeyError) as error:
        raise ValueError(f"The reader's {folder / 'model.json'} is missing or broken: {error}") from None
    for name, expected in manifest.files.items():
        file = folder / name
        if not file.is_file() or digest(file) != expected:
            raise ValueError(f"The reader's file {file} is missing or damaged; `git checkout {file}` brings it back.")
    return manifest


@lru_cache(maxsize=512)
def _distances(tokens: int) -> NDArray[np.int64]:
    return bucket(tokens)


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder that is shipped, loaded once a process."""
    return Encoder()
