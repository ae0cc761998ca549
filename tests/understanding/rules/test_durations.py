"""How long, in words and digits; and what only looks like it."""

from __future__ import annotations

import pytest

from bot.understanding.normalise import clean, words
from bot.understanding.rules.durations import durations


def found(text: str) -> set[str]:
    return {name for _, name in durations([word.text for word in words(clean(text))])}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("for three weeks", "duration_weeks"),
        ("a fortnight of this", "duration_weeks"),
        ("since Tuesday", "duration_days"),
        ("c/o LBP 3/7", "duration_days"),
        ("two years now", "duration_years"),
        ("since March", "duration_months"),
        ("on and off all my life", "duration_years"),
    ],
)
def test_a_duration_is_read_by_its_unit(text: str, finding: str) -> None:
    assert finding in found(text)


@pytest.mark.parametrize(
    "text",
    ["I am 71 years old", "28 weeks pregnant", "twice a week", "8 hours at a desk", "5 months after my operation"],
)
def test_an_age_a_pregnancy_or_a_rate_is_none(text: str) -> None:
    assert found(text) == set()
