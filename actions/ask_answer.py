"""Puts the open question of the triage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.rendering.messages import Say, bullets, send, told
from actions.rendering.questions import asking, in_crisis
from actions.rendering.result import helplines
from bot.content import served_knowledge
from bot.knowledge import Urgency
from bot.triage import assess


class AskAnswer(Action):
    """The form's question, after a warning when something urgent has been said."""

    def name(self) -> str:
        """Rasa's name for the question of the form's only slot."""
        return "action_ask_triage_form_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the warning, if new, and the question."""
        knowledge = served_knowledge()
        before = conversation = Conversation.from_tracker(tracker)
        if conversation.crisis:
            send(dispatcher, in_crisis(knowledge, conversation))
            return []
        assessment = assess(conversation.facts, conversation.profile, knowledge)
        if assessment.urgency >= Urgency.URGENT_SAME_DAY and conversation.warned < assessment.urgency:
            reasons = [r for r in assessment.reasons if r.urgency is assessment.urgency][:2]
            notice = Say("utter_urgent_notice", {"reasons": bullets(told(r.rule.reason) for r in reasons)})
            send(dispatcher, helplines(assessment) or [notice])
            conversation = replace(conversation, warned=assessment.urgency)
        send(dispatcher, asking(knowledge, conversation))
        return conversation.changes_since(before)
