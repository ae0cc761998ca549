"""Says why the open question is asked."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.rendering.messages import Say, send, told
from actions.rendering.sources import places_of
from actions.turns import open_question
from bot.content import served_knowledge


class ExplainWhy(Action):
    """Answers "why do you ask?"."""

    def name(self) -> str:
        """The name rules use."""
        return "action_explain_why"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the reason written beside the question."""
        ask = open_question(served_knowledge(), Conversation.from_tracker(tracker))
        reason = Say("utter_why_asked", {"why": told(ask.why)}) if ask and ask.why else Say("utter_why_asked_generally")
        send(dispatcher, [reason])
        return [SlotSet("told_from", places_of([ask.why]))] if ask and ask.why else []
