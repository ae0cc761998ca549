"""Questions, and what they ask for."""

from __future__ import annotations

import numpy as np
import pytest

from bot.knowledge import load_knowledge
from bot.understanding import questions
from bot.understanding.questions import QuestionFinder, asked_before_going, asked_for, condition_named, shown_as
from bot.understanding.wordings import NAMED, NONE, URGENT, asked_of, wordings

KNOWLEDGE = load_knowledge()
WORDINGS = wordings()
FEWEST = 25


def best(text: str) -> str:
    return asked_for(KNOWLEDGE, text)[0][0]


@pytest.mark.parametrize("topic", sorted(KNOWLEDGE.topics))
def test_every_topic_has_many_ways_to_be_asked_for(topic: str) -> None:
    assert len(WORDINGS.get(topic, ())) >= FEWEST


LEARNED = 0.75
"""Share of the wordings that were learned from which have to find their way back."""


def test_most_wordings_find_what_they_ask_for() -> None:
    asked = [
        (item, text.replace(NAMED, "sciatica")) for item, texts in asked_of(KNOWLEDGE).items() for text in texts[::9]
    ]
    found = [
        asked_before_going(text) == item.removeprefix(URGENT) if item.startswith(URGENT) else best(text) == item
        for item, text in asked
    ]
    assert sum(found) >= LEARNED * len(asked)


def test_no_wording_asks_for_two_things() -> None:
    said = [" ".join(text.lower().split()) for texts in WORDINGS.values() for text in set(texts)]
    assert len(said) == len(set(said))


def test_no_wording_stands_under_a_name_that_nothing_has() -> None:
    ours = {NONE, *KNOWLEDGE.topics, *KNOWLEDGE.cautions}
    assert [
        item for item in WORDINGS if item not in ours and not item.startswith(("aspect_", "result_", "about_"))
    ] == []


@pytest.mark.parametrize(
    "text", ["what time does the match start on channel four", "my wifi keeps dropping", "is bitcoin a good buy now?"]
)
def test_what_is_about_something_else_asks_for_nothing(text: str) -> None:
    assert best(text) == NONE


def test_a_topic_that_is_not_served_is_not_found() -> None:
    fewer = KNOWLEDGE.copy(update={"topics": {}})
    assert all(item not in KNOWLEDGE.topics for item, _ in asked_for(fewer, "can I swim with this?"))


def test_likelihoods_are_in_order_and_add_up_to_at_most_one() -> None:
    likely = [likelihood for _, likelihood in asked_for(KNOWLEDGE, "heat or ice?")]
    assert likely == sorted(likely, reverse=True) and 0 < sum(likely) <= 1.0001


def test_a_new_topic_is_found_by_its_wordings_without_learning_anew() -> None:
    new = {
        "parking": ["where can I park?", "is there a car park", "parking at the clinic?", "do you have parking spaces"]
    }
    finder = QuestionFinder({**asked_of(KNOWLEDGE), **new}, ["sciatica"])
    ranked = finder.rank("is there anywhere to leave my car at your place", np.ones(len(finder.items), dtype=bool))
    assert ranked[0][0] == "parking"


@pytest.mark.parametrize(
    ("text", "condition"), [("how long does sciatica last", "sciatica"), ("a slipped disc?", "lumbar_disc_problem")]
)
def test_a_named_condition_is_recognised(text: str, condition: str) -> None:
    named = condition_named(KNOWLEDGE, text)
    assert named is not None and named.id == condition


@pytest.mark.parametrize("item", sorted({*KNOWLEDGE.topics, *questions._wordings()} - {NONE}))
def test_everything_that_may_be_offered_has_a_question_to_show(item: str) -> None:
    shown = shown_as(KNOWLEDGE, item)
    assert shown and NAMED not in shown
