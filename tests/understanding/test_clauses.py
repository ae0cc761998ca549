"""Messages cut into clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.clauses import LONGEST, clauses


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("my hip hurts", ["my hip hurts"]),
        ("my hip hurts on stairs but it is fine at night", ["my hip hurts on stairs ", "but it is fine at night"]),
        ("sore. really sore today, mostly when sitting", ["sore. really sore today", ", mostly when sitting"]),
        ("", [""]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == pieces


@given(st.text(max_size=3000))
def test_clauses_cover_the_text_in_order_without_gaps(text: str) -> None:
    spans = clauses(text)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text[:LONGEST])
    assert all(one[1] == other[0] for one, other in zip(spans, spans[1:]))
