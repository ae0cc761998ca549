"""Whole conversations with the real server, once by polling and once by webhook."""

from __future__ import annotations

import pytest

from tests.telegram.bot_api import BotApi, Person
from tests.telegram.patients import EMERGENCY, PAIN, answers_nothing, turn

pytestmark = pytest.mark.slow

LONGEST_ANSWERED_SECONDS = 2.0


def test_a_pain_from_start_to_the_answer_by_buttons(telegram: BotApi, ann: Person) -> None:
    ann.says("/start")
    assert "where it hurts" in ann.waits_for(1)[0].text
    assert turn(ann, lambda: ann.says(PAIN))[-1].keyboard == [["That's right"], ["Something is wrong"]]
    turn(ann, lambda: ann.presses("That's right"))
    turn(ann, lambda: ann.says("44"))
    headline, *parts = answers_nothing(ann)
    assert headline.text.startswith("🏠")
    assert {entity["type"] for part in parts for entity in part.entities} == {"bold"}
    assert "at once if you get" in parts[-2].text


def test_a_press_shows_the_choice_and_closes_the_question(telegram: BotApi, ann: Person) -> None:
    (question,) = turn(ann, lambda: ann.says(PAIN))
    turn(ann, lambda: ann.presses("That's right"))
    after = next(message for message in ann.inbox if message.id == question.id)
    assert after.keyboard is None
    assert after.text.endswith("Your answer was That's right")


def test_an_answer_in_words_closes_the_question_too(telegram: BotApi, ann: Person) -> None:
    (question,) = turn(ann, lambda: ann.says(PAIN))
    turn(ann, lambda: ann.says("yes that's right"))
    assert next(message for message in ann.inbox if message.id == question.id).keyboard is None


def test_an_old_button_is_dead_and_says_so(telegram: BotApi, ann: Person) -> None:
    (question,) = turn(ann, lambda: ann.says(PAIN))
    turn(ann, lambda: ann.presses("That's right"))
    before = ann.transcript
    ann.presses("Something is wrong", on=question)
    query = telegram.queries[-1]
    telegram.wait_until(lambda: query.answered)
    assert "closed" in query.answer["text"]
    assert ann.transcript == before


def test_two_quick_presses_are_one_answer(telegram: BotApi, ann: Person) -> None:
    (question,) = turn(ann, lambda: ann.says(PAIN))
    ann.presses("That's right", on=question)
    turn(ann, lambda: ann.presses("That's right", on=question))
    turn(ann, lambda: ann.says("44"))
    assert sum("How old are you" in message.text for message in ann.inbox) == 1


def test_every_press_is_answered_at_once(telegram: BotApi, ann: Person) -> None:
    turn(ann, lambda: ann.says(PAIN))
    turn(ann, lambda: ann.presses("That's right"))
    telegram.wait_until(lambda: all(query.answered for query in telegram.queries))
    assert max(query.seconds or 0 for query in telegram.queries) < LONGEST_ANSWERED_SECONDS


def test_the_buttons_of_somebody_else_do_nothing(telegram: BotApi, ann: Person) -> None:
    (question,) = turn(ann, lambda: ann.says(PAIN))
    ben = telegram.person("Ben")
    turn(ben, lambda: ben.says(PAIN))
    ben.presses_data(str(question.buttons[0][0]["callback_data"]))
    query = telegram.queries[-1]
    telegram.wait_until(lambda: query.answered)
    assert "closed" in query.answer["text"]
    assert ann.inbox[-1].keyboard and ben.inbox[-1].keyboard


def test_several_answers_can_be_ticked_and_sent(telegram: BotApi, ann: Person) -> None:
    turn(ann, lambda: ann.says(PAIN))
    turn(ann, lambda: ann.presses("That's right"))
    turn(ann, lambda: ann.says("44"))
    while not any("☐" in label for row in ann.inbox[-1].keyboard or [] for label in row):
        turn(ann, lambda: ann.presses("No"))
    (first, *_), (second, *_) = (ann.inbox[-1].keyboard or [])[:2]
    for label in (first, second):
        ann.presses(label)
        ann.waits_for(lambda inbox, label=label: [label.replace("☐", "☑")] in inbox[-1].keyboard)
    asked = ann.inbox[-1]
    turn(ann, lambda: ann.presses("Send answer"))
    after = next(message for message in ann.inbox if message.id == asked.id)
    assert after.text.endswith(f"Your answer was {first[2:]}, {second[2:]}")


def test_an_emergency_comes_first_by_itself_and_with_a_sound(telegram: BotApi, ann: Person) -> None:
    headline, *_ = turn(ann, lambda: ann.says(EMERGENCY))
    assert "999" in headline.text and len(headline.text) < 200
    assert headline.text.count("\n") == 0
    sent = [call for call in telegram.calls_of("sendMessage") if call.params["chat_id"] == ann.id]
    assert [bool(call.params.get("disable_notification")) for call in sent] == [False] + [True] * (len(sent) - 1)


