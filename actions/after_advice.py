"""Answers what people say once they have been sent for help: that they go, or that they will not."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.reading import latest_message
from actions.rendering.messages import Say, send
from bot.knowledge import Urgency


class AfterAdvice(Action):
    """Wishes those well who go; else repeats the urgent advice once, asks what stands in the way, and names other ways.

    Source: rule 12 of "how to ask" in the red-flag sheet.
    """

    def name(self) -> str:
        """The name rules use."""
        return "action_after_advice"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the response that fits how urgent it is, and whether this was said before."""
        warned = Conversation.from_tracker(tracker).warned
        if warned < Urgency.URGENT_SAME_DAY:
            send(dispatcher, [Say("utter_tell_me_more")])
            return []
        if latest_message(tracker).intent == "affirm":
            send(dispatcher, [Say("utter_go_well")])
            return []
        if tracker.get_slot("refused"):
            send(dispatcher, [Say("utter_your_choice")])
            return []
        emergency = warned is Urgency.EMERGENCY
        send(dispatcher, [Say("utter_will_not_go_now" if emergency else "utter_will_not_go_today")])
        return [SlotSet("refused", True)]
