"""Every dialogue ends, however the answers fall."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

import pytest

from bot.dialogue.results import result
from bot.dialogue.state import ECHO, ECHO_WRONG, Conversation
from bot.dialogue.turns import Message, Turn, take_turn
from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Profile, complete, questions_left
from bot.triage.danger import reasons_for_urgency
from bot.triage.questions import MOST, ask_for
from bot.triage.self_care import offered_steps
from bot.understanding.reading import Reading
from tests.triage.patients import sayable
from tests.triage.ways import danger_findings

KNOWLEDGE = load_knowledge()
NOBODY = Profile()
PATIENTS = range(60)
"""scripts/random_patients.py plays thousands."""


@dataclass
class Dialogue:
    """The end of a dialogue, and where it stood at each question put."""

    end: Turn
    put: list[Conversation] = field(default_factory=list)


@cache
def dialogue_of(patient: int) -> Dialogue:
    """A whole dialogue with a random patient who answers at random; every third opens with a danger sign."""
    random = Random(patient)
    said = {name: random.choice(list(Polarity)) for name in random.sample(sayable(KNOWLEDGE), random.randint(0, 3))}
    if patient % 3 == 0:
        said[random.choice(sorted(danger_findings(KNOWLEDGE)))] = Polarity.PRESENT
    told = Message("", "describe_symptoms", {**said, "buttock_pain": Polarity.PRESENT}, NOBODY)
    dialogue = Dialogue(take_turn(KNOWLEDGE, Conversation(), told, nothing_more))
    for _ in range(3 * MOST):
        conversation = dialogue.end.conversation
        if conversation.asked is None:
            break
        if conversation.asked not in (ECHO, ECHO_WRONG) and not conversation.clarifying:
            dialogue.put.append(conversation)
        reply = Message(random.choice(replies(conversation.asked)), "provide_value", {}, NOBODY)
        dialogue.end = take_turn(KNOWLEDGE, conversation, reply, nothing_more)
    return dialogue


def replies(asked: str) -> list[str]:
    """What may be tapped or typed in answer to a question."""
    if asked in (ECHO, ECHO_WRONG):
        return ["yes"]
    ask = ask_for(KNOWLEDGE, asked)
    if ask.kind == "age":
        return ["24", "41", "67", "7", "not sure"]
    if ask.question is None:
        return ["yes", "not sure", *["no"] * 10]
    none = ["no"] if ask.question.none_label else []  # "no" answers no "how long?": that is asked again
    return [*(option.label for option in ask.question.options), *none, "not sure"]


def problems_with(patient: int) -> list[str]:
    """What is wrong with the dialogue of one random patient; nothing, it is hoped."""
    dialogue = dialogue_of(patient)
    end, put = dialogue.end, [conversation.asked for conversation in dialogue.put]
    facts = complete(KNOWLEDGE, end.conversation.facts, end.conversation.profile)
    due = max((r.urgency for r in reasons_for_urgency(KNOWLEDGE, facts)), default=Urgency.SELF_CARE)
    urgent_care_only = end.assessment.urgency < Urgency.URGENT_SAME_DAY or not offered_steps(KNOWLEDGE, end.assessment)
    wrong = {
        "does not end": not end.done,
        "asks too much": len(put) > MOST,
        "asks twice": len(put) != len(set(put)),
        "has no safety net": not end.assessment.safety_net,
        "ends below what its facts call for": end.assessment.urgency < due,
        "offers self-care in an emergency": not urgent_care_only,
        "cannot be told": not result(KNOWLEDGE, end.assessment),
    }
    return [what for what, is_so in wrong.items() if is_so]


def nothing_more(text: str, asked: str | None) -> Reading:
    return Reading()


@pytest.mark.parametrize("patient", PATIENTS)
def test_a_dialogue_ends_in_time_and_never_below_what_its_facts_call_for(patient: int):
    assert problems_with(patient) == []


@pytest.mark.parametrize("patient", PATIENTS[:4])
def test_an_open_question_is_counted_among_those_left(patient: int):
    for conversation in dialogue_of(patient).put[::4]:
        assert 1 <= questions_left(KNOWLEDGE, conversation.facts, conversation.profile) <= MOST


@pytest.mark.parametrize("patient", PATIENTS[:4])
def test_nothing_is_left_to_ask_when_a_short_dialogue_is_over(patient: int):
    dialogue = dialogue_of(patient)
    conversation = dialogue.end.conversation
    assert len(dialogue.put) == MOST or questions_left(KNOWLEDGE, conversation.facts, conversation.profile) == 0


def test_no_more_questions_are_counted_than_may_be_asked():
    assert questions_left(KNOWLEDGE, {"low_back_pain": Polarity.PRESENT}, NOBODY, most=3) == 3
