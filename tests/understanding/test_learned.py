"""The two small models over sentence vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.encoding import encode, encode_clauses, whole
from bot.understanding.learned import FEWEST, FindingModel, IntentModel, spread

STAIRS = [
    "going up the steps at work",
    "climbing to the third floor",
    "the stairs at home",
    "up the ladder to the loft",
]
NIGHTS = [
    "lying awake until three",
    "it wakes me before dawn",
    "no sleep again last night",
    "tossing and turning in bed",
]


@pytest.fixture(scope="module")
def findings() -> FindingModel:
    texts = (STAIRS + NIGHTS) * (FEWEST // 4)
    stated = ([{"worse_stairs"}] * 4 + [{"worse_at_night"}] * 4) * (FEWEST // 4)
    return FindingModel.fit(texts * 20, encode(texts * 20), stated * 20)


def test_a_clause_is_like_the_clauses_it_resembles(findings: FindingModel) -> None:
    message = "the staircase is murder"
    (best,) = [guess for guess in findings.guesses(message, encode_clauses([message])[0], 0.5)]
    assert best.finding == "worse_stairs"
    assert best.like in STAIRS
    assert message[best.start : best.end] == message


def test_a_model_that_was_saved_guesses_the_same(findings: FindingModel, tmp_path: Path) -> None:
    findings.save(tmp_path / "findings.npz")
    again = FindingModel.load(tmp_path / "findings.npz")
    vectors = encode_clauses([NIGHTS[0]])[0]
    assert again.guesses(NIGHTS[0], vectors, 0.1) == findings.guesses(NIGHTS[0], vectors, 0.1)


def test_too_little_to_learn_from_is_refused() -> None:
    with pytest.raises(ValueError, match="Too few marked messages"):
        FindingModel.fit(STAIRS, encode(STAIRS), [{"worse_stairs"}] * len(STAIRS))


def test_intents_are_ranked_and_their_likelihoods_add_up() -> None:
    model = IntentModel.fit(encode(STAIRS + NIGHTS), ["up"] * 4 + ["awake"] * 4)
    ranking = model.rank(encode(["awake half the night"])[0])
    assert ranking[0][0] == "awake"
    assert sum(chance for _, chance in ranking) == pytest.approx(1)


@pytest.mark.parametrize("most", [1, 3, 10, 100])
def test_a_sample_is_spread_from_first_to_last(most: int) -> None:
    items = list(range(30))
    sample = spread(items, most)
    assert len(sample) == min(most, 30)
    assert sample == sorted(set(sample))
    assert most == 1 or (sample[0], sample[-1]) == (0, 29)


def test_the_vector_of_a_message_has_length_one_whatever_its_clauses() -> None:
    (rows,) = encode_clauses(["my hip hurts, but only on the stairs, and never at night"])
    assert np.linalg.norm(whole(rows)) == pytest.approx(1, abs=1e-5)
