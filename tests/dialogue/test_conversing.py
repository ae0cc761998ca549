"""Whole turns, with a reader that hears what the test says it hears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.assistant import Assistant
from bot.dialogue.conversing import DIGRESSIONS, MISSES, respond
from bot.dialogue.interruptions import IN_BETWEEN
from bot.dialogue.questions import asking
from bot.dialogue.reply import Say
from bot.dialogue.state import ECHO, Conversation
from bot.dialogue.turns import Message, Tapped, open_question
from bot.knowledge import Polarity, Question, Urgency, load_knowledge
from bot.triage import Profile
from bot.triage.questions import MOST
from bot.understanding.reading import Mention, Reading

KNOWLEDGE = load_knowledge()
PRESENT, ABSENT, UNSURE = Polarity.PRESENT, Polarity.ABSENT, Polarity.UNSURE
SIGN = "saddle_numbness"
PAIN = {"low_back_pain": PRESENT, "duration_weeks": PRESENT}


def hearing(words: Mapping[str, tuple[str, Polarity]] | None = None) -> Assistant:
    """An assistant that reads these words, when a question stands before them, as this finding."""
    known = words or {}

    def read(text: str, asked: str | None) -> Reading:
        if asked is None or text not in known:
            return Reading()
        finding, polarity = known[text]
        return Reading((Mention(finding, polarity.value, 0, len(text), text, 1.0, "learned"),))

    return Assistant(
        knowledge=KNOWLEDGE,
        read=read,
        asked=lambda text: (("none", 1.0),),
        asked_before_going=lambda text: "wait" if "morning" in text else None,
        named=lambda text: None,
        shown_as=lambda item: None,
    )


def said(text: str, intent: str = "describe_symptoms", **facts: Polarity) -> Message:
    return Message(text, intent, facts, Profile())


def asked(finding: str, **more: Polarity) -> Conversation:
    return Conversation(facts={**PAIN, **more}, profile=Profile(age=40), asked=finding)


def responses(says: list[Say]) -> list[str]:
    return [say.response for say in says]


# What is not understood


def test_nothing_is_asked_more_than_twice_in_one_way_and_then_stands_as_not_sure() -> None:
    conversation, says = respond(hearing(), asked("leg_numbness"), said("purple", "out_of_scope"))
    assert conversation.asked == "leg_numbness" and conversation.missed == MISSES
    conversation, says = respond(hearing(), conversation, said("monkey dishwasher", "out_of_scope"))
    assert conversation.facts["leg_numbness"] is UNSURE and conversation.asked != "leg_numbness"
    assert responses(says)[0] == "utter_moving_on"


def test_after_some_digressions_the_question_waits_and_an_answer_still_counts() -> None:
    conversation = asked("worse_sitting")
    for number in range(DIGRESSIONS + 2):
        conversation, says = respond(hearing(), conversation, said("are you a robot?", "bot_challenge"))
        assert ("utter_question" in responses(says)) is (number < DIGRESSIONS)
    conversation, _ = respond(hearing(), conversation, said("yes", "affirm"))
    assert conversation.facts["worse_sitting"] is PRESENT


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["purple", "hello?", "no", "what?", "I'd rather not", "thanks", "hm", "stop that"]),
            st.sampled_from(["affirm", "deny", "unsure", "out_of_scope", "describe_symptoms", *IN_BETWEEN]),
        ),
        min_size=80,
        max_size=80,
    )
)
def test_nobody_hears_the_same_question_all_day_long(messages: list[tuple[str, str]]) -> None:
    conversation, says = respond(hearing(), Conversation(), said("my back hurts", low_back_pain=PRESENT))
    heard: dict[str, int] = {}
    for text, intent in messages:
        if intent in ("start_over", "go_back", "ask_summary"):
            continue
        conversation, says = respond(hearing(), conversation, said(text, intent))
        assert says, "every message gets a reply"
        for say in says:
            if say.response in ("utter_question", "utter_question_again"):
                heard[say.words["question"]] = heard.get(say.words["question"], 0) + 1
    assert all(times <= 2 + MISSES + DIGRESSIONS for times in heard.values())
    assert len(heard) <= 2 * MOST


# Doubt


def test_words_that_only_the_question_makes_a_danger_are_asked_back_once() -> None:
    assistant = hearing({"only a wee bit": (SIGN, PRESENT)})
    conversation, says = respond(assistant, asked(SIGN), said("only a wee bit", "unsure"))
    assert conversation.asked == SIGN and conversation.clarifying
    assert responses(says) == ["utter_question_again"]
    conversation, says = respond(assistant, conversation, said("only a wee bit", "unsure"))
    assert "utter_emergency" in responses(says)


def test_a_plain_danger_is_answered_at_once() -> None:
    _, says = respond(hearing(), asked(SIGN), said("it is numb between my legs", **{SIGN: PRESENT}))
    assert "utter_emergency" in responses(says)


@pytest.mark.parametrize("text", ["no, only at night", "no but it comes", "no, just a bit", "no, except today"])
def test_a_no_with_a_door_open_never_stands_as_a_no(text: str) -> None:
    conversation, _ = respond(hearing(), asked(SIGN), said(text, "deny"))
    assert conversation.clarifying and SIGN not in conversation.facts
    conversation, _ = respond(hearing(), conversation, said(text, "deny"))
    assert conversation.facts[SIGN] is UNSURE


def test_a_plain_no_is_a_no() -> None:
    conversation, _ = respond(hearing(), asked(SIGN), said("definitely not", "deny"))
    assert conversation.facts[SIGN] is ABSENT


# Taking back


def urgent_by(answer: str) -> Conversation:
    conversation, says = respond(hearing(), asked(answer), said("yes", "affirm"))
    assert conversation.warned >= Urgency.URGENT_SAME_DAY and "utter_more_urgent" in responses(says)
    return conversation


def test_an_answer_that_made_it_urgent_can_be_taken_back() -> None:
    conversation, says = respond(hearing(), urgent_by(SIGN), said("I answered that wrong", "correct"))
    assert conversation.asked == SIGN and conversation.warned < Urgency.URGENT_SAME_DAY
    assert responses(says) == ["utter_changing", "utter_question"]
    conversation, says = respond(hearing(), conversation, said("no", "deny"))
    assert conversation.facts[SIGN] is ABSENT and "utter_emergency" not in responses(says)


def test_what_was_said_unasked_is_looked_at_as_a_whole() -> None:
    told = replace(Conversation(), facts={}, profile=Profile(age=40))
    conversation, says = respond(hearing(), told, said("numb between my legs", "emergency", **{SIGN: PRESENT}))
    assert "utter_emergency" in responses(says)
    conversation, says = respond(hearing(), conversation, said("that is wrong", "correct"))
    assert "utter_echo_wrong" in responses(says)


# While it is urgent


@pytest.mark.parametrize("intent", ["ask_condition", "ask_selfcare", "ask_when_to_seek_help"])
def test_a_question_before_going_is_answered_from_the_danger(intent: str) -> None:
    conversation = urgent_by(SIGN)
    conversation, says = respond(hearing(), conversation, said("can it wait until the morning?", intent))
    assert responses(says) == ["utter_before_going_now"]
    assert says[0].words["answer"].startswith(KNOWLEDGE.guidance_of["rf_ces_saddle_numb"].answers["wait"][0].text)
    assert conversation.told_from


def test_what_has_to_wait_is_put_off_kindly() -> None:
    _, says = respond(hearing(), urgent_by(SIGN), said("what is a piriformis?", "ask_condition"))
    assert responses(says) == ["utter_later_now"]


def test_every_danger_that_sends_people_off_today_has_words_for_the_way() -> None:
    for rule in KNOWLEDGE.red_flags.values():
        if rule.urgency >= Urgency.URGENT_SAME_DAY and rule.path not in ("crisis", "abuse"):
            assert rule.id in KNOWLEDGE.guidance_of


# The echo


def echo_of(*present: str, absent: tuple[str, ...] = (), side: str | None = None) -> list[str]:
    facts = {**dict.fromkeys(present, PRESENT), **dict.fromkeys(absent, ABSENT)}
    message = Message("…", "describe_symptoms", facts, Profile.from_dict({"side": side}))
    _, says = respond(hearing(), Conversation(), message)
    return [line.removeprefix("• ") for line in says[-1].words["understood"].split("\n")]


def test_an_echo_has_six_lines_at_most_with_danger_first_and_denials_in_one() -> None:
    lines = echo_of(
        "stiffness", "worse_sitting", "buttock_pain", "worse_stairs", "limp", "spasm", "duration_weeks", "foot_drop",
        absent=("fever_unwell", "weight_loss"),
    )  # fmt: skip
    assert len(lines) == 6
    assert lines[0] == KNOWLEDGE.findings["foot_drop"].label
    fever, weight = (KNOWLEDGE.findings[name].absent_label for name in ("fever_unwell", "weight_loss"))
    assert lines[-1] == f"{fever}; {weight}"


def test_an_echo_keeps_the_side() -> None:
    assert echo_of("buttock_pain", "one_sided", side="left") == ["pain in the buttock, on the left"]


def test_an_echo_tells_only_what_is_new() -> None:
    conversation = replace(asked(ECHO), fresh=tuple(PAIN))
    _, says = respond(hearing(), conversation, said("and I limp", limp=PRESENT))
    assert says[-1].words["understood"] == "• a limp"


def test_a_duration_that_is_put_right_replaces_the_one_before() -> None:
    before = replace(asked(ECHO), facts={"low_back_pain": PRESENT, "duration_months": PRESENT})
    conversation, says = respond(hearing(), before, said("6 weeks rather", "correct", duration_weeks=PRESENT))
    assert conversation.facts["duration_months"] is ABSENT and conversation.facts["duration_weeks"] is PRESENT
    assert responses(says) == ["utter_corrected", "utter_echo"]


# Feeling heard, and whom it is about


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("my back aches and I'm really worried it's cancer", "feeling_cancer_fear"),
        ("back pain again, I'm fed up, nobody listens", "feeling_anger"),
        ("this is embarrassing but my back hurts", "feeling_shame"),
        ("my back hurts and it scares me, so scared", "feeling_fear"),
    ],
)
def test_a_feeling_gets_one_sentence_before_the_next_step_and_only_once(text: str, feeling: str) -> None:
    conversation, says = respond(hearing(), Conversation(), said(text, low_back_pain=PRESENT))
    assert says[0].words["sentence"] == KNOWLEDGE.feelings[feeling].says.text
    assert responses(says) == ["utter_feeling", "utter_echo"]
    _, says = respond(hearing(), conversation, said(text, low_back_pain=PRESENT, stiffness=PRESENT))
    assert "utter_feeling" not in responses(says)


@pytest.mark.parametrize("text", ["I'm not worried, my back just aches", "my wife is worried about my back"])
def test_a_feeling_that_is_denied_or_somebody_elses_is_not_remarked_on(text: str) -> None:
    _, says = respond(hearing(), Conversation(), said(text, low_back_pain=PRESENT))
    assert responses(says) == ["utter_echo"]


def test_whoever_writes_for_somebody_else_is_told_whom_you_means() -> None:
    message = Message("my dad's back hurts", "describe_symptoms", {"low_back_pain": PRESENT}, Profile(who="dad"))
    conversation, says = respond(hearing(), Conversation(), message)
    assert responses(says) == ["utter_about_somebody", "utter_echo"]
    assert says[0].words["who"] == "dad"


@pytest.mark.parametrize(
    ("who", "speaks_to"), [("self", "Do you feel so ill"), ("son", "Is your child"), (None, "Is your child")]
)
def test_a_child_that_writes_itself_is_spoken_to_as_one(who: str | None, speaks_to: str) -> None:
    conversation = Conversation(profile=Profile(age=14, who=who), asked="child_unhappy_or_floppy")
    ask = open_question(KNOWLEDGE, conversation)
    assert ask is not None and ask.text.text.startswith(speaks_to)


# Answers that are tapped


def tap(conversation: Conversation, label: str) -> Message:
    """A press on a button that now hangs below the question, whatever its words would be read as."""
    data = asking(KNOWLEDGE, conversation)[-1].data or {}
    answer = {"asks": data["asks"], "findings": data["answers"][label]}
    return Message("words nobody can read", "out_of_scope", {}, Profile(), tapped=Tapped.from_dict(answer))


@pytest.mark.parametrize(("label", "polarity"), [("Yes", PRESENT), ("No", ABSENT)])
def test_a_tap_means_its_finding_whatever_its_words(label: str, polarity: Polarity) -> None:
    conversation = asked("worse_sitting")
    after, _ = respond(hearing(), conversation, tap(conversation, label))
    assert after.facts["worse_sitting"] is polarity


@pytest.mark.parametrize("question", [q for q in KNOWLEDGE.questions.values() if q.options], ids=lambda q: q.id)
def test_every_option_can_be_tapped(question: Question) -> None:
    conversation = Conversation(profile=Profile(age=40), asked=question.id)
    for option in question.options:
        after, _ = respond(hearing(), conversation, tap(conversation, option.label))
        assert after.facts[option.finding] is PRESENT
    if question.none_label:
        after, _ = respond(hearing(), conversation, tap(conversation, question.none_label))
        assert {after.facts[name] for name in question.findings} == {ABSENT}


def test_an_old_button_answers_nothing() -> None:
    old = tap(asked("worse_stairs"), "Yes")
    after, _ = respond(hearing(), asked("worse_sitting"), old)
    assert after.facts.get("worse_stairs") is None and after.facts.get("worse_sitting") is None


def test_a_tap_says_nothing_of_other_findings() -> None:
    forged = Tapped("worse_sitting", {"worse_sitting": ABSENT, SIGN: PRESENT})
    message = Message("No", "deny", {}, Profile(), tapped=forged)
    after, _ = respond(hearing(), asked("worse_sitting"), message)
    assert SIGN not in after.facts


def test_what_was_misunderstood_is_tapped_away() -> None:
    conversation = replace(asked("echo_wrong"), fresh=())
    label = f"Not this: {KNOWLEDGE.findings['low_back_pain'].label}"
    after, says = respond(hearing(), conversation, tap(conversation, label))
    assert after.facts["low_back_pain"] is ABSENT and responses(says)[-1] == "utter_echo"
