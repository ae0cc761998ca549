"""From tokens to spans."""

from __future__ import annotations

import numpy as np
import pytest

from bot.understanding.encoder import Encoded, Manifest
from bot.understanding.spans import spans

MANIFEST = Manifest(("leg_numbness", "fever_unwell"), ("present", "absent", "unsure", "apart"), {})


def encoded(*probability: tuple[int, int, int, float], tokens: int = 6) -> Encoded:
    """Tokens of two letters; each entry is (token, finding, state, probability)."""
    array = np.zeros((tokens, 2, 4), dtype=np.float32)
    for token, finding, state, value in probability:
        array[token, finding, state] = value
    return Encoded(tuple((3 * at, 3 * at + 2) for at in range(tokens)), array, np.zeros(4, dtype=np.float32))


def test_neighbouring_tokens_make_one_span() -> None:
    (found,) = spans(encoded((1, 0, 0, 0.9), (2, 0, 0, 0.6)), MANIFEST)
    assert (found.finding, found.state, found.start, found.end) == ("leg_numbness", "present", 3, 8)
    assert found.probability == pytest.approx(0.9)


def test_tokens_far_apart_make_two() -> None:
    assert len(list(spans(encoded((0, 0, 0, 0.9), (5, 0, 0, 0.9)), MANIFEST))) == 2


def test_the_likelier_state_has_the_token() -> None:
    assert [found.state for found in spans(encoded((1, 0, 0, 0.4), (1, 0, 1, 0.8)), MANIFEST)] == ["absent"]


def test_one_token_can_state_two_findings() -> None:
    assert {found.finding for found in spans(encoded((1, 0, 0, 0.9), (1, 1, 1, 0.9)), MANIFEST)} == {
        "leg_numbness",
        "fever_unwell",
    }


def test_nothing_comes_of_nothing() -> None:
    assert list(spans(encoded(tokens=0), MANIFEST)) == []
