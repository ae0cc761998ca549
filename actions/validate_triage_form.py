"""Takes each message of the triage in, and decides whether the form goes on."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import CRISIS, ECHO, ECHO_WRONG, Conversation
from actions.reading import latest_message
from actions.rendering.messages import send
from actions.rendering.questions import noted
from actions.turns import open_question, take_turn
from bot.content import served_knowledge
from bot.understanding.answers import names_an_option
from bot.understanding.pipeline import read

FORM = "triage_form"

INTERRUPTIONS = frozenset(
    [
        "ask_condition",
        "ask_selfcare",
        "ask_when_to_seek_help",
        "ask_clarification",
        "ask_why",
        "ask_privacy",
        "ask_source",
        "ask_summary",
        "refuse_care",
        "go_back",
        "start_over",
        "greet",
        "thank",
        "goodbye",
        "bot_challenge",
        "abuse",
    ]
)
"""Intents that are not an answer: rules deal with them, then the form asks again."""


class ValidateTriageForm(Action):
    """Rasa runs this before the form asks for its slot."""

    def name(self) -> str:
        """The name Rasa looks for."""
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Slots after the message; no event at all hands the message to the rules."""
        before = Conversation.from_tracker(tracker)
        if not _came_just_now(tracker):
            return [SlotSet("requested_slot", "answer")]
        message = latest_message(tracker)
        steers = (
            before.asked != CRISIS
            and message.intent in INTERRUPTIONS
            and (not message.facts or message.intent == "refuse_care")
        )
        if steers and not _answers(before, message.text):
            return []
        turn = take_turn(served_knowledge(), before, message, read)
        if not turn.heard:
            return []
        if turn.conversation.asked == before.asked and before.asked not in (None, ECHO, ECHO_WRONG, CRISIS):
            send(dispatcher, noted(served_knowledge(), before, turn.conversation))
        open_slot = SlotSet("requested_slot", None if turn.done else "answer")
        return [
            *turn.conversation.changes_since(before),
            SlotSet("told_from", None),
            SlotSet("answer", None),
            open_slot,
        ]


def _answers(conversation: Conversation, text: str) -> bool:
    """A tapped answer is an answer, whatever its words look like; and with nothing asked, all is news."""
    if conversation.meant or conversation.asked is None:
        return True
    ask = open_question(served_knowledge(), conversation)
    return ask is not None and names_an_option(ask, text)


def _came_just_now(tracker: Tracker) -> bool:
    """Whether the latest message has not been taken in: nothing but the form ran since it came."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return True
        if event.get("event") == "action" and event.get("name") not in (FORM, "action_listen", "action_extract_slots"):
            return False
    return False
