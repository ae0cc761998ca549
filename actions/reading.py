"""The latest message, from a tracker, in the words of this project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from bot.dialogue.turns import Message, Tapped, stated
from bot.understanding.messages import facts_in, guesses_in, profile_in

FORM = "triage_form"


def latest_message(tracker: Tracker) -> Message:
    """Text, intent and findings of the latest user message."""
    data = tracker.latest_message or {}
    entities = data.get("entities") or []
    intent = (data.get("intent") or {}).get("name") or ""
    tapped = _metadata(tracker).get("answer")
    return Message(
        text=data.get("text") or "",
        intent=intent,
        facts=stated(intent, facts_in(entities)),
        profile=profile_in(entities),
        guesses=guesses_in(entities),
        reopens=next(tracker.get_latest_entity_values("question"), None),
        tapped=Tapped.from_dict(tapped) if tapped else None,
    )


def _metadata(tracker: Tracker) -> Mapping[str, Any]:
    """What the channel sent along with the latest message."""
    latest: Mapping[str, Any] = next((event for event in reversed(tracker.events) if event.get("event") == "user"), {})
    metadata: Mapping[str, Any] = latest.get("metadata") or {}
    return metadata
