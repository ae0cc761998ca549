"""What leads the answer, and what must not stand in it."""

from __future__ import annotations

import pytest

from bot.dialogue.conversing import put_question
from bot.dialogue.reply import Say
from bot.dialogue.results import result
from bot.dialogue.state import ECHO, Conversation
from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Profile, assess

KNOWLEDGE = load_knowledge()


def answer(*said: str, age: int = 35) -> list[Say]:
    return result(KNOWLEDGE, assess({name: Polarity.PRESENT for name in said}, Profile(age=age)))


LED_BY = [
    (("saddle_numbness",), "utter_emergency"),
    (("suicidal_thoughts", "low_back_pain"), "utter_crisis"),
    (("suicidal_plan",), "utter_crisis"),
    (("self_harm",), "utter_crisis"),
    (("overdose",), "utter_overdose"),
    (("overdose", "saddle_numbness"), "utter_overdose"),
    (("overdose", "suicidal_plan"), "utter_overdose"),
    (("domestic_abuse", "hip_pain"), "utter_abuse"),
    (("sexual_assault",), "utter_abuse"),
    (("safeguarding_concern",), "utter_abuse"),
    (("pregnancy_postpartum", "waters_or_contractions"), "utter_same_day_pregnancy"),
    (("foot_drop",), "utter_same_day"),
]


@pytest.mark.parametrize(("said", "response"), LED_BY)
def test_where_to_turn_stands_first_and_by_itself(said: tuple[str, ...], response: str) -> None:
    assert answer(*said)[0].response == response


@pytest.mark.parametrize("said", [("low_back_pain",), ("hip_pain", "limp"), ("buttock_pain", "worse_sitting")])
def test_a_child_is_never_left_to_self_care_and_gets_no_adult_pattern(said: tuple[str, ...]) -> None:
    responses = [message.response for message in answer(*said, age=10)]
    assert responses[0] != "utter_self_care" and "utter_patterns" not in responses


def test_an_urgent_finding_is_warned_of_before_the_next_question() -> None:
    told = Conversation(facts={"foot_drop": Polarity.PRESENT}, asked=ECHO)
    after, says = put_question(KNOWLEDGE, told)
    assert after.warned is Urgency.URGENT_SAME_DAY
    assert [say.response for say in says] == ["utter_urgent_notice", "utter_echo"]


@pytest.mark.parametrize(
    ("present", "response"),
    [(("saddle_numbness", "suicidal_plan"), "utter_crisis"), (("foot_drop", "domestic_abuse"), "utter_abuse")],
)
def test_a_helpline_is_given_even_when_another_danger_leads(present: tuple[str, ...], response: str) -> None:
    assessment = assess(dict.fromkeys(present, Polarity.PRESENT), Profile(age=40))
    assert response in [say.response for say in result(KNOWLEDGE, assessment)]
