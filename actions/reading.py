"""The latest message, from a tracker, in the words of this project."""

from __future__ import annotations

from rasa_sdk import Tracker

from bot.dialogue.turns import Message, stated
from bot.understanding.messages import facts_in, guesses_in, profile_in

FORM = "triage_form"


def latest_message(tracker: Tracker) -> Message:
    """Text, intent and findings of the latest user message."""
    data = tracker.latest_message or {}
    entities = data.get("entities") or []
    intent = (data.get("intent") or {}).get("name") or ""
    return Message(
        text=data.get("text") or "",
        intent=intent,
        facts=stated(intent, facts_in(entities)),
        profile=profile_in(entities),
        guesses=guesses_in(entities),
        reopens=next(tracker.get_latest_entity_values("question"), None),
    )
