"""A network that runs: the shipped base, one adapter merged into it, and the graph they fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from bot.understanding.weights import bucket, merged

Floats = NDArray[np.float32]


class Session:
    """ONNX Runtime on ``threads`` cores. Loading takes about a second and 90 MB."""

    def __init__(self, folder: Path, adapter: Mapping[str, NDArray[np.generic]], graph: str, threads: int = 1) -> None:
        with np.load(folder / "words.npz") as words, np.load(folder / "layers.npz") as layers:
            base = {**words, **layers}
        ready = merged(base, adapter)
        self._places = base["places"].astype(np.float32) * base["places.scale"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_external_initializers(
            list(ready), [onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(a)) for a in ready.values()]
        )
        described = (folder / graph).read_bytes()
        self._session = onnxruntime.InferenceSession(described, options, providers=["CPUExecutionProvider"])
        self._outputs = [output.name for output in self._session.get_outputs()]

    def run(self, rows: Sequence[Sequence[int]]) -> dict[str, Floats]:
        """The outputs of the graph for some messages, each a row of token numbers."""
        tokens = max(len(row) for row in rows)
        ids = np.full((len(rows), tokens), 1, dtype=np.int64)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
        mask = (ids != 1).astype(np.float32)
        given = {
            "ids": ids,
            "place": self._places[2 : tokens + 2],
            "seen": ((1.0 - mask) * -1e9)[:, None, None, :],
            "distance": _distances(tokens),
            "weight": (mask / mask.sum(1, keepdims=True))[..., None],
        }
        return dict(zip(self._outputs, self._session.run(self._outputs, given)))


@lru_cache(maxsize=512)
def _distances(tokens: int) -> NDArray[np.int64]:
    return bucket(tokens)
