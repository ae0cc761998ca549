"""Exercises, step by step."""

from __future__ import annotations

import pytest

from bot.dialogue.answering import answer_question
from bot.dialogue.guiding import AGAIN, GUIDE, GUIDE_ME, NEXT, STOP, goes_on, offer
from bot.dialogue.interruptions import interrupted
from bot.dialogue.reply import Say
from bot.dialogue.state import Conversation
from bot.dialogue.turns import Message, Tapped
from bot.knowledge import Polarity, load_knowledge
from bot.triage import Profile
from tests.dialogue.test_answering import finding

KNOWLEDGE = load_knowledge()
EXERCISES = sorted(topic.id for topic in KNOWLEDGE.topics.values() if topic.exercise)
BREATHING = "care_diaphragm_breathing"


def said(text: str, tapped: Tapped | None = None) -> Message:
    return Message(text, "ask_selfcare", {}, Profile(), tapped=tapped)


def begun(topic: str) -> tuple[Conversation, list[Say]]:
    outcome = goes_on(finding({}), Conversation(), said(GUIDE_ME, Tapped(GUIDE, {topic: Polarity.PRESENT})))
    assert outcome is not None
    return outcome


@pytest.mark.parametrize("topic", EXERCISES)
def test_every_exercise_is_gone_through_step_by_step_to_its_end(topic: str) -> None:
    exercise = KNOWLEDGE.topics[topic].exercise
    assert exercise is not None
    conversation, says = begun(topic)
    told = [says[0].words["doing"]]
    while conversation.guided:
        outcome = goes_on(finding({}), conversation, said(NEXT))
        assert outcome is not None
        conversation, says = outcome
        told += [say.words["doing"] for say in says if "doing" in say.words]
    assert told == [step.text for step in exercise.steps]
    assert says[0].response == "utter_guide_done" and exercise.stop_when.text in says[0].words["told"]


def test_a_step_is_said_again_and_the_exercise_can_be_stopped() -> None:
    conversation, first = begun(BREATHING)
    same, again = goes_on(finding({}), conversation, said(AGAIN)) or (conversation, [])
    assert same.guided == conversation.guided and again == first
    over, says = goes_on(finding({}), conversation, said(STOP)) or (conversation, [])
    assert over.guided is None and says[0].response == "utter_guide_stopped"


@pytest.mark.parametrize("words", ["done", "ok, next", "I'm ready", "yes"])
def test_it_goes_on_in_any_words(words: str) -> None:
    conversation, _ = begun(BREATHING)
    outcome = goes_on(finding({}), conversation, said(words))
    assert outcome is not None and outcome[0].guided == (BREATHING, 1)


def test_another_question_ends_it_and_is_answered() -> None:
    conversation, _ = begun(BREATHING)
    assistant = finding({"is swimming good for a hip like this one?": [("daily_swimming", 0.9)]})
    after, says = interrupted(
        answer_question, assistant, conversation, said("is swimming good for a hip like this one?")
    )
    assert after.guided is None and says[0].response == "utter_answer"


def test_guide_me_in_words_begins_what_was_told_last() -> None:
    outcome = goes_on(finding({}), Conversation(told_of=BREATHING), said("guide me"))
    assert outcome is not None and outcome[0].guided == (BREATHING, 0)


def test_an_exercise_that_a_caution_holds_back_is_not_offered() -> None:
    stretch = KNOWLEDGE.topics["care_stretch_piriformis"]
    assert offer(KNOWLEDGE, stretch, Conversation())
    assert not offer(KNOWLEDGE, stretch, Conversation(facts={"after_fall_or_trauma": Polarity.PRESENT}))
