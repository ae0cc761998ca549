"""What a question is answered with: for this person, from what is written, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.dialogue.answering import CERTAIN, SURE, answer_question, for_person, side_of
from bot.dialogue.assistant import Assistant
from bot.dialogue.interruptions import out_of_scope
from bot.dialogue.reply import Say
from bot.dialogue.state import ECHO_WRONG, Conversation
from bot.dialogue.turns import Message, Tapped
from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Profile, complete
from bot.understanding.reading import Reading

KNOWLEDGE = load_knowledge()
PRESENT = Polarity.PRESENT
MASSAGE = KNOWLEDGE.topics["care_self_massage"]
PAIN = {"buttock_pain": PRESENT, "worse_sitting": PRESENT, "prolonged_sitting_job": PRESENT}


def finding(ranking: Mapping[str, list[tuple[str, float]]]) -> Assistant:
    """An assistant for which each text asks for this."""
    return Assistant(
        knowledge=KNOWLEDGE,
        read=lambda text, asked: Reading(),
        asked=lambda text: tuple(ranking.get(text, [("none", 1.0)])),
        asked_before_going=lambda text: None,
        named=lambda text: KNOWLEDGE.conditions["sciatica"] if "sciatica" in text else None,
        shown_as=lambda item: f"about {item}?",
    )


def asks(text: str, intent: str = "ask_condition", tapped: Tapped | None = None) -> Message:
    return Message(text, intent, {}, Profile(), tapped=tapped)


def replies(assistant: Assistant, conversation: Conversation, text: str, **more: str) -> list[Say]:
    return answer_question(assistant, conversation, asks(text, **more))[1]


def told(*present: str) -> list[str]:
    facts = complete(KNOWLEDGE, dict.fromkeys(present, PRESENT), Profile(age=45))
    return [passage.text for passage in for_person(KNOWLEDGE, MASSAGE, facts)]


@pytest.mark.parametrize("harm", ["calf_swelling", "blood_thinners", "fever_unwell"])
def test_a_measure_that_could_harm_is_not_told_whoever_asks(harm: str) -> None:
    assert not set(told(harm)) & {passage.text for passage in MASSAGE.answer}


def test_a_measure_nobody_has_cleared_is_told_with_its_cautions() -> None:
    caution = KNOWLEDGE.cautions["caut_massage_no"].answer[0].text
    assert MASSAGE.answer[0].text in told() and caution in told()


def test_every_case_of_a_topic_is_told_to_those_it_is_for() -> None:
    for topic in KNOWLEDGE.topics.values():
        first = {passage.text for passage in topic.cases[0].answer} if topic.cases else set()
        for name in KNOWLEDGE.findings:
            facts = complete(KNOWLEDGE, {name: PRESENT}, Profile(age=45))
            if topic.cases and topic.cases[0].when == {"any": [name]} and not name.startswith("age_"):
                assert {passage.text for passage in for_person(KNOWLEDGE, topic, facts)} == first


def test_what_is_likely_enough_is_answered_with_its_sources() -> None:
    assistant = finding({"heat?": [("gen_heat", 0.9), ("none", 0.1)]})
    after, says = answer_question(assistant, Conversation(), asks("heat?"))
    assert [say.data for say in says] == [{"type": "answer", "topic": "gen_heat"}]
    assert after.told_from == says[0].sources != () and after.told_of == "gen_heat"


def test_what_is_not_likely_enough_is_offered_and_not_said() -> None:
    assistant = finding({"warm?": [("gen_heat", SURE - 0.1), ("care_bath", 0.3), ("none", 0.2)]})
    (say,) = replies(assistant, Conversation(), "warm?")
    assert say.response == "utter_do_you_mean_to_ask" and say.replies[:2] == ("about gen_heat?", "about care_bath?")


def test_what_is_nothing_of_ours_is_declined() -> None:
    assert replies(finding({}), Conversation(), "who won?")[0].response == "utter_out_of_scope"


def test_a_message_taken_for_another_matter_is_answered_when_the_question_is_certain() -> None:
    assistant = finding({"can I swim?": [("daily_swimming", CERTAIN)], "hm?": [("daily_swimming", CERTAIN - 0.1)]})
    assert out_of_scope(assistant, Conversation(), asks("can I swim?"))[1][0].response == "utter_answer"
    assert out_of_scope(assistant, Conversation(), asks("hm?"))[1][0].response == "utter_out_of_scope"


def test_a_side_of_a_condition_is_told_of_the_one_that_is_named_and_else_of_the_leading_one() -> None:
    ranking = {text: [("aspect_course", 0.9)] for text in ("how long?", "how long does sciatica last?")}
    after = Conversation(facts=PAIN, profile=Profile(age=40))
    (named,) = replies(finding(ranking), after, "how long does sciatica last?")
    (own,) = replies(finding(ranking), after, "how long?")
    assert named.data == {"type": "answer", "topic": "sciatica"} and own.data != named.data


def test_with_no_condition_named_and_none_leading_it_asks_which() -> None:
    assistant = finding({"how long?": [("aspect_course", 0.9)]})
    assert replies(assistant, Conversation(), "how long?")[0].response == "utter_about_which"


@pytest.mark.parametrize("condition", sorted(KNOWLEDGE.conditions))
@pytest.mark.parametrize(
    "side", ["what", "causes", "symptoms", "course", "escalate", "treatments", "self_care", "avoid", "see", "diagnosis"]
)
def test_every_side_of_every_condition_has_an_answer(condition: str, side: str) -> None:
    assert side_of(KNOWLEDGE, KNOWLEDGE.conditions[condition], side, {}) or side == "self_care"


def test_a_short_follow_up_is_read_with_what_was_told_before() -> None:
    assistant = finding({f"{KNOWLEDGE.topics['gen_heat'].name}: and how often?": [("gen_heat", 0.9)]})
    (say,) = replies(assistant, Conversation(told_of="gen_heat"), "and how often?")
    assert say.data == {"type": "answer", "topic": "gen_heat"}


def test_a_part_of_the_result_is_told_by_a_tap_and_by_words() -> None:
    after = Conversation(facts=PAIN, profile=Profile(age=40))
    tap = Tapped("result", {"result_plan": PRESENT})
    tapped = answer_question(finding({}), after, asks("The full plan", tapped=tap))[1]
    asked = replies(finding({"so what's the plan": [("result_plan", 0.9)]}), after, "so what's the plan")
    assert tapped == asked and tapped[0].response == "utter_plan" and tapped[-1].response == "utter_more_again"


def test_a_part_of_the_result_has_to_wait_while_questions_are_open() -> None:
    open_question = Conversation(facts=PAIN, profile=Profile(age=40), asked="leg_pain")
    assistant = finding({"how sure are you": [("result_how_sure", 0.9)]})
    assert replies(assistant, open_question, "how sure are you")[0].response == "utter_after_the_questions"


def test_an_answer_can_be_changed_after_the_result() -> None:
    after, says = answer_question(
        finding({"I want to change something": [("result_change", 0.9)]}),
        Conversation(facts=PAIN, profile=Profile(age=40)),
        asks("I want to change something"),
    )
    assert after.asked == ECHO_WRONG and says == []


def test_while_it_is_urgent_only_what_serves_the_way_to_help_is_told() -> None:
    urgent = Conversation(facts={"saddle_numbness": PRESENT}, profile=Profile(age=40), warned=Urgency.EMERGENCY)
    assistant = finding({"heat?": [("gen_heat", 0.99)], "what do I tell them": [("result_for_doctor", 0.9)]})
    assert replies(assistant, urgent, "heat?")[0].response == "utter_later_now"
    assert replies(assistant, urgent, "what do I tell them")[0].response == "utter_for_doctor"


@pytest.mark.parametrize(
    ("item", "response"),
    [
        ("about_human", "utter_what_i_am"),
        ("about_person", "utter_person"),
        ("about_prescribe", "utter_cannot_prescribe"),
        ("about_questions_left", "utter_questions_left_unknown"),
    ],
)
def test_questions_about_the_assistant_get_its_own_answers(item: str, response: str) -> None:
    assert replies(finding({"?": [(item, 0.9)]}), Conversation(), "?")[0].response == response
