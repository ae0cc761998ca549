"""What each kind of update leads to, with Rasa replaced by a list of what was said to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram_inbox import Call, Keyboard
from bot.channels.telegram_reactions import Reaction, reaction
from bot.channels.telegram_wording import wording_for

ENGLISH = wording_for("en")
ANN = {"id": 5, "is_bot": False, "first_name": "<b>Ann</b>", "language_code": "en"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Ann"}
GROUP = {"id": -9, "type": "group", "title": "Backs"}
QUESTION = Keyboard("token", ["Yes", "No"], "Does it tingle?", [], message=40)
CHECKLIST = Keyboard(
    "token", ["Sitting", "Stairs", "None of these"], "?", [], options=["Sitting", "Stairs"], message=40
)


class Rasa:
    """Says "Noted." to everything, or what it is told to."""

    def __init__(self, *replies: dict[str, Any]) -> None:
        self.heard: list[str] = []
        self._replies = list(replies) or [{"text": "Noted.", "replies": []}]

    async def say(self, text: str, answer: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        self.heard.append(text)
        self.meant = answer
        return self._replies


def update(**content: Any) -> Update:
    return Update.de_json({"update_id": 1, **content}, None)


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> Update:
    return update(message={"message_id": 41, "date": 1, "chat": chat, "from": ANN, **content})


def press(data: str, chat: dict[str, Any] = PRIVATE) -> Update:
    under = {"message_id": 40, "date": 1, "chat": chat, "text": "Does it tingle?"}
    return update(callback_query={"id": "1", "from": ANN, "chat_instance": "1", "data": data, "message": under})


async def react(to: Update, keyboard: Keyboard | None = None, rasa: Rasa | None = None) -> Reaction:
    return await reaction(to, keyboard, (rasa or Rasa()).say)


def texts(of: Reaction) -> list[str]:
    return [call.arguments["text"] for call in of.calls if call.method == "send_message"]


async def test_words_are_said_to_rasa_and_its_reply_is_sent() -> None:
    rasa = Rasa()
    answer = await react(message(text="my hip hurts"), rasa=rasa)
    assert rasa.heard == ["my hip hurts"]
    assert texts(answer) == ["Noted."]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("/start", "/greet"),
        ("/start abc123", "/greet"),
        ("/START@ischia_bot", "/greet"),
        ("/new", "/start_over"),
        ("/back", "/go_back"),
        ("/summary", "/ask_summary"),
        ("/privacy", "/ask_privacy"),
    ],
)
async def test_a_command_is_said_as_its_intent(text: str, intent: str) -> None:
    rasa = Rasa()
    await react(message(text=text), rasa=rasa)
    assert rasa.heard == [intent]


async def test_help_tells_every_command() -> None:
    (text,) = texts(await react(message(text="/help")))
    assert all(f"/{name}" in text for name in ENGLISH.commands if name not in ("start", "help"))
    assert "999" in text


async def test_forget_asks_for_deletion_and_says_so() -> None:
    answer = await react(message(text="/forget"), QUESTION)
    assert answer.forget
    assert texts(answer) == [ENGLISH.say("forgotten")]
    assert answer.keyboard is None


@pytest.mark.parametrize("text", ["/restart", '/inform{"finding": "x"}', "/session_start", "/ greet", "/foo@other_bot"])
async def test_no_intent_can_be_fired_by_name(text: str) -> None:
    rasa = Rasa()
    answer = await react(message(text=text), rasa=rasa)
    assert rasa.heard == []
    assert texts(answer) == [ENGLISH.say("unknown_command")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\u202emy hip\u200b hurts", "my hip  hurts"),
        ("<b>my hip</b> & leg", "<b>my hip</b> & leg"),
        ("/my back hurts", "my back hurts"),
        ("/help I can't pee", "help I can't pee"),
        ("/new my hip hurts", "new my hip hurts"),
    ],
)
async def test_odd_characters_are_words_and_nothing_else(text: str, said: str) -> None:
    rasa = Rasa()
    await react(message(text=text), rasa=rasa)
    assert rasa.heard == [said]


async def test_a_message_of_nothing_visible_is_answered() -> None:
    assert texts(await react(message(text="\u200b\u200d"))) == [ENGLISH.say("empty")]


async def test_too_long_a_message_is_answered() -> None:
    (text,) = texts(await react(message(text="a" * 3_000)))
    assert "2,000" in text


async def test_a_press_says_its_label_and_shows_the_choice() -> None:
    rasa = Rasa()
    answer = await react(press("token:1"), QUESTION, rasa)
    assert rasa.heard == ["No"]
    assert answer.calls[0].method == "edit_message_text"
    assert answer.calls[0].arguments["text"].endswith("Your answer was No")
    assert "reply_markup" not in answer.calls[0].arguments
    assert answer.keyboard is None


@pytest.mark.parametrize("data", ["other:1", "token:7", "token:send", '/inform{"finding":"x"}', "x" * 64])
async def test_a_press_of_a_closed_keyboard_does_nothing(data: str) -> None:
    rasa = Rasa()
    answer = await react(press(data), QUESTION, rasa)
    assert (rasa.heard, answer.calls, answer.keyboard) == ([], [], QUESTION)


async def test_a_pick_of_a_checklist_only_changes_the_buttons() -> None:
    rasa = Rasa()
    answer = await react(press("token:1"), CHECKLIST, rasa)
    assert rasa.heard == []
    assert [call.method for call in answer.calls] == ["edit_message_reply_markup"]
    assert answer.keyboard and answer.keyboard.picked == ["Stairs"]


async def test_picks_are_sent_together() -> None:
    rasa = Rasa()
    picked = (await react(press("token:1"), (await react(press("token:0"), CHECKLIST)).keyboard)).keyboard
    await react(press("token:send"), picked, rasa)
    assert rasa.heard == ["Sitting, Stairs"]


async def test_a_press_sends_what_its_label_stands_for() -> None:
    meanings = {"Sitting": {"worse_sitting": "present"}, "Stairs": {"worse_stairs": "present"}}
    rasa = Rasa()
    open_now = replace(CHECKLIST, asks="worse_with", answers=meanings, picked=["Sitting", "Stairs"])
    await react(press("token:send"), open_now, rasa)
    assert rasa.meant == {"asks": "worse_with", "findings": {"worse_sitting": "present", "worse_stairs": "present"}}


async def test_an_answer_in_words_takes_the_buttons_away() -> None:
    answer = await react(message(text="no"), QUESTION)
    assert answer.calls[0] == Call("edit_message_reply_markup", {"message_id": 40})


async def test_a_question_opens_a_keyboard() -> None:
    rasa = Rasa({"text": "Does it tingle?", "replies": ["Yes", "No"]})
    answer = await react(message(text="my hip hurts"), rasa=rasa)
    assert answer.keyboard and answer.keyboard.labels == ["Yes", "No"]
    assert answer.calls[-1].keyboard == answer.keyboard.token


async def test_an_emergency_goes_out_before_anything_else_and_by_itself() -> None:
    rasa = Rasa(
        {"text": "Call 999.", "replies": [], "data": {"type": "result", "urgency": "emergency"}},
        {"text": "Why:\n• a sign", "replies": [], "data": {"section": "why"}},
    )
    answer = await react(press("token:0"), QUESTION, rasa)
    assert [call.method for call in answer.calls] == ["send_message", "edit_message_text", "send_message"]
    assert texts(answer) == ["Call 999.", "Why:\n• a sign"]


async def test_only_the_first_message_of_an_answer_makes_a_sound() -> None:
    rasa = Rasa(*({"text": text, "replies": []} for text in "abc"))
    answer = await react(message(text="so?"), rasa=rasa)
    assert ["disable_notification" in call.arguments for call in answer.calls] == [False, True, True]


async def test_no_reply_at_all_is_owned_up_to() -> None:
    async def silent(text: str) -> list[dict[str, Any]]:
        return []

    (text,) = texts(await reaction(message(text="hello"), None, silent))
    assert "999" in text


PHOTO = [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]
VOICE = {"file_id": "1", "file_unique_id": "1", "duration": 3}
WITHOUT_WORDS = [
    {"sticker": {**VOICE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
    {"photo": PHOTO},
    {"voice": VOICE},
    {"contact": {"phone_number": "1", "first_name": "Ben"}},
    {"location": {"latitude": 1.0, "longitude": 1.0}},
    {"dice": {"emoji": "🎲", "value": 3}},
]


@pytest.mark.parametrize("content", WITHOUT_WORDS, ids=lambda content: next(iter(content)))
async def test_what_has_no_words_gets_a_friendly_line_and_keeps_the_question_open(content: dict[str, Any]) -> None:
    rasa = Rasa()
    answer = await react(message(**content), QUESTION, rasa)
    assert rasa.heard == []
    assert texts(answer) == [ENGLISH.say("only_words")]
    assert answer.keyboard == QUESTION


async def test_words_under_a_picture_are_read() -> None:
    rasa = Rasa()
    answer = await react(message(photo=PHOTO, caption="my hip looks like this"), rasa=rasa)
    assert rasa.heard == ["my hip looks like this"]
    assert texts(answer) == ["Noted.", ENGLISH.say("only_the_caption")]


async def test_an_edited_message_is_not_a_new_turn() -> None:
    rasa = Rasa()
    edited = {"message_id": 39, "date": 1, "edit_date": 2, "chat": PRIVATE, "from": ANN, "text": "my knee hurts"}
    answer = await react(update(edited_message=edited), QUESTION, rasa)
    assert rasa.heard == []
    assert "correction" in texts(answer)[0]
    assert answer.keyboard == QUESTION


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_is_told_why_and_left(kind: str) -> None:
    rasa = Rasa()
    answer = await react(message({**GROUP, "type": kind}, text="my hip hurts"), rasa=rasa)
    assert rasa.heard == []
    assert [call.method for call in answer.calls] == ["send_message", "leave_chat"]


@pytest.mark.parametrize(("status", "calls"), [("member", 2), ("left", 0)])
async def test_being_added_to_a_group_is_answered_and_being_removed_is_not(status: str, calls: int) -> None:
    bot = {"id": 6, "is_bot": True, "first_name": "Ischia", "username": "ischia_bot"}
    states = {"old_chat_member": {"status": "left", "user": bot}, "new_chat_member": {"status": status, "user": bot}}
    answer = await react(update(my_chat_member={"chat": GROUP, "from": ANN, "date": 1, **states}))
    assert len(answer.calls) == calls


async def test_the_service_notes_of_a_chat_are_no_messages() -> None:
    answer = await react(message(message_auto_delete_timer_changed={"message_auto_delete_time": 60}), QUESTION)
    assert (answer.calls, answer.keyboard) == ([], QUESTION)


async def test_a_language_that_is_not_there_is_answered_in_english() -> None:
    german = {**ANN, "language_code": "de"}
    answer = await react(update(message={"message_id": 1, "date": 1, "chat": PRIVATE, "from": german, "text": "/help"}))
    assert texts(answer) == [ENGLISH.say("help")]
