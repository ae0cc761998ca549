"""What leads the answer, and what must not stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.conversing import put_question
from bot.dialogue.reply import Say
from bot.dialogue.results import result, told_from
from bot.dialogue.state import ECHO, Conversation
from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.knowledge.checks import all_items, passages
from bot.triage import Profile, assess
from bot.wording import response_sources

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


def all_passages() -> dict[str, set[str]]:
    """Every sentence of the content with the sources of wherever it stands."""
    found: dict[str, set[str]] = {}
    for _, item in all_items(KNOWLEDGE):
        for passage in passages(item):
            found.setdefault(passage.text, set()).update(passage.sources)
    return found


PASSAGES = all_passages()


@given(st.sets(st.sampled_from(sorted(KNOWLEDGE.findings)), max_size=7), st.integers(2, 95))
def test_the_sources_shown_are_those_of_the_sentences_shown(names: set[str], age: int) -> None:
    assessment = assess(dict.fromkeys(names, Polarity.PRESENT), Profile(age=age))
    says = result(KNOWLEDGE, assessment, response_sources=response_sources())
    *told, last = says
    shown = {text for say in told for text in sentences_in(say)}
    places = set(told_from(told, response_sources()))
    for text in shown & set(PASSAGES):
        assert PASSAGES[text] & places, text
    for say in told:
        assert set(response_sources()[say.response]) <= places
    assert last.words["sources"].count("•") == len({place.partition("#")[0] for place in places})


def sentences_in(say: Say) -> set[str]:
    """The lines of what is said, and of the patterns in it."""
    lines = {line.removeprefix("• ") for words in say.words.values() for line in str(words).split("\n")}
    return lines | {pattern["summary"] for pattern in (say.data or {}).get("patterns", ())}
