"""The latest message, from a tracker, in the words of this project."""

from __future__ import annotations

from functools import lru_cache

from rasa_sdk import Tracker

from actions.turns import Message
from bot.understanding.extract import FindingReader
from bot.understanding.messages import facts_in, guesses_in, profile_in
from bot.understanding.reading import Reading


def latest_message(tracker: Tracker) -> Message:
    """Text, intent and findings of the latest user message."""
    data = tracker.latest_message or {}
    entities = data.get("entities") or []
    return Message(
        text=data.get("text") or "",
        intent=(data.get("intent") or {}).get("name") or "",
        facts=facts_in(entities),
        profile=profile_in(entities),
        guesses=guesses_in(entities),
    )


def read(text: str) -> Reading:
    """Read a text again, inside the frame of a question."""
    return _reader().read(text)


@lru_cache(maxsize=1)
def _reader() -> FindingReader:
    return FindingReader()
