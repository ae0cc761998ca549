"""When a message is not understood for certain, up to three choices are offered; nothing is guessed silently."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.questions import asking
from bot.dialogue.state import Conversation
from bot.dialogue.turns import NONE_MEANT, Message, Turn, take_turn
from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Profile
from bot.understanding.reading import Reading
from bot.understanding.verdict import MOST_ASKED

KNOWLEDGE = load_knowledge()
PRESENT, ABSENT = Polarity.PRESENT, Polarity.ABSENT
MAY_MEAN = ("worse_at_night", "stiffness", "limp", "spasm")
UNCLEAR = Conversation(asked="worse_sitting", facts={"low_back_pain": PRESENT}, meant=("worse_at_night", "limp"))


def say(
    conversation: Conversation,
    text: str,
    facts: dict[str, Polarity] | None = None,
    guesses: tuple[str, ...] = (),
) -> Turn:
    message = Message(text, "describe_symptoms", facts or {}, Profile(), guesses)
    return take_turn(KNOWLEDGE, conversation, message, lambda part, asked: Reading())


def label(finding: str) -> str:
    text = KNOWLEDGE.findings[finding].label
    return text[:1].upper() + text[1:]


def test_a_message_with_nothing_but_guesses_is_asked_about() -> None:
    turn = say(Conversation(), "half four like clockwork", guesses=MAY_MEAN)
    (question,) = asking(KNOWLEDGE, turn.conversation)
    assert question.response == "utter_do_you_mean"
    assert question.replies == (*map(label, MAY_MEAN[:MOST_ASKED]), NONE_MEANT)
    assert not turn.done


def test_the_choice_counts_and_the_questions_go_on() -> None:
    unclear = say(Conversation(), "half four like clockwork", guesses=MAY_MEAN).conversation
    turn = say(unclear, label("worse_at_night"))
    assert turn.conversation.facts == {"worse_at_night": PRESENT}
    assert turn.conversation.asked is not None
    assert turn.conversation.meant == ()


def test_none_of_these_leaves_nothing_behind_and_the_questions_go_on() -> None:
    unclear = say(Conversation(), "half four like clockwork", guesses=MAY_MEAN).conversation
    turn = say(unclear, NONE_MEANT)
    assert turn.conversation.facts == {}
    assert turn.conversation.meant == ()
    assert turn.conversation.asked is not None


def test_in_the_middle_the_open_question_comes_back_after_the_choice() -> None:
    assert say(UNCLEAR, label("limp")).conversation.asked == "worse_sitting"
    assert say(UNCLEAR, NONE_MEANT).conversation.asked == "worse_sitting"


def test_a_plain_yes_takes_the_only_choice() -> None:
    turn = say(replace(UNCLEAR, meant=("limp",)), "yes")
    assert turn.conversation.facts["limp"] is PRESENT


def test_an_answer_in_other_words_is_read_as_such() -> None:
    turn = say(UNCLEAR, "no, it is my groin", {"groin_pain": PRESENT})
    assert turn.conversation.facts["groin_pain"] is PRESENT
    assert turn.conversation.meant == ()


def test_guesses_beside_what_was_understood_are_left_alone() -> None:
    turn = say(Conversation(), "sore hip, half four like clockwork", {"hip_pain": PRESENT}, MAY_MEAN)
    assert turn.conversation.meant == ()


def test_but_a_possible_emergency_is_always_asked_about() -> None:
    turn = say(Conversation(), "sore back and cotton wool", {"low_back_pain": PRESENT}, ("saddle_numbness",))
    assert turn.conversation.meant == ("saddle_numbness",)
    chosen = say(turn.conversation, label("saddle_numbness"))
    assert chosen.assessment.urgency is Urgency.EMERGENCY


def test_what_was_denied_is_not_offered_again() -> None:
    known = Conversation(asked="worse_sitting", facts={"limp": ABSENT})
    assert say(known, "hm", guesses=("limp",)).conversation.meant == ()
