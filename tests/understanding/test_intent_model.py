"""The small network that names the intent."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.encoder import encoder
from bot.understanding.intent_model import IntentModel, spread

TEXTS = ["hello", "hi there", "good morning", "hey", "thank you", "thanks a lot", "cheers for that", "much obliged"]
TEXTS += ["goodbye", "see you later", "bye then", "ta-ra"]
INTENTS = ["greet"] * 4 + ["thank"] * 4 + ["goodbye"] * 4


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.fit(np.repeat(encoder().vectors(TEXTS), 100, axis=0), np.repeat(INTENTS, 100).tolist())


def test_a_few_examples_are_enough_for_plain_intents(model: IntentModel) -> None:
    named = [model.rank(encoder().encode(text).vector)[0][0] for text in TEXTS]
    assert named == INTENTS


def test_likelihoods_add_up_to_one(model: IntentModel) -> None:
    assert sum(likelihood for _, likelihood in model.rank(encoder().encode("?").vector)) == pytest.approx(1.0, abs=1e-4)


def test_what_is_saved_is_what_is_loaded(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path / "intents.npz")
    vector = encoder().encode("hello").vector
    assert IntentModel.load(tmp_path / "intents.npz").rank(vector) == model.rank(vector)


def test_a_sample_is_spread_over_all_of_it() -> None:
    assert spread(range(100), 5) == [0, 24, 49, 74, 99]
