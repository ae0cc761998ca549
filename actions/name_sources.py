"""Says where the last answer comes from."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.rendering.messages import Say, send
from actions.rendering.result import answer_passages, sources
from bot.content import served_knowledge
from bot.knowledge.checks import passages
from bot.triage import assess


class NameSources(Action):
    """Answers "where is that from?"."""

    def name(self) -> str:
        """The name rules use."""
        return "action_name_sources"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Name the sources of the topic asked about last, else of the result."""
        knowledge = served_knowledge()
        last = tracker.get_slot("last_topic")
        item = knowledge.topics.get(last) or knowledge.conditions.get(last)
        conversation = Conversation.from_tracker(tracker)
        assessment = assess(conversation.facts, conversation.profile, knowledge)
        content = list(passages(item)) if item else answer_passages(knowledge, assessment)
        send(dispatcher, [sources(knowledge, content) if content else Say("utter_no_sources_yet")])
        return []
