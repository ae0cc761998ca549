"""Says where the last answer comes from."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.rendering.messages import Say, send
from actions.rendering.result import answer_passages
from actions.rendering.sources import places_of, sources
from actions.turns import open_question
from bot.content import served_knowledge
from bot.knowledge import KnowledgeBase
from bot.triage import assess


class NameSources(Action):
    """Answers "where is that from?"."""

    def name(self) -> str:
        """The name rules use."""
        return "action_name_sources"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Name the sources of what was told last: an answer, a reason, the open question, or the result."""
        knowledge = served_knowledge()
        conversation = Conversation.from_tracker(tracker)
        places = tracker.get_slot("told_from") or _of_the_triage(knowledge, conversation)
        send(dispatcher, [sources(knowledge, places) if places else Say("utter_no_sources_yet")])
        return []


def _of_the_triage(knowledge: KnowledgeBase, conversation: Conversation) -> list[str]:
    ask = open_question(knowledge, conversation)
    if ask is not None:
        return places_of([ask.text, *([ask.why] if ask.why else [])])
    assessment = assess(conversation.facts, conversation.profile, knowledge)
    return places_of(answer_passages(knowledge, assessment))
