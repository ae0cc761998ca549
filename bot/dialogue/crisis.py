"""The crisis: while somebody may want to die, nothing else is talked about until they say that they are safe.

No refusal, goodbye, privacy or triage text appears in it. New danger to the body is still answered at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue.state import CRISIS, ECHO, Conversation, CrisisReply
from bot.knowledge import KnowledgeBase, Polarity, Urgency
from bot.understanding.replies import steering

STAYING: tuple[CrisisReply, ...] = ("stay_1", "stay_2", "stay_3")
"""What is said in turn to whatever is no answer."""

_NOT_SAFE = re.compile(r"\b(?:not|isn'?t|ain'?t|never|don'?t\sfeel)\s(?:\w+\s)?safe\b|\bunsafe\b", re.IGNORECASE)
_SAFE = re.compile(r"\b(?:i'?m|am|feel|we'?re)\s(?:\w+\s){0,2}safe\b|^\W*safe\b", re.IGNORECASE)
_BACK = re.compile(r"\bback\sto\s(?:my|the)\b", re.IGNORECASE)


def in_crisis(knowledge: KnowledgeBase, facts: Mapping[str, Polarity]) -> bool:
    """Whether somebody may want to die or hurts themselves, by what they have said."""
    return any(facts.get(name) is Polarity.PRESENT for name in knowledge.heard_early)


def entered(conversation: Conversation) -> Conversation:
    """With the question whether the person is safe open."""
    return replace(conversation, asked=CRISIS, crisis="ask", clarifying=False, meant=())


def answered(
    knowledge: KnowledgeBase, conversation: Conversation, text: str, facts: Mapping[str, Polarity]
) -> Conversation:
    """What is said next after a message with these facts: in the crisis, or on the way back to the pain."""
    told = replace(conversation, facts={**conversation.facts, **facts})
    now = {name: facts[name] for name in knowledge.heard_early if name in facts}
    still = Polarity.PRESENT in now.values()
    denied = bool(now) and not still
    if denied or (not still and _BACK.search(text) and not _NOT_SAFE.search(text)):
        return _over(knowledge, told)
    short = steering(text)
    if still or _NOT_SAFE.search(text) or short == "deny":
        return replace(told, crisis="danger")
    if _SAFE.search(text) or (short == "affirm" and conversation.crisis != "safe"):
        return replace(told, crisis="safe")
    if conversation.crisis == "safe" and any(polarity is Polarity.PRESENT for polarity in facts.values()):
        return _over(knowledge, told)
    return replace(told, crisis=_next(conversation.crisis))


def _next(said: CrisisReply | None) -> CrisisReply:
    place = STAYING.index(said) + 1 if said in STAYING else 0
    return STAYING[place % len(STAYING)]


def _over(knowledge: KnowledgeBase, conversation: Conversation) -> Conversation:
    """Back to the pain; what made it a crisis has been answered, and is not raised again by itself."""
    facts = {name: polarity for name, polarity in conversation.facts.items() if name not in knowledge.heard_early}
    known = any(polarity is Polarity.PRESENT for polarity in facts.values())
    return replace(conversation, facts=facts, asked=ECHO if known else None, crisis="over", warned=Urgency.SELF_CARE)
