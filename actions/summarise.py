"""Says what is known so far, and what it came to."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.rendering.messages import Say, bullets, send
from actions.rendering.questions import known
from actions.rendering.result import advice
from bot.content import served_knowledge
from bot.knowledge import Urgency
from bot.triage import assess


class Summarise(Action):
    """Answers "what have I told you so far?"."""

    def name(self) -> str:
        """The name rules use."""
        return "action_summarise"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send what is known; once the triage is done, or something urgent was said, the advice too."""
        knowledge = served_knowledge()
        conversation = Conversation.from_tracker(tracker)
        lines = known(knowledge, conversation)
        if not lines:
            send(dispatcher, [Say("utter_nothing_known")])
            return []
        messages = [Say("utter_summary", {"understood": bullets(lines)}, data={"type": "summary"})]
        assessment = assess(conversation.facts, conversation.profile, knowledge)
        if conversation.asked is None or assessment.urgency >= Urgency.URGENT_SAME_DAY:
            messages.append(Say(advice(assessment)))
        send(dispatcher, messages)
        return []
