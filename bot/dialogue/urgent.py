"""While the advice is to get help now, or today: every question is answered from the danger that led to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, cast

from bot.dialogue.assistant import Assistant
from bot.dialogue.reply import Say, places_of
from bot.dialogue.state import Conversation
from bot.knowledge import Guidance, KnowledgeBase, Passage, Urgency, UrgentTopic
from bot.triage import Reason, assess


def is_urgent(conversation: Conversation) -> bool:
    """Whether the person was told to get help now, or today."""
    return conversation.warned >= Urgency.URGENT_SAME_DAY


def answer(assistant: Assistant, conversation: Conversation, text: str) -> tuple[Conversation, list[Say]] | None:
    """The answer to a question; None when the danger has no words of its own for it, as in a crisis.

    What is none of the things people ask before they go has to wait, and is told so.
    """
    leading = leading_reasons(assistant.knowledge, conversation)
    guidance = _guidance(assistant.knowledge, leading)
    if guidance is None:
        return None
    topic = cast(Optional[UrgentTopic], assistant.asked_before_going(text))
    said: tuple[Passage, ...] = guidance.answers[topic or "wait"]
    emergency = leading[0].urgency is Urgency.EMERGENCY
    response = _response(topic is not None, emergency)
    words = {"answer": " ".join(passage.text for passage in said)}
    told = replace(conversation, told_from=tuple(places_of(said)))
    return told, [Say(response, words, data={"type": "answer", "topic": f"{guidance.id}_{topic or 'wait'}"})]


def _response(fits: bool, emergency: bool) -> str:
    if fits:
        return "utter_before_going_now" if emergency else "utter_before_going_today"
    return "utter_later_now" if emergency else "utter_later_today"


def leading_reasons(knowledge: KnowledgeBase, conversation: Conversation) -> list[Reason]:
    """The reasons of the highest urgency."""
    assessment = assess(conversation.facts, conversation.profile, knowledge)
    return [reason for reason in assessment.reasons if reason.urgency is assessment.urgency]


def _guidance(knowledge: KnowledgeBase, leading: list[Reason]) -> Guidance | None:
    found = (knowledge.guidance_of.get(reason.rule.id) for reason in leading)
    return next((guidance for guidance in found if guidance is not None), None)
