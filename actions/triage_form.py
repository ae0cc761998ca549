"""The form of the triage: each message is taken in, the open question is put, and the answer given at the end."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.assistant import assistant
from actions.reading import FORM, latest_message
from actions.sending import send
from actions.slots import changes, conversation_in, new_session
from bot.dialogue.conversing import give_result, put_question, said_of_news, taken_in


class ValidateTriageForm(Action):
    """Rasa runs this before the form asks for its slot."""

    def name(self) -> str:
        """The name Rasa looks for."""
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Slots after the message; no event at all hands the message to the rules."""
        before = conversation_in(tracker)
        if not _came_just_now(tracker):
            return [SlotSet("requested_slot", "answer")]
        turn = taken_in(assistant(), before, latest_message(tracker))
        if turn is None:
            return []
        send(dispatcher, said_of_news(assistant(), before, turn))
        open_slot = SlotSet("requested_slot", None if turn.done else "answer")
        return [*changes(before, turn.conversation), SlotSet("answer", None), open_slot]


class AskAnswer(Action):
    """The form's question, after a warning when something urgent has been said."""

    def name(self) -> str:
        """Rasa's name for the question of the form's only slot."""
        return f"action_ask_{FORM}_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the warning, if new, and the question."""
        before = conversation_in(tracker)
        after, says = put_question(assistant().knowledge, before)
        send(dispatcher, says)
        return changes(before, after)


class GiveResult(Action):
    """Urgency, reasons, patterns, self-care, safety net and sources."""

    def name(self) -> str:
        """The name rules use."""
        return "action_give_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the result; what is known goes over into a new session. While something is open the form goes on."""
        after, says = give_result(assistant(), conversation_in(tracker))
        send(dispatcher, says)
        goes_on = [ActiveLoop(FORM), SlotSet("requested_slot", "answer"), FollowupAction(FORM)]
        return [*new_session(after), *(goes_on if after.in_triage else [])]


def _came_just_now(tracker: Tracker) -> bool:
    """Whether the latest message has not been taken in: nothing but the form ran since it came."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return True
        if event.get("event") == "action" and event.get("name") not in (FORM, "action_listen", "action_extract_slots"):
            return False
    return False
