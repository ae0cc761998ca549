"""Turns of the triage as a person meets them, without Rasa."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.dialogue.state import ECHO, ECHO_WRONG, Conversation
from bot.dialogue.turns import Message, Turn, open_question, take_turn
from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Profile
from bot.triage.questions import MOST
from bot.understanding.reading import Reading

KNOWLEDGE = load_knowledge()
PRESENT, ABSENT, UNSURE = Polarity.PRESENT, Polarity.ABSENT, Polarity.UNSURE
SIGN = "saddle_numbness"
BACK_PAIN = {"low_back_pain": PRESENT, "duration_weeks": PRESENT}


def say(
    conversation: Conversation,
    text: str = "",
    intent: str = "provide_value",
    facts: dict[str, Polarity] | None = None,
    profile: Profile | None = None,
) -> Turn:
    message = Message(text, intent, facts or {}, profile or Profile())
    return take_turn(KNOWLEDGE, conversation, message, lambda part, asked: Reading())


def opened(**facts: Polarity) -> Conversation:
    return say(Conversation(), "it hurts", "describe_symptoms", facts or BACK_PAIN).conversation


def asked(about: str, **profile: int) -> Conversation:
    return Conversation(facts=dict(BACK_PAIN), profile=Profile(**{"age": 45, **profile}), asked=about)


# Opening


def test_the_opening_is_echoed():
    assert opened().asked == ECHO


def test_the_opening_is_kept():
    assert opened().facts == BACK_PAIN


def test_an_opening_without_any_finding_is_answered_with_a_question():
    assert say(Conversation(), "hello doctor", "describe_symptoms").conversation.asked == "age"


def test_an_age_in_the_opening_is_not_asked_again():
    told = say(Conversation(), "I'm 52", "describe_symptoms", BACK_PAIN, Profile(age=52)).conversation
    assert say(told, "yes").conversation.asked != "age"


def test_an_emergency_in_the_opening_is_not_echoed_but_ends_the_questions():
    turn = say(Conversation(), "numb between my legs", "emergency", {SIGN: PRESENT})
    assert turn.done and turn.assessment.urgency is Urgency.EMERGENCY


# Echo


def test_yes_to_the_echo_brings_the_age_as_the_first_question():
    assert say(opened(), "yes", "affirm").conversation.asked == "age"


def test_no_to_the_echo_asks_what_is_wrong():
    assert say(opened(), "no", "deny").conversation.asked == ECHO_WRONG


def test_a_correction_by_words_is_taken_and_echoed():
    turn = say(opened(), "no, it is my hip", "correct", {"low_back_pain": ABSENT, "hip_pain": PRESENT})
    assert turn.conversation.asked == ECHO
    assert turn.conversation.facts["low_back_pain"] is ABSENT and turn.conversation.facts["hip_pain"] is PRESENT


def test_a_correction_by_words_is_taken_after_something_is_wrong():
    wrong = say(opened(), "something is wrong", "correct").conversation
    turn = say(wrong, "it has been months", "provide_value", {"duration_months": PRESENT, "duration_weeks": ABSENT})
    assert turn.conversation.asked == ECHO and turn.conversation.facts["duration_months"] is PRESENT


@pytest.mark.parametrize("before", [ECHO, ECHO_WRONG])
def test_the_button_not_this_takes_a_finding_out(before: str):
    label = KNOWLEDGE.findings["low_back_pain"].label
    turn = say(replace(opened(), asked=before), f"Not this: {label}")
    assert turn.heard and turn.conversation.facts["low_back_pain"] is ABSENT


def test_the_button_not_this_leaves_the_others_alone():
    label = KNOWLEDGE.findings["low_back_pain"].label
    assert say(opened(), f"Not this: {label}").conversation.facts["duration_weeks"] is PRESENT


def test_not_this_about_something_never_said_is_not_understood():
    turn = say(opened(), "Not this: pain in your ear")
    assert not turn.heard and turn.conversation.facts == opened().facts


def test_noise_at_the_echo_is_not_understood():
    assert not say(opened(), "xyzzy", "out_of_scope").heard


def test_an_emergency_at_the_echo_ends_the_questions():
    assert say(opened(), "and I am numb between my legs", "emergency", {SIGN: PRESENT}).done


# Questions


def test_an_age_is_kept_and_another_question_follows():
    turn = say(say(opened(), "yes", "affirm").conversation, "45")
    assert turn.conversation.profile.age == 45 and turn.conversation.asked not in (None, "age")


def test_an_age_that_is_not_told_is_not_asked_again():
    turn = say(say(opened(), "yes", "affirm").conversation, "not sure", "unsure")
    assert turn.conversation.profile.age_declined and turn.conversation.asked != "age"


@pytest.mark.parametrize(("reply", "intent", "polarity"), [("yes", "affirm", PRESENT), ("no", "deny", ABSENT)])
def test_yes_and_no_settle_a_finding(reply: str, intent: str, polarity: Polarity):
    assert say(asked("leg_numbness"), reply, intent).conversation.facts["leg_numbness"] is polarity


def test_noise_at_a_question_is_not_understood_and_changes_nothing():
    turn = say(asked(SIGN), "xyzzy", "out_of_scope")
    assert not turn.heard and turn.conversation == asked(SIGN)


def test_a_picked_option_denies_the_others_of_a_checklist():
    facts = say(asked("general_health"), "Fever or feeling ill").conversation.facts
    assert facts["fever_unwell"] is PRESENT and facts["weight_loss"] is ABSENT


def test_none_of_these_denies_all_of_a_checklist():
    question = KNOWLEDGE.questions["general_health"]
    facts = say(asked("general_health"), str(question.none_label)).conversation.facts
    assert {facts[name] for name in question.findings} == {ABSENT}


def test_free_text_with_another_finding_at_a_question_is_kept():
    turn = say(asked("leg_numbness"), "at night it hurts more", "provide_value", {"worse_at_night": PRESENT})
    assert turn.conversation.facts["worse_at_night"] is PRESENT


def test_free_text_with_another_finding_leaves_the_question_open():
    turn = say(asked("leg_numbness"), "at night it hurts more", "provide_value", {"worse_at_night": PRESENT})
    assert turn.conversation.asked == "leg_numbness" and "leg_numbness" not in turn.conversation.facts


def test_a_sentence_about_another_finding_is_no_yes_to_the_question():
    turn = say(asked("leg_numbness"), "it is worse at night", "provide_value", {"worse_at_night": PRESENT})
    assert "leg_numbness" not in turn.conversation.facts


def test_a_reply_with_another_finding_keeps_both():
    turn = say(asked("leg_numbness"), "no, but it is worse at night", "deny", {"worse_at_night": PRESENT})
    assert turn.conversation.facts["leg_numbness"] is ABSENT
    assert turn.conversation.facts["worse_at_night"] is PRESENT


@pytest.mark.parametrize("question", ["age", "general_health", "leg_numbness", "duration"])
def test_a_stated_emergency_ends_the_questions_at_once(question: str):
    turn = say(asked(question), "I am numb between my legs", "emergency", {SIGN: PRESENT})
    assert turn.done and turn.assessment.urgency is Urgency.EMERGENCY


def test_a_confirmed_emergency_ends_the_questions_at_once():
    assert say(asked(SIGN), "yes", "affirm").done


# Not sure


def test_not_sure_about_a_danger_sign_asks_in_clearer_words():
    turn = say(asked(SIGN), "not sure", "unsure")
    ask = open_question(KNOWLEDGE, turn.conversation)
    assert ask is not None and ask.text == KNOWLEDGE.findings[SIGN].clarify


def test_a_doubted_number_is_asked_again_as_yes_or_no():
    turn = say(asked("pain_severe"), "not sure", "unsure")
    ask = open_question(KNOWLEDGE, turn.conversation)
    assert ask is not None and ask.kind == "yes_no"
    assert say(turn.conversation, "yes", "affirm").conversation.facts["pain_severe"] is PRESENT


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("8", PRESENT),
        ("9/10", PRESENT),
        ("7 or 8", PRESENT),
        ("nine out of ten", PRESENT),
        ("3", ABSENT),
        ("0", ABSENT),
    ],
)
def test_a_number_is_read_on_its_scale(text: str, polarity: Polarity):
    assert say(asked("pain_severe"), text).conversation.facts["pain_severe"] is polarity


def test_an_answer_that_is_opened_again_leaves_the_later_ones():
    first = say(asked(SIGN), "no", "deny").conversation
    later = say(first, "none of these", "deny").conversation
    opened_again = later.reopened(SIGN, [SIGN])
    assert opened_again.asked == SIGN and SIGN not in opened_again.facts
    assert {opened_again.facts[name] for name in KNOWLEDGE.questions[str(first.asked)].findings} == {ABSENT}


def test_not_sure_about_a_danger_sign_does_not_count_yet():
    assert SIGN not in say(asked(SIGN), "not sure", "unsure").conversation.facts


def test_not_sure_twice_counts_as_unsure():
    again = say(asked(SIGN), "not sure", "unsure").conversation
    assert say(again, "still not sure", "unsure").conversation.facts[SIGN] is UNSURE


def test_not_sure_twice_about_a_danger_sign_is_as_urgent_as_its_rule_says():
    again = say(asked(SIGN), "not sure", "unsure").conversation
    rule = KNOWLEDGE.red_flags["rf_ces_saddle_numb"]
    assert say(again, "not sure", "unsure").assessment.urgency >= rule.unsure


def test_a_no_to_the_clearer_words_is_a_no():
    again = say(asked(SIGN), "not sure", "unsure").conversation
    turn = say(again, "no", "deny")
    assert turn.conversation.facts[SIGN] is ABSENT and not turn.conversation.clarifying


def test_not_sure_about_an_ordinary_finding_counts_at_once():
    ordinary = next(f.id for f in KNOWLEDGE.findings.values() if f.question and not f.clarify)
    assert say(asked(ordinary), "not sure", "unsure").conversation.facts[ordinary] is UNSURE


# Going back


def test_going_back_asks_the_same_question_again():
    first = say(opened(), "yes", "affirm").conversation
    assert say(first, "45").conversation.stepped_back().asked == first.asked


def test_going_back_restores_the_age():
    first = say(opened(), "yes", "affirm").conversation
    assert say(first, "45").conversation.stepped_back().profile.age is None


def test_going_back_restores_the_findings():
    before = asked("leg_numbness")
    assert say(before, "yes", "affirm").conversation.stepped_back().facts == before.facts


def test_going_back_restores_what_an_answer_overruled():
    before = replace(asked("leg_numbness"), facts={**BACK_PAIN, "worse_at_night": ABSENT})
    after = say(before, "yes, and at night", "affirm", {"worse_at_night": PRESENT}).conversation
    assert after.stepped_back().facts["worse_at_night"] is ABSENT


def test_going_back_from_the_start_changes_nothing():
    assert Conversation().stepped_back() == Conversation()


# The end


def test_after_the_last_question_allowed_none_is_asked():
    conversation = asked("leg_numbness")
    for _ in range(MOST):
        conversation = conversation.told("general_health", {})
    assert say(conversation, "no", "deny").done


def test_a_conversation_survives_its_plain_form():
    conversation = say(say(opened(), "yes", "affirm").conversation, "45").conversation
    assert Conversation.from_dict(json.loads(json.dumps(conversation.to_dict()))) == conversation


def test_none_of_these_does_not_undo_what_was_said_before():
    said = replace(asked("general_health"), facts={"fever_unwell": Polarity.PRESENT})
    question = KNOWLEDGE.questions["general_health"]
    facts = say(said, str(question.none_label)).conversation.facts
    assert facts["fever_unwell"] is Polarity.PRESENT and facts["weight_loss"] is Polarity.ABSENT
