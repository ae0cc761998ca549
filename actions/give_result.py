"""Gives the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation, new_session
from actions.crisis import entered, in_crisis
from actions.rendering.messages import send
from actions.rendering.result import result
from actions.validate_triage_form import FORM
from bot.content import served_knowledge
from bot.triage import assess


class GiveResult(Action):
    """Urgency, reasons, patterns, self-care, safety net and sources."""

    def name(self) -> str:
        """The name rules use."""
        return "action_give_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the result; what is known goes over into a new session, so that later news adds to it.

        In a crisis the form goes on: whoever wrote this is asked whether they are safe, and not left alone.
        """
        knowledge = served_knowledge()
        before = Conversation.from_tracker(tracker)
        assessment = assess(before.facts, before.profile, knowledge)
        send(dispatcher, result(knowledge, assessment))
        after = replace(before, asked=None, trail=(), announced=None, warned=assessment.urgency, crisis=None)
        closing = [SlotSet("told_from", None), SlotSet("refused", None)]
        if not in_crisis(knowledge, after.facts):
            return [*new_session(after), *closing]
        staying = [ActiveLoop(FORM), SlotSet("requested_slot", "answer"), FollowupAction(FORM)]
        return [*new_session(entered(after)), *closing, *staying]
