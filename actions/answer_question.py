"""Answers a question about a condition, self-care, or when to seek help."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.reading import latest_message
from actions.rendering.messages import Say, send, told
from actions.rendering.sources import places_of
from actions.turns import NONE_MEANT, Message
from bot.content import served_knowledge
from bot.knowledge import KnowledgeBase, Passage, Step
from bot.knowledge.rules import Facts
from bot.triage import assess, complete
from bot.triage.cautions import cautions_on, in_force, may_be_offered, uncleared
from bot.understanding.topics import Found, answer_to, perhaps_meant


class AnswerQuestion(Action):
    """Looks the answer up in the knowledge base; says so when there is none."""

    def name(self) -> str:
        """The name rules use."""
        return "action_answer_question"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send the answer, and remember what it was about for "where is that from?"."""
        knowledge = served_knowledge()
        conversation = Conversation.from_tracker(tracker)
        explanations = assess(conversation.facts, conversation.profile, knowledge).explanations
        leading = explanations[0].condition if explanations else None
        message = latest_message(tracker)
        found = answer_to(knowledge, message.text, leading)
        if found is None:
            send(dispatcher, [_without_answer(knowledge, message)])
            return []
        facts = complete(knowledge, conversation.facts, conversation.profile)
        answer = safe(knowledge, found, facts)
        words = {"name": found.name, "answer": " ".join(told(passage) for passage in answer)}
        send(dispatcher, [Say("utter_answer", words, data={"type": "answer", "topic": found.item_id})])
        return [SlotSet("told_from", places_of(answer))]


def _without_answer(knowledge: KnowledgeBase, message: Message) -> Say:
    if message.intent == "ask_when_to_seek_help":
        return Say("utter_when_to_seek_help")
    perhaps = perhaps_meant(knowledge, message.text)
    return Say("utter_do_you_mean_to_ask", replies=(*perhaps, NONE_MEANT)) if perhaps else Say("utter_no_answer")


def safe(knowledge: KnowledgeBase, found: Found, facts: Facts) -> list[Passage]:
    """What may be told this person: instead of a measure that a caution holds back, the caution.

    A measure whose cautions nobody has cleared is told with them; a step of a condition's self-care is left out.
    """
    cautions = in_force(knowledge, found.item_id, facts)
    if cautions:
        return [passage for caution in cautions[:2] for passage in caution.answer]
    steps = [p for p in found.answer if not isinstance(p, Step) or may_be_offered(knowledge, p.measure, facts)]
    if uncleared(knowledge, found.item_id, facts):
        steps += [caution.answer[0] for caution in cautions_on(knowledge, found.item_id)]
    return steps
