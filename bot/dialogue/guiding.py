"""An exercise step by step: one step a message, with "next", "again" and "stop"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.assistant import Assistant
from bot.dialogue.reply import Say, places_of
from bot.dialogue.state import Conversation
from bot.dialogue.turns import Message
from bot.knowledge import KnowledgeBase, Polarity, Topic
from bot.triage import complete
from bot.triage.cautions import in_force

GUIDE = "guide"
"""What the buttons of a guided exercise answer to."""

GUIDE_ME = "Guide me"
NEXT, AGAIN, STOP = "Next step", "Say it again", "Stop here"

_NEXT = re.compile(
    r"\b(?:next|done|ok|okay|ready|yes|yep|yeah|go\son|carry\son|continue|finished|got\sit)\b", re.IGNORECASE
)
_AGAIN = re.compile(r"\b(?:again|repeat|what\swas\sthat|pardon|once\smore)\b", re.IGNORECASE)
_STOP = re.compile(r"\b(?:stop|enough|quit|end|leave\sit|no\smore|not\snow|hurts)\b", re.IGNORECASE)

SHORT = 5
"""Words up to which a message can steer an exercise."""

Outcome = tuple[Conversation, list[Say]]


def offer(knowledge: KnowledgeBase, topic: Topic, conversation: Conversation) -> list[Say]:
    """The button that begins a guided exercise; none for whom a caution holds it back."""
    facts = complete(knowledge, conversation.facts, conversation.profile)
    if topic.exercise is None or conversation.in_triage or in_force(knowledge, topic.id, facts):
        return []
    answers = {GUIDE_ME: {topic.id: Polarity.PRESENT.value}}
    return [Say("utter_guide_offer", replies=(GUIDE_ME,), data={"type": "more", "asks": GUIDE, "answers": answers})]


def goes_on(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome | None:
    """What an exercise says next; None when the message is about something else."""
    begins = _begun(assistant.knowledge, conversation, message)
    if begins is not None:
        return _put(assistant.knowledge, replace(conversation, guided=(begins, 0)))
    if conversation.guided is None or len(message.text.split()) > SHORT:
        return None
    topic, step = conversation.guided
    if _STOP.search(message.text):
        return _ended(assistant.knowledge, conversation, "utter_guide_stopped")
    if _AGAIN.search(message.text):
        return _put(assistant.knowledge, conversation)
    if _NEXT.search(message.text):
        return _put(assistant.knowledge, replace(conversation, guided=(topic, step + 1)))
    return None


def _begun(knowledge: KnowledgeBase, conversation: Conversation, message: Message) -> str | None:
    """The exercise that a tap, or "guide me" after its answer, begins."""
    tapped = message.tapped is not None and message.tapped.asks == GUIDE
    asked = next(iter(message.tapped.findings), None) if tapped and message.tapped else None
    if asked is None and message.text.strip().lower().rstrip(".!") == GUIDE_ME.lower():
        asked = conversation.told_of
    topic = knowledge.topics.get(asked or "")
    return topic.id if topic is not None and topic.exercise is not None else None


def _put(knowledge: KnowledgeBase, conversation: Conversation) -> Outcome:
    assert conversation.guided is not None
    name, number = conversation.guided
    topic = knowledge.topics.get(name)
    exercise = topic.exercise if topic else None
    if exercise is None:
        return replace(conversation, guided=None), []
    if number >= len(exercise.steps):
        return _ended(knowledge, conversation, "utter_guide_done")
    step = exercise.steps[number]
    data = {"type": GUIDE, "topic": name, "step": number + 1, "of": len(exercise.steps), "seconds": step.seconds}
    words = {"step": number + 1, "of": len(exercise.steps), "doing": step.text}
    say = Say("utter_guide_step", words, replies=(NEXT, AGAIN, STOP), data=data, sources=step.sources)
    return replace(conversation, told_from=step.sources), [say]


def _ended(knowledge: KnowledgeBase, conversation: Conversation, response: str) -> Outcome:
    """How much of it, how it should feel, when to stop."""
    assert conversation.guided is not None
    exercise = knowledge.topics[conversation.guided[0]].exercise
    assert exercise is not None
    told = (exercise.start_with, exercise.feels, exercise.stop_when)
    words = {"rounds": exercise.rounds, "told": " ".join(passage.text for passage in told)}
    places = tuple(places_of(told))
    return replace(conversation, guided=None, told_from=places), [Say(response, words, sources=places)]
