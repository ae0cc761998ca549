"""The numbers of the reader: how they are shipped, and how base and adapter become the weights that run.

Two parts are kept apart. The *base* are the word vectors and lower layers of all-mpnet-base-v2 in eight bits; it never
changes. The *adapter* is what was learned here: low-rank updates, the small vectors, the heads. NumPy alone.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LAYERS, WIDTH, HEADS = 8, 768, 12
"""The first eight of MPNet's twelve layers: fewer for the sake of time; other depths were not trained."""

MATRICES = ("qkv", "out", "grow", "shrink")
"""The matrices of a layer, each (in, out)."""

HEAD = ("head", "head_bias")
"""What turns a token's numbers into what it states; an adapter that is only there for message vectors has none."""


LEVELS = 63
"""Largest rounded weight at run time. Seven bits, so that no processor saturates: the result is the same on all."""

BASE_LEVELS = 127
"""Largest rounded weight of the shipped base."""

BUCKETS, FARTHEST = 32, 128
"""Distances between words that MPNet tells apart."""

Floats = NDArray[np.float32]


def rounded(matrix: Floats, levels: int, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """A matrix in whole numbers of at most ``levels``, with the scale of each slice along the other axis."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-8) / levels
    whole = np.clip(np.rint(matrix / scale), -levels, levels).astype(np.int8)
    return whole, scale.astype(np.float32)


def bucket(tokens: int) -> NDArray[np.int64]:
    """For each pair of places the bucket of their distance, as T5 and MPNet count it; (tokens, tokens)."""
    places = np.arange(tokens)
    back = places[:, None] - places[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    away = np.abs(back)
    far = exact + (np.log(np.maximum(away, 1) / exact) / math.log(FARTHEST / exact) * (half - exact)).astype(np.int64)
    found: NDArray[np.int64] = np.where(away < exact, away, np.minimum(far, half - 1)) + np.where(back < 0, half, 0)
    return found


def widened(base: Mapping[str, NDArray[np.generic]]) -> Iterator[tuple[str, Floats]]:
    """The shipped base in floating point, array by array."""
    for name, array in base.items():
        if not name.endswith(".scale"):
            scale = base.get(f"{name}.scale")
            wide = array.astype(np.float32)
            yield name, wide * scale.astype(np.float32) if scale is not None else wide


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def checked(folder: Path, name: str) -> dict[str, Any]:
    """A manifest, once every file it names is what it says. Raises ValueError in one line when one is not."""
    try:
        manifest: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
        files = manifest["files"].items()
    except (FileNotFoundError, ValueError, KeyError) as error:
        raise ValueError(f"The reader's {folder / name} is missing or broken: {error}") from None
    for part, expected in files:
        file = folder / part
        if not file.is_file() or digest(file) != expected:
            raise ValueError(f"The reader's file {file} is missing or damaged; `git checkout {file}` brings it back.")
    return manifest


def merged(base: Mapping[str, NDArray[np.generic]], adapter: Mapping[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """The arrays of the graph by name: base plus adapter, matrices rounded to ``LEVELS`` a column.

    The matrices and the word vectors are int8, all else float32. Raises KeyError when an array is missing.
    """
    ready: dict[str, NDArray[np.generic]] = {
        "words": base["words"],
        "words.scale": base["words.scale"],
    }
    for name in ("start", "start_bias", "distances", *(head for head in HEAD if head in adapter)):
        ready[name] = adapter[name].astype(np.float32)
    for n in range(LAYERS):
        for name in (f"{n}.{matrix}" for matrix in MATRICES):
            moved = adapter[f"{name}.down"].astype(np.float32) @ adapter[f"{name}.up"].astype(np.float32)
            moved += base[name].astype(np.float32) * base[f"{name}.scale"].astype(np.float32)
            ease = adapter[f"{name}.ease"].astype(np.float32)
            ready[name], scale = rounded(moved / ease[:, None], LEVELS, axis=0)
            ready[f"{name}.ease"] = ease
            ready[f"{name}.scale"] = scale[0]
            ready[f"{name}_bias"] = adapter[f"{name}_bias"].astype(np.float32)
        for name in (f"{n}.{small}" for small in ("first", "first_bias", "second", "second_bias")):
            ready[name] = adapter[name].astype(np.float32)
    return ready  # type: ignore[return-value]