def test_typing_is_shown_while_an_answer_is_worked_out(telegram: BotApi, ann: Person) -> None:
    turn(ann, lambda: ann.says(PAIN))
    mine = [call.method for call in telegram.calls if call.params.get("chat_id") == ann.id]
    assert mine[0] == "sendChatAction"


def test_the_menu_of_commands_is_filled(telegram: BotApi) -> None:
    (menu,) = telegram.commands.values()
    assert [entry["command"] for entry in menu] == ["start", "help", "new", "back", "summary", "privacy", "forget"]


def test_back_summary_and_new(telegram: BotApi, ann: Person) -> None:
    turn(ann, lambda: ann.says(PAIN))
    turn(ann, lambda: ann.presses("That's right"))
    turn(ann, lambda: ann.says("44"))
    assert "How old are you" in turn(ann, lambda: ann.says("/back"))[-1].text
    assert "pain in the buttock" in turn(ann, lambda: ann.says("/summary"))[0].text
    ann.says("/new")
    ann.waits_for("Everything is cleared")
    ann.says("/summary")
    ann.waits_for("not told me anything")


def test_privacy_tells_what_is_kept_here_and_by_telegram(telegram: BotApi, ann: Person) -> None:
    ann.says("/privacy")
    text = ann.waits_for(1)[0].text
    assert "30 days" in text and "/forget" in text and "Telegram carries the messages" in text
    assert "No other company sees it" not in text


@pytest.mark.parametrize("text", ['/inform{"finding":"x"}', "/restart", "/session_start"])
def test_no_intent_can_be_fired_by_name(telegram: BotApi, ann: Person, text: str) -> None:
    turn(ann, lambda: ann.says(PAIN))
    ann.says(text)
    ann.waits_for("I do not know that command")
    assert "How old are you" in turn(ann, lambda: ann.presses("That's right"))[-1].text


def test_what_a_person_writes_is_never_markup(telegram: BotApi, ann: Person) -> None:
    ann.says("<b>my</b> left hip hurts & <a href='x'>aches</a> \u202eyrros\u202c")
    ann.waits_for("This is what I understood")
    assert telegram.take_violations() == []


@pytest.mark.parametrize("kind", ["sticker", "photo", "contact", "location", "voice", "video", "document", "poll"])
def test_what_has_no_words_gets_a_friendly_line(telegram: BotApi, ann: Person, kind: str) -> None:
    ann.sends(kind)
    assert "I can only read words" in ann.waits_for(1)[0].text


def test_an_edited_message_is_not_read_again(telegram: BotApi, ann: Person) -> None:
    update = ann.says(PAIN)
    ann.waits_for(1)
    ann.edits(telegram.message_id(update), "My right knee hurts")
    assert "send it as a correction" in ann.waits_for(2)[1].text
    assert "How old are you" in turn(ann, lambda: ann.presses("That's right"))[-1].text


def test_a_group_is_told_why_and_left(telegram: BotApi, ann: Person) -> None:
    group = telegram.group("Backs")
    group.adds_bot(by=ann)
    group.waits_for("I am leaving")
    telegram.wait_until(lambda: any(call.params["chat_id"] == group.id for call in telegram.calls_of("leaveChat")))
    assert sum("leaving" in message.text for message in group.inbox) == 1


def test_an_update_that_comes_twice_is_answered_once(telegram: BotApi, ann: Person) -> None:
    update = ann.says(PAIN)
    ann.waits_for(1)
    telegram.deliver_again(update)
    assert "How old are you" in turn(ann, lambda: ann.presses("That's right"))[-1].text
    assert sum("This is what I understood" in message.text for message in ann.inbox) == 1


def test_many_messages_at_once_are_answered_in_order(telegram: BotApi, ann: Person) -> None:
    for text in (PAIN, "yes", "44"):
        ann.says(text)
    first, second, third = ann.waits_for(3)
    assert "This is what I understood" in first.text
    assert "How old are you" in second.text
    assert third.keyboard == [["Yes", "No", "Not sure"]]


def test_who_has_blocked_the_bot_is_left_alone_and_can_come_back(telegram: BotApi, ann: Person) -> None:
    turn(ann, lambda: ann.says(PAIN))
    ann.blocks()
    ann.unblocks()
    assert "How old are you" in turn(ann, lambda: ann.presses("That's right"))[-1].text


def test_nothing_that_a_correct_bot_never_sends_was_sent(telegram: BotApi) -> None:
    assert telegram.violations == []
