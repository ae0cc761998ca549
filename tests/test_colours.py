from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.colours import READABLE, WHITE, contrast, readable_shade

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)]
)
def test_contrast_is_as_the_guidelines_tell(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1


@given(COLOURS)
def test_every_colour_has_a_shade_that_can_be_read(colour: str) -> None:
    assert contrast(readable_shade(colour), WHITE) >= READABLE


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    assert readable_shade("#1d6155") == "#1d6155"
