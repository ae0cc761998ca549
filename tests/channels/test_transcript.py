from __future__ import annotations

from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, UserUttered

from bot.channels.transcript import change_command, transcript


def said(text: str, message_id: str = "m1", intent: str = "describe_symptoms") -> Event:
    return UserUttered(text, {"name": intent}, message_id=message_id)


def replied(text: str, *replies: str, data: Any = None) -> Event:
    buttons = [{"title": reply, "payload": reply} for reply in replies]
    return BotUttered(text, {"buttons": buttons or None, "custom": data})


GREETING = [SessionStarted(), said("/greet"), replied("Hello.")]


def test_a_conversation_that_only_began_holds_the_greeting_alone() -> None:
    assert transcript(GREETING) == [{"from": "ischia", "messages": [{"text": "Hello.", "replies": []}]}]


def test_what_was_said_and_replied_stands_in_order() -> None:
    events = [
        said("sore hip"),
        ActionExecuted("action_listen"),
        replied("Is that right?", "Yes", data={"type": "echo"}),
    ]
    assert transcript(events) == [
        {"from": "person", "id": "m1", "text": "sore hip"},
        {"from": "ischia", "messages": [{"text": "Is that right?", "replies": ["Yes"], "data": {"type": "echo"}}]},
    ]


def test_all_replies_to_one_message_are_one_turn() -> None:
    turns = transcript([said("sore hip"), replied("One."), replied("Two.")])
    assert [message["text"] for message in turns[-1]["messages"]] == ["One.", "Two."]


def test_a_changed_answer_names_its_question() -> None:
    turns = transcript([*GREETING, said(change_command("age"), "m2", "go_back"), replied("How old are you?")])
    assert turns[1] == {"from": "person", "id": "m2", "change": "age"}


def test_after_a_start_over_its_reply_comes_first() -> None:
    events = [
        *GREETING,
        said("sore hip"),
        replied("Yes?"),
        said("start over", intent="start_over"),
        replied("Cleared."),
    ]
    assert transcript(events) == [{"from": "ischia", "messages": [{"text": "Cleared.", "replies": []}]}]


def test_a_message_that_failed_and_was_sent_again_stands_once() -> None:
    turns = transcript([*GREETING, said("sore hip"), said("sore hip"), replied("Is that right?")])
    assert [turn["from"] for turn in turns] == ["ischia", "person", "ischia"]


def test_a_message_without_a_reply_is_left_to_whoever_sends_it_again() -> None:
    assert len(transcript([*GREETING, said("sore hip")])) == 1


def test_a_conversation_whose_beginning_was_deleted_is_told_from_what_is_left() -> None:
    assert transcript([replied("Is that right?")])[0]["from"] == "ischia"
