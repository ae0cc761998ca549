"""Fixed texts that need the words for local services filled in: the greeting and its kin."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.rendering.messages import Say, send


class Welcome(Action):
    """The greeting; its kin are other fixed texts that need the words for local services."""

    response = "utter_welcome"

    def name(self) -> Text:
        """The name rules use: the response's, as an action."""
        return self.response.replace("utter_", "action_", 1)

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]
    ) -> List[EventType]:
        """Send the response."""
        send(dispatcher, [Say(self.response)])
        return []


class Privacy(Welcome):
    """What is stored, and for how long."""

    response = "utter_privacy"


class StartOver(Welcome):
    """Forgets what was said of the pain."""

    response = "utter_start_over"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]
    ) -> List[EventType]:
        """Clear every slot and close the form."""
        super().run(dispatcher, tracker, domain)
        return [AllSlotsReset(), ActiveLoop(None)]


class OutOfScope(Welcome):
    """What Ischia cannot help with, and where to turn."""

    response = "utter_out_of_scope"
