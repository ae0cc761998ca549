"""Gives the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, new_session
from actions.rendering.messages import send
from actions.rendering.result import result
from bot.content import served_knowledge
from bot.triage import assess


class GiveResult(Action):
    """Urgency, reasons, patterns, self-care, safety net and sources."""

    def name(self) -> str:
        """The name rules use."""
        return "action_give_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the result; what is known goes over into a new session, so that later news adds to it."""
        knowledge = served_knowledge()
        before = Conversation.from_tracker(tracker)
        assessment = assess(before.facts, before.profile, knowledge)
        send(dispatcher, result(knowledge, assessment))
        after = replace(before, asked=None, trail=(), announced=None, warned=assessment.urgency)
        return [*new_session(after), SlotSet("told_from", None), SlotSet("refused", None)]
