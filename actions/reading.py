"""The latest message, from a tracker, in the words of this project."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.turns import Message
from bot.knowledge import Polarity
from bot.understanding.intents import QUESTIONS
from bot.understanding.messages import facts_in, guesses_in, profile_in


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
    )


def stated(intent: str, facts: dict[str, Polarity]) -> dict[str, Polarity]:
    """The facts without what a question only asks about: "can I use heat?" does not say that heat helps."""
    if intent not in QUESTIONS:
        return facts
    return {name: polarity for name, polarity in facts.items() if not name.startswith(("better_", "improves_"))}
