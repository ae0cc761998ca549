"""What leads the answer, and what must not stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.assistant import assistant
from bot.clinic import load_clinic
from bot.dialogue.conversing import put_question
from bot.dialogue.more import PARTS, places_in, tell
from bot.dialogue.reply import Say
from bot.dialogue.results import result
from bot.dialogue.state import ECHO, Conversation
from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.knowledge.checks import all_items, passages
from bot.triage import Profile, assess
from bot.wording import response_sources, responses, worded

KNOWLEDGE = load_knowledge()

FIRST_SCREEN, ALL_OF_IT = 120, 450
"""Words."""


def answer(*said: str, age: int = 35) -> list[Say]:
    return result(KNOWLEDGE, assess({name: Polarity.PRESENT for name in said}, Profile(age=age)))[0]


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
    assert response in [say.response for say in result(KNOWLEDGE, assessment)[0]]


def all_passages() -> dict[str, set[str]]:
    """Every sentence of the content with the sources of wherever it stands."""
    found: dict[str, set[str]] = {}
    for _, item in all_items(KNOWLEDGE):
        for passage in passages(item):
            found.setdefault(passage.text, set()).update(passage.sources)
    return found


PASSAGES = all_passages()


TOLD = st.sets(st.sampled_from(sorted(KNOWLEDGE.findings)), max_size=7)


@given(TOLD, st.integers(2, 95))
def test_the_sources_of_the_first_screen_are_those_of_its_sentences(names: set[str], age: int) -> None:
    assessment = assess(dict.fromkeys(names, Polarity.PRESENT), Profile(age=age))
    says, places = result(KNOWLEDGE, assessment, response_sources=response_sources())
    assert says[0].data is not None and says[0].data["sources"] == sorted(places)
    are_named(says, set(places))


@given(st.sampled_from(sorted(PARTS)), TOLD, st.integers(2, 95))
def test_the_sources_of_each_part_told_on_request_are_those_of_its_sentences(
    part: str, names: set[str], age: int
) -> None:
    conversation = Conversation(facts=dict.fromkeys(names, Polarity.PRESENT), profile=Profile(age=age))
    says = tell(part, assistant(), conversation)
    assert says, "every part has something to tell"
    are_named(says, set(places_in(says, assistant())))


def are_named(says: list[Say], places: set[str]) -> None:
    shown = {text for say in says for text in sentences_in(say)}
    for text in shown & set(PASSAGES):
        assert PASSAGES[text] & places, text
    for say in says:
        assert set(response_sources()[say.response]) <= places or say.response.startswith("utter_more")


def sentences_in(say: Say) -> set[str]:
    """The items of what is said, and of the patterns in it."""
    data = say.data or {}
    return {*data.get("items", ()), *(pattern["summary"] for pattern in data.get("patterns", ()))}


@given(TOLD, st.integers(2, 95))
def test_the_first_screen_is_read_in_a_minute(names: set[str], age: int) -> None:
    assessment = assess(dict.fromkeys(names, Polarity.PRESENT), Profile(age=age))
    says, _ = result(KNOWLEDGE, assessment)
    helplines = [say for say in says if (say.data or {}).get("section") == "helpline"]
    assert words_in(says) - words_in(helplines) <= FIRST_SCREEN


def words_in(says: list[Say]) -> int:
    shown = [worded_text(say) for say in says]
    return sum(len(text.replace("•", " ").split()) for text in shown)


def worded_text(say: Say) -> str:
    words, _ = worded(say, load_clinic())
    return str(responses()[say.response]["text"]).format_map(words)


SOONEST = [
    {"buttock_pain", "worse_sitting", "prolonged_sitting_job"},
    {"hip_pain", "groin_pain", "morning_stiffness", "worse_walking"},
    {"low_back_pain", "pain_radiates_down_leg", "pain_below_knee", "leg_tingling"},
]


@pytest.mark.parametrize("names", SOONEST)
def test_all_of_it_is_read_in_four(names: set[str]) -> None:
    facts = dict.fromkeys(names, Polarity.PRESENT)
    says, _ = result(KNOWLEDGE, assess(facts, Profile(age=50)))
    for part in ("result_why", "result_plan", "result_exercises"):
        says += tell(part, assistant(), Conversation(facts=facts, profile=Profile(age=50)))[:-1]
    assert words_in(says) <= ALL_OF_IT
