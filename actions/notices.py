"""Fixed texts that need the words for local services filled in: the greeting and its kin."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.after_advice import AfterAdvice
from actions.conversation import Conversation, new_session
from actions.reading import latest_message
from actions.rendering.messages import Say, send
from bot.knowledge import Urgency

STRAY_WORDS = 3
"""A reply this short to an open question is a slip, not another topic."""


class Welcome(Action):
    """The greeting; its kin are other fixed texts that need the words for local services."""

    response = "utter_welcome"

    def name(self) -> str:
        """The name rules use: the response's, as an action."""
        return self.response.replace("utter_", "action_", 1)

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the response."""
        send(dispatcher, [Say(self.response)])
        return []


class Privacy(Welcome):
    """What is stored, and for how long."""

    response = "utter_privacy"


class StartOver(Welcome):
    """Forgets what was said of the pain."""

    response = "utter_start_over"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Clear every slot and close the form."""
        super().run(dispatcher, tracker, domain)
        return [ActiveLoop(None), *new_session(Conversation())]


class OutOfScope(Welcome):
    """What Ischia cannot help with, and where to turn; a stray word at a question is only asked for again."""

    response = "utter_out_of_scope"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> List[EventType]:
        """Send the response that fits; whoever was sent for help, and speaks of other things, is reminded."""
        asked = tracker.get_slot("asked") is not None
        stray = asked and len(latest_message(tracker).text.split()) <= STRAY_WORDS
        if not stray and Conversation.from_tracker(tracker).warned >= Urgency.URGENT_SAME_DAY:
            return AfterAdvice().run(dispatcher, tracker, domain)
        send(dispatcher, [Say("utter_say_it_differently" if stray else self.response)])
        return []
