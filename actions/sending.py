"""Replies of the dialogue, through Rasa."""

from __future__ import annotations

from collections.abc import Iterable

from rasa_sdk.executor import CollectingDispatcher

from bot.clinic import load_clinic
from bot.dialogue.reply import Say
from bot.wording import worded


def send(dispatcher: CollectingDispatcher, messages: Iterable[Say]) -> None:
    """Hand messages to Rasa, with the words for services filled in."""
    clinic = load_clinic()
    for message in messages:
        words, data = worded(message, clinic)
        dispatcher.utter_message(
            response=message.response,
            buttons=[{"title": reply, "payload": reply} for reply in message.replies] or None,
            json_message=data,
            **words,
        )
