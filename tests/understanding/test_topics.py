"""Questions, and the written answers they reach."""

from __future__ import annotations

import pytest

from bot.knowledge import load_knowledge
from bot.understanding.topics import MOST_OFFERED, answer_to, perhaps_meant

KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize("text", ["is a standing desk any good", "can sex make it worse"])
def test_a_question_that_is_not_clear_is_offered_as_written_ones(text: str) -> None:
    offered = perhaps_meant(KNOWLEDGE, text)
    assert answer_to(KNOWLEDGE, text) is None and 1 <= len(offered) <= MOST_OFFERED


@pytest.mark.parametrize("text", ["is a standing desk any good", "would a bath with salts do anything"])
def test_every_offered_question_has_an_answer(text: str) -> None:
    assert all(answer_to(KNOWLEDGE, question) for question in perhaps_meant(KNOWLEDGE, text))


def test_nothing_is_offered_for_what_is_far_from_every_topic() -> None:
    assert perhaps_meant(KNOWLEDGE, "what time does the match start on channel four") == ()
