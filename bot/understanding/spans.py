"""From what the network says of each token to spans of the text, each with one finding in one state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.encoder import Encoded, Manifest
from bot.understanding.reading import State

FAINTEST = 0.05
"""Probability below which nothing is looked at."""

GAP = 1
"""Tokens that may lie between two parts of one span."""


@dataclass(frozen=True)
class Span:
    """A finding in one state over a stretch of text; ``probability`` is that of its surest token."""

    finding: str
    state: State
    start: int
    end: int
    probability: float


def spans(encoded: Encoded, manifest: Manifest) -> Iterator[Span]:
    """Every span that is likelier than ``FAINTEST``; where states compete for a token, the likeliest has it."""
    if not len(encoded.probability):
        return
    best = encoded.probability.max(axis=2, keepdims=True)
    winning = np.where(encoded.probability >= best, encoded.probability, 0.0)
    highest = winning.max(axis=0)
    for finding, state in zip(*np.nonzero(highest >= FAINTEST)):
        of_token = winning[:, finding, state]
        floor = max(FAINTEST, float(highest[finding, state]) / 4)
        for first, last in _runs(of_token >= floor):
            yield Span(
                manifest.findings[finding],
                manifest.states[state],
                encoded.offsets[first][0],
                encoded.offsets[last][1],
                float(of_token[first : last + 1].max()),
            )


def _runs(on: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last of each run, over gaps of at most ``GAP``."""
    first = last = -1
    for at in np.flatnonzero(on).tolist():
        if first >= 0 and at - last <= GAP + 1:
            last = at
            continue
        if first >= 0:
            yield first, last
        first = last = at
    if first >= 0:
        yield first, last
