"""Stretches that speak of somebody else alone."""

from __future__ import annotations

import pytest

from bot.understanding.rules.people import others


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("my mum had breast cancer, my hip just clicks", "my mum had breast cancer"),
        ("my lower back aches and my brother broke his leg last year", "my brother broke his leg last year"),
    ],
)
def test_a_relative_beside_the_writers_own_body(text: str, stretch: str) -> None:
    assert [text[start:end].strip() for start, end in others(text)] == [stretch]


@pytest.mark.parametrize(
    "text",
    [
        "my mum had breast cancer and now her back hurts",
        "my daughter climbed on my back, my back hurts",
        "my husband says I can't lift my foot",
    ],
)
def test_who_is_written_for_or_touches_the_writer_is_not_set_apart(text: str) -> None:
    assert others(text) == []
