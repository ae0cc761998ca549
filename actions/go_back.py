"""Takes an answer back: the last one, or the one to a question that is named."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.rendering.messages import Say, send
from actions.validate_triage_form import FORM
from bot.content import served_knowledge
from bot.triage.questions import ask_for


class GoBack(Action):
    """The question before is asked again; or the one in the entity ``question``, which a channel sends."""

    def name(self) -> str:
        """The name rules use."""
        return "action_go_back"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Take the answer back and open its question again, or say that there is none."""
        before = Conversation.from_tracker(tracker)
        named = next(tracker.get_latest_entity_values("question"), None)
        after = _reopened(before, str(named)) if named else before.stepped_back()
        said = "utter_changing" if named else "utter_going_back"
        send(dispatcher, [Say(said if after is not before else "utter_nothing_to_go_back_to")])
        reopens = named and after is not before and not tracker.active_loop_name
        return [*after.changes_since(before), *([FollowupAction(FORM)] if reopens else [])]


def _reopened(conversation: Conversation, asks: str) -> Conversation:
    try:
        ask = ask_for(served_knowledge(), asks)
    except KeyError:
        return conversation
    return conversation.reopened(asks, ask.question.findings if ask.question else (asks,))
