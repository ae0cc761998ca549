from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.incoming import LONGEST, Unreadable, accepted


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "/", "///", "\u200b\u200d", "\ud83d", None, 7, {"text": "x"}])
def test_nothing_to_read_is_refused(text: object) -> None:
    with pytest.raises(Unreadable, match="empty"):
        accepted(text)


def test_ten_thousand_characters_are_refused() -> None:
    with pytest.raises(Unreadable, match="too_long"):
        accepted("a" * 10_000)


def test_the_longest_message_is_taken() -> None:
    assert len(accepted("a" * LONGEST)) == LONGEST


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("/ my hip hurts", "my hip hurts"),
        ("//my hip hurts", "my hip hurts"),
        ("my hip/groin hurts", "my hip/groin hurts"),
        ("\u202emy hip\u200b hurts", "my hip  hurts"),
        ("my hip \ud83d hurts", "my hip  hurts"),
    ],
)
def test_a_slash_before_words_is_taken_off(text: str, taken: str) -> None:
    assert accepted(text) == taken


@pytest.mark.parametrize("text", ["/restart", '/inform{"finding":"x"}', " / greet", "/session_start"])
def test_no_intent_can_be_fired_by_name(text: str) -> None:
    with pytest.raises(Unreadable, match="command"):
        accepted(text)


@given(st.text(max_size=300))
def test_whatever_is_accepted_never_starts_with_a_slash(text: str) -> None:
    with contextlib.suppress(Unreadable):
        assert not accepted(text).startswith("/")
