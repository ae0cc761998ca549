"""Every dialogue ends, however the answers fall."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random

import pytest

from actions.conversation import ECHO, ECHO_WRONG, Conversation
from actions.turns import Message, Turn, take_turn
from bot.knowledge import Polarity, load_knowledge
from bot.triage import Profile, questions_left
from bot.triage.questions import MOST, ask_for
from bot.understanding.reading import Reading
from tests.triage.patients import sayable

KNOWLEDGE = load_knowledge()
NOBODY = Profile()
PATIENTS = range(10)


@dataclass
class Dialogue:
    """The end of a dialogue, and where it stood at each question put."""

    end: Turn
    put: list[Conversation] = field(default_factory=list)


@cache
def dialogue_of(patient: int) -> Dialogue:
    """A whole dialogue with a random patient who answers at random."""
    random = Random(patient)
    said = {name: random.choice(list(Polarity)) for name in random.sample(sayable(KNOWLEDGE), random.randint(0, 3))}
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


def nothing_more(text: str) -> Reading:
    return Reading()


@pytest.mark.parametrize("patient", PATIENTS)
def test_a_dialogue_ends_within_the_limit_of_questions(patient: int):
    dialogue = dialogue_of(patient)
    assert dialogue.end.done and len(dialogue.put) <= MOST


@pytest.mark.parametrize("patient", PATIENTS)
def test_no_question_is_put_twice(patient: int):
    put = [conversation.asked for conversation in dialogue_of(patient).put]
    assert len(put) == len(set(put))


@pytest.mark.parametrize("patient", PATIENTS)
def test_every_dialogue_ends_with_a_safety_net(patient: int):
    assert dialogue_of(patient).end.assessment.safety_net


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
