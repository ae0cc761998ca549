"""Thresholds chosen on messages that were not learned from."""

from __future__ import annotations

import numpy as np

from bot.learning.batches import Vocabulary
from bot.learning.examples import Example, Piece
from bot.learning.thresholds import ASKED_AT, thresholds

WORDS = Vocabulary(("limp", "rash"), ("describe_symptoms",), {}, np.array([0, 1]), ("limp", "rash"))


def example(*states: tuple[str, str]) -> Example:
    return Example((Piece("…", frozenset(states)),))


def test_a_finding_that_is_often_doubtful_gets_a_lower_threshold() -> None:
    examples = [example(("limp", "present"), ("rash", "present"))] * 40 + [example()] * 40
    probability = np.zeros((80, 2, 4), dtype=np.float32)
    probability[:40, 0, 0], probability[40:, 0, 0] = 0.35, 0.2
    probability[:40, 1, 0], probability[40:, 1, 0] = 0.9, 0.6
    chosen = thresholds(examples, probability.reshape(80, -1), WORDS)
    assert chosen["limp"]["read"] < chosen["rash"]["read"]
    assert chosen["rash"]["ask"] == round(chosen["rash"]["read"] * ASKED_AT, 3)


def test_a_rare_finding_has_the_common_one() -> None:
    examples = [example(("limp", "present"))] * 40 + [example(("rash", "present"))] * 2
    chosen = thresholds(examples, np.full((42, 8), 0.5, dtype=np.float32), WORDS)
    assert "rash" not in chosen and "limp" in chosen
