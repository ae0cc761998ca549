"""Messages read against the question they answer."""

from __future__ import annotations

import pytest

from bot.dialogue.answers import read_answer
from bot.knowledge import Option, Polarity, load_knowledge
from bot.triage import Profile
from bot.triage.questions import ask_for
from bot.understanding.pipeline import read
from bot.understanding.replies import leading_reply, steering

KNOWLEDGE = load_knowledge()


def answer(asks: str, text: str) -> dict[str, str]:
    found = read(text)
    result = read_answer(
        KNOWLEDGE, ask_for(KNOWLEDGE, asks), text, "", found.facts, Profile.from_dict(found.profile), read
    )
    return {name: polarity.value for name, polarity in result.facts.items()}


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Yes", "present"),
        ("aye, a bit", "present"),
        ("nope", "absent"),
        ("no, not that I've noticed", "absent"),
        ("not sure", "unsure"),
        ("I don't know", "unsure"),
        ("maybe", "unsure"),
    ],
)
def test_yes_no_and_not_sure(text: str, polarity: str) -> None:
    assert answer("worse_sitting", text)["worse_sitting"] == polarity


def test_a_no_with_news_keeps_both() -> None:
    facts = answer("leg_numbness", "no, but my foot tingles")
    assert facts["leg_numbness"] == "absent"
    assert facts["leg_tingling"] == "present"


def test_bare_situations_answer_what_makes_it_worse() -> None:
    facts = answer("worse_with", "sitting and stairs")
    assert facts["worse_sitting"] == "present"
    assert facts["worse_stairs"] == "present"
    assert facts["worse_walking"] == "absent"


def test_none_of_these_denies_them_all() -> None:
    assert set(answer("general_health", "None of these").values()) == {"absent"}


@pytest.mark.parametrize(("text", "age"), [("54", 54), ("I'm 31, male", 31), ("forty two", 42), ("seventy", 70)])
def test_an_age_in_digits_or_words(text: str, age: int) -> None:
    found = read(text)
    profile = Profile.from_dict(found.profile)
    result = read_answer(KNOWLEDGE, ask_for(KNOWLEDGE, "age"), text, "", found.facts, profile, read)
    assert result.profile is not None
    assert result.profile.age == age


def test_an_age_nobody_has_is_not_an_age() -> None:
    result = read_answer(KNOWLEDGE, ask_for(KNOWLEDGE, "age"), "850", "", {}, Profile(), read)
    assert not result.heard


def test_a_reply_counts_when_the_message_starts_with_it() -> None:
    assert leading_reply("yeah it does") is Polarity.PRESENT
    assert leading_reply("nobody knows") is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Start over", "start_over"),
        ("go back", "go_back"),
        ("That's right", "affirm"),
        ("Something is wrong", "correct"),
    ],
)
def test_what_the_buttons_send_is_never_guessed_at(text: str, intent: str) -> None:
    assert steering(text) == intent


WITH_OPTIONS = [(question.id, option) for question in KNOWLEDGE.questions.values() for option in question.options]


@pytest.mark.parametrize(("asks", "option"), WITH_OPTIONS, ids=lambda value: getattr(value, "finding", value))
def test_a_tapped_label_means_its_finding_and_nothing_else(asks: str, option: Option) -> None:
    said = {name for name, polarity in answer(asks, option.label).items() if polarity == "present"}
    assert said == {option.finding}
