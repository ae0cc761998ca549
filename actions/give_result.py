"""Gives the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List, Text

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.rendering.messages import send
from actions.rendering.result import result
from bot.knowledge import load_knowledge
from bot.triage import assess


class GiveResult(Action):
    """Urgency, reasons, patterns, self-care, safety net and sources."""

    def name(self) -> Text:
        """The name rules use."""
        return "action_give_result"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]
    ) -> List[EventType]:
        """Send the result; what is known stays, so that later news adds to it."""
        knowledge = load_knowledge()
        before = Conversation.from_tracker(tracker)
        assessment = assess(before.facts, before.profile, knowledge)
        send(dispatcher, result(knowledge, assessment))
        after = replace(before, asked=None, trail=(), warned=assessment.urgency)
        return after.changes_since(before)
