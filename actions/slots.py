"""The conversation in Rasa's slots."""

from __future__ import annotations

from dataclasses import fields

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SessionStarted, SlotSet

from bot.dialogue.state import Conversation

SLOTS = tuple(field.name for field in fields(Conversation))


def conversation_in(tracker: Tracker) -> Conversation:
    """The conversation as the slots hold it."""
    return Conversation.from_dict({name: tracker.get_slot(name) for name in SLOTS})


def changes(before: Conversation, after: Conversation) -> list[EventType]:
    """Slot events for what is different now."""
    old, new = before.to_dict(), after.to_dict()
    return [SlotSet(name, new[name]) for name in SLOTS if new[name] != old[name]]


def new_session(conversation: Conversation) -> list[EventType]:
    """Events that begin a new session with what is known.

    Rasa's cost of a turn grows with the length of the session, and the tracker store loads only the latest one; so
    every answer, and every new start, begins another.
    """
    return [SessionStarted(), *(SlotSet(name, value) for name, value in conversation.to_dict().items())]
