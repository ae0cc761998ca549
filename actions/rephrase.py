"""Says a question another way, when it or its answer was not understood."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.reading import latest_message
from actions.rendering.messages import Say, send, told
from bot.content import served_knowledge
from bot.understanding.topics import explanation_of


class Rephrase(Action):
    """A word that was asked about is explained; else the question comes in its clearer wording."""

    def name(self) -> str:
        """The name rules use."""
        return "action_rephrase"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send an explanation or an apology, and ask for the clearer wording."""
        knowledge = served_knowledge()
        before = Conversation.from_tracker(tracker)
        message = latest_message(tracker)
        found = explanation_of(knowledge, message.text) if message.intent == "ask_clarification" else None
        if found is not None:
            words = {"name": found.name, "answer": " ".join(told(p) for p in found.answer[:2])}
            send(dispatcher, [Say("utter_answer", words)])
        elif before.asked is None:
            send(dispatcher, [Say("utter_tell_me_more")])
        else:
            send(dispatcher, [Say("utter_say_it_differently")])
        finding = knowledge.findings.get(before.asked or "")
        after = replace(before, clarifying=before.clarifying or bool(finding and finding.clarify))
        return after.changes_since(before)
