"""In a crisis nothing else is talked about, and no one is left alone."""

from __future__ import annotations

import pytest

from bot.dialogue.crisis import answered, entered
from bot.dialogue.state import CRISIS, ECHO, Conversation
from bot.knowledge import Polarity, load_knowledge

PRESENT, ABSENT = Polarity.PRESENT, Polarity.ABSENT
SAFE, NOT_SAFE, BACK = "I'm safe for now", "I'm not safe", "I'm safe, back to my pain"
WISH = {"suicidal_thoughts": PRESENT}


def after(*said: str, facts: dict[str, Polarity] | None = None) -> Conversation:
    conversation = entered(Conversation(facts=dict(WISH)))
    for text in said:
        conversation = answered(load_knowledge(), conversation, text, facts or {})
    return conversation


@pytest.mark.parametrize(
    "text",
    ["bye", "leave me alone", "no one can help", "what do you store", "start over", "hello", "is this a robot",
     "my choice", "thanks", "..."],
)  # fmt: skip
def test_whatever_is_said_the_assistant_stays(text: str) -> None:
    assert after(text).asked == CRISIS
    assert str(after(text).crisis).startswith("stay")


@pytest.mark.parametrize(
    "text", [NOT_SAFE, "no", "I don't feel safe", "i am not safe at all", "honestly not very safe"]
)
def test_who_is_not_safe_is_sent_for_help_at_once(text: str) -> None:
    assert after(text).crisis == "danger"


def test_a_plan_is_danger_whatever_else_is_said() -> None:
    assert after("yes I'm safe", facts={"suicidal_plan": PRESENT}).crisis == "danger"


@pytest.mark.parametrize("text", [SAFE, "I'm safe", "yes", "i am ok and safe", "Safe."])
def test_who_is_safe_is_asked_nothing_more_but_may_go_back(text: str) -> None:
    conversation = after(text)
    assert (conversation.asked, conversation.crisis) == (CRISIS, "safe")


def test_the_same_words_are_not_said_twice_in_a_row() -> None:
    said = [after(*["hm"] * times).crisis for times in range(1, 7)]
    assert all(one != other for one, other in zip(said, said[1:]))


def test_back_to_the_pain_takes_the_wish_out_and_keeps_the_pain() -> None:
    conversation = after(SAFE, BACK, facts={"hip_pain": PRESENT})
    assert (conversation.asked, conversation.crisis) == (ECHO, "over")
    assert conversation.facts == {"hip_pain": PRESENT}


def test_a_wish_that_was_misheard_is_taken_back_by_denying_it() -> None:
    conversation = after("I'm not suicidal", facts={"suicidal_thoughts": ABSENT})
    assert conversation.crisis == "over"
    assert not conversation.facts


def test_a_danger_to_the_body_is_kept_in_the_crisis() -> None:
    assert after("hm", facts={"saddle_numbness": PRESENT}).facts["saddle_numbness"] is PRESENT
