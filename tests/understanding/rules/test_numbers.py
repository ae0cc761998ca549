"""What numbers state, and what they do not."""

from __future__ import annotations

import pytest

from bot.understanding.rules.numbers import numbers

SAID = [
    ("it's an 8/10 today", "pain_severe"),
    ("7 or 8 out of 10 on the stairs", "pain_severe"),
    ("nine out of ten when I turn", "pain_severe"),
    ("temp was 38.4 last night", "fever_unwell"),
    ("running a temperature of 39", "fever_unwell"),
    ("fever of 102 F", "fever_unwell"),
    ("fell about 4 metres off the roof", "major_trauma"),
    ("came off a ladder, must be 12 ft", "major_trauma"),
    ("she dropped two floors, well 3 storeys", "major_trauma"),
]


@pytest.mark.parametrize(("text", "finding"), SAID)
def test_a_number_states_its_finding(text: str, finding: str) -> None:
    assert finding in {name for _, _, name in numbers(text)}


NOT_SAID = [
    "down to a 3/10 now",
    "I'm 39, male, with a sore back",
    "temperature normal, 36.8",
    "weighed 38.5 kg as a girl and never had a temperature",
    "33 m, went into spasm lifting a box",
    "ran 5 m then fell over my own feet, 1 m from the line",
    "10 out of 12 days",
    "",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_other_numbers_state_nothing(text: str) -> None:
    assert list(numbers(text)) == []


def test_each_place_is_in_the_text() -> None:
    text = "pain 9/10, temp 38.9, fell 5 metres"
    assert [text[start:end] for start, end, _ in numbers(text)] == ["9/10", "38.9", "5 metres"]
