"""Chooses the thresholds of each finding on messages that were not learned from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.learning.batches import Vocabulary
from bot.learning.examples import STATES, Example

GRID = np.arange(0.10, 0.91, 0.05)
FEWEST = 12
"""Messages that state a finding, from which on it has thresholds of its own; they lean to the common one."""

LEANINGS = (10.0, 40.0, 160.0, 640.0)
"""How many messages the common threshold may weigh against a finding's own; cross-validation chooses."""

FOLDS = 5

LOWEST_DENIAL = 0.4
"""What is less likely than this denies nothing, whatever it would gain in the score."""

LOWEST, HIGHEST = 0.25, 0.5
"""A threshold of its own stays between these: stories are not all that people write."""

RAISED = 0.05
"""Added to what the score chooses: a third of the messages kept apart hold a danger, of what people write far less."""

ASKED_AT, LEAST_ASKED = 0.5, 0.2
"""The lower threshold, as a part of the upper one, and its least: fainter doubts are not worth a question."""


EARLY = {"read": 0.2, "ask": 0.12}
"""Those of the findings that the content says to hear early."""


def thresholds(
    examples: Sequence[Example],
    probability: NDArray[np.float32],
    words: Vocabulary,
    heard_early: Iterable[str] = (),
) -> dict[str, dict[str, float]]:
    """``read``, ``ask`` and ``deny`` for ``*`` (all others) and for each finding stated often enough.

    ``probability`` is (messages, outputs), as ``bot.learning.train.predicted`` gives it; ``heard_early`` are the
    findings of which a hint is enough.
    """
    scores = probability.reshape(len(examples), len(words.findings), len(STATES))
    present, denied = scores[..., 0], np.maximum(scores[..., 1], scores[..., 3])
    is_present, counts = _wanted(examples, words, {"present"})
    is_denied, counts_denied = _wanted(examples, words, {"absent", "apart"})
    read = _best(present, is_present, counts)
    deny = max(_best(denied, is_denied, counts_denied), LOWEST_DENIAL)
    leaning = max(LEANINGS, key=lambda weight: _crossed(present, is_present, counts, weight))
    own = _reads(present, is_present, counts, leaning)
    chosen = {"*": _entry(read, deny)}
    for at, name in enumerate(words.findings):
        if is_present[:, at].sum() >= FEWEST:
            chosen[name] = _entry(float(own[at]), deny)
    return {**chosen, **{name: {**EARLY, "deny": round(deny, 3)} for name in heard_early}}


def _entry(read: float, deny: float) -> dict[str, float]:
    raised = read + RAISED
    return {"read": round(raised, 3), "ask": round(max(raised * ASKED_AT, LEAST_ASKED), 3), "deny": round(deny, 3)}


def _wanted(
    examples: Sequence[Example], words: Vocabulary, states: set[str]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each message states each finding in one of the states, and whether that is known; both (messages, F)."""
    is_so = np.zeros((len(examples), len(words.findings)), dtype=bool)
    known = np.ones_like(is_so)
    for row, example in enumerate(examples):
        stated = {name for name, state in example.states if state in states}
        for at, name in enumerate(words.findings):
            group = words.groups[at]
            of_group = words.group_names[group] if group >= 0 else None
            is_so[row, at] = name in stated
            if example.whole is not None:
                known[row, at] = of_group == name and name not in example.open
    return is_so, known


def _f1(right: NDArray[np.float64], wrong: NDArray[np.float64], missed: NDArray[np.float64]) -> NDArray[np.float64]:
    return 2 * right / np.maximum(2 * right + wrong + missed, 1e-9)


def _counts(
    score: NDArray[np.float32], is_so: NDArray[np.bool_], known: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Right, wrong and missed at each threshold of the grid."""
    said = score[None] >= GRID.reshape(-1, *[1] * score.ndim)
    return _tally(said, is_so, known, tuple(range(1, score.ndim + 1)))


def _tally(
    said: NDArray[np.bool_], is_so: NDArray[np.bool_], known: NDArray[np.bool_], axes: tuple[int, ...]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Right, wrong and missed, summed over the axes."""
    right = (said & is_so & known).sum(axes).astype(float)
    wrong = (said & ~is_so & known).sum(axes).astype(float)
    missed = (~said & is_so & known).sum(axes).astype(float)
    return right, wrong, missed


def _best(score: NDArray[np.float32], is_so: NDArray[np.bool_], known: NDArray[np.bool_]) -> float:
    return float(GRID[int(np.argmax(_f1(*_counts(score, is_so, known))))])


def _reads(
    score: NDArray[np.float32], is_so: NDArray[np.bool_], known: NDArray[np.bool_], leaning: float
) -> NDArray[np.float64]:
    """The threshold of each finding, drawn towards the common one the fewer messages state it."""
    common = _best(score, is_so, known)
    chosen = np.full(score.shape[1], common)
    for at in range(score.shape[1]):
        stated = is_so[:, at].sum()
        if stated >= FEWEST:
            best = _best(score[:, at], is_so[:, at], known[:, at])
            weight = stated / (stated + leaning)
            chosen[at] = np.clip(weight * best + (1 - weight) * common, LOWEST, HIGHEST)
    return chosen


def _crossed(score: NDArray[np.float32], is_so: NDArray[np.bool_], known: NDArray[np.bool_], leaning: float) -> float:
    """F1 over all messages, each read with thresholds chosen on the other folds."""
    said = np.zeros_like(is_so)
    for fold in range(FOLDS):
        out = np.arange(len(score)) % FOLDS == fold
        said[out] = score[out] >= _reads(score[~out], is_so[~out], known[~out], leaning)
    return float(_f1(*_tally(said, is_so, known, (0, 1))))
