"""Answers a question about a condition, self-care, or when to seek help."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.reading import latest_message
from actions.rendering.messages import Say, send, told
from bot.knowledge import KnowledgeBase, Passage, Step, load_knowledge
from bot.knowledge.rules import Facts
from bot.triage import assess, complete
from bot.triage.self_care import holding_back
from bot.understanding.topics import answer_to


class AnswerQuestion(Action):
    """Looks the answer up in the knowledge base; says so when there is none."""

    def name(self) -> str:
        """The name rules use."""
        return "action_answer_question"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the answer, and remember what it was about for "where is that from?"."""
        knowledge = load_knowledge()
        conversation = Conversation.from_tracker(tracker)
        explanations = assess(conversation.facts, conversation.profile, knowledge).explanations
        leading = explanations[0].condition if explanations else None
        message = latest_message(tracker)
        found = answer_to(knowledge, message.text, leading)
        if found is None:
            fallback = "utter_when_to_seek_help" if message.intent == "ask_when_to_seek_help" else "utter_no_answer"
            send(dispatcher, [Say(fallback)])
            return []
        facts = complete(knowledge, conversation.facts, conversation.profile)
        safe = [passage for passage in found.answer if not _held_back(knowledge, passage, facts)]
        words = {"name": found.name, "answer": " ".join(told(passage) for passage in safe)}
        send(dispatcher, [Say("utter_answer", words, data={"type": "answer", "topic": found.item_id})])
        return [SlotSet("last_topic", found.item_id)]


def _held_back(knowledge: KnowledgeBase, passage: Passage, facts: Facts) -> bool:
    """A self-care step that a caution holds back for this person is not told, whoever asks."""
    measure = passage.measure if isinstance(passage, Step) else None
    return measure is not None and bool(holding_back(knowledge, measure, facts))
