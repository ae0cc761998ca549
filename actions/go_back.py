"""Takes the last answer back."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.rendering.messages import Say, send


class GoBack(Action):
    """The previous question is asked again."""

    def name(self) -> str:
        """The name rules use."""
        return "action_go_back"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Undo one step, or say that there is none."""
        before = Conversation.from_tracker(tracker)
        after = before.stepped_back()
        send(dispatcher, [Say("utter_going_back" if after is not before else "utter_nothing_to_go_back_to")])
        return after.changes_since(before)
