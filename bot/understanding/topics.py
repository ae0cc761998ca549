"""Which item of knowledge a question is about, and which side of it.

A named condition wins; else the nearest of the questions written beside each topic, by sentence vector.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Condition, KnowledgeBase, Passage, Topic, UrgentTopic
from bot.understanding.encoding import encode
from bot.understanding.normalise import clean, words
from bot.understanding.reading import Found

NEAR_ENOUGH = 0.60
"""Similarity below which a question is not answered: a wrong answer is worse than none."""

PERHAPS = 0.42
"""Similarity from which a written question is offered when none is near enough: "Do you mean ...?"."""

MOST_OFFERED = 3

CLEARLY_NEARER = 0.78
"""Similarity from which a written question answers even when a condition is named."""

_ASPECTS: dict[str, tuple[str, ...]] = {
    "course": (
        "how long", "go away", "goes? on its own", "get(?:s|ting)? (?:better|worse)", "last", "heal", "recover",
        "settle", "calm down", "permanent", "forever",
    ),
    "escalate": (
        "serious", "worr", "doctor", r"gp\b", "hospital", "a&e", r"\ber\b", "when should", "see someone", "emergency",
        "wait", "scan", "mri", "x ?ray",
    ),
    "treatments": ("treat", "cure", "fix", "physio", "inject", "jab", "surgery", "operation", "chiro"),
    "self_care": (
        "exercis", "stretch", "sleep", r"\bice\b", "heat", "cushion", "help", "ease", "do (?:for|about)", "can i",
        "should i", "avoid", "safe", r"\brun", "walk", r"\bsit", "lift", "squat", "gym", "yoga", "swim",
    ),
    "causes": ("cause", "why", "come from", "get it", "reason", "hereditary", "brings? on"),
    "symptoms": ("symptom", "feel like", r"\bsigns?\b", "tell if", "know if", "hurt"),
}  # fmt: skip
"""Words that say which side of a condition is asked about; the first side whose words occur answers."""


def explanation_of(knowledge: KnowledgeBase, text: str) -> Found | None:
    """What a word that was asked about means; None unless a topic is clearly meant."""
    nearest, similarity = _nearest(knowledge, text)
    if nearest is None or similarity < CLEARLY_NEARER:
        return None
    return Found(nearest.id, nearest.name, nearest.answer)


def answer_to(knowledge: KnowledgeBase, text: str, leading: Condition | None = None) -> Found | None:
    """The answer to a question, or None when nothing written answers it.

    ``leading`` is the pattern that fits the person best: "how long will it last?" is then about that.
    """
    named = _named_condition(knowledge, text)
    nearest, similarity = _nearest(knowledge, text)
    enough = NEAR_ENOUGH if named is None else CLEARLY_NEARER
    is_named = named is not None and nearest is not None and _names(nearest.name, named)
    if nearest is not None and similarity >= enough and not is_named:
        return Found(nearest.id, nearest.name, nearest.answer)
    condition = named or (leading if len(text.split()) <= 12 else None)
    if condition is None:
        return None
    return Found(condition.id, condition.name, _side(condition, text))


ASKED_BEFORE_GOING = 0.45
"""Similarity below which a question is none of those that people ask before they go for help."""


def urgent_topic(knowledge: KnowledgeBase, text: str) -> UrgentTopic | None:
    """Which of the things that people ask before they go for help; None when it is about something else."""
    topics, vectors = _urgent_index(knowledge.version)
    if not topics:
        return None
    similarity = vectors @ encode([text[:600]])[0]
    best = int(np.argmax(similarity))
    return topics[best] if similarity[best] >= ASKED_BEFORE_GOING else None


@lru_cache(maxsize=2)
def _urgent_index(version: str) -> tuple[list[UrgentTopic], NDArray[np.float32]]:
    from bot.knowledge import load_knowledge

    asked = [(item.id, said) for item in load_knowledge().urgent_questions.values() for said in item.questions]
    return [topic for topic, _ in asked], encode([said for _, said in asked] or [""])


def _names(name: str, condition: Condition) -> bool:
    """Whether a topic's name is only part of the condition's: "piriformis" in "piriformis syndrome"."""
    return any(name.lower() in full.lower() for full in (condition.name, *condition.also_called))


def _side(condition: Condition, text: str) -> tuple[Passage, ...]:
    for side, patterns in _ASPECTS.items():
        if re.search("|".join(patterns), text, re.IGNORECASE):
            passages = _passages(condition, side)
            if passages:
                return passages
    return (condition.summary, *condition.explanation)


def _passages(condition: Condition, side: str) -> tuple[Passage, ...]:
    if side == "self_care":
        return (*condition.self_care.do[:4], *condition.self_care.avoid[:2])
    if side == "treatments":
        return condition.escalate
    return tuple(getattr(condition, side))


def _named_condition(knowledge: KnowledgeBase, text: str) -> Condition | None:
    said = " ".join(word.text for word in words(clean(text)))
    names = [
        (len(name), condition)
        for condition in knowledge.conditions.values()
        for name in (condition.name, *condition.also_called)
        if re.search(rf"\b{re.escape(name.lower())}", said)
    ]
    return max(names, key=lambda pair: pair[0])[1] if names else None


def perhaps_meant(knowledge: KnowledgeBase, text: str) -> tuple[str, ...]:
    """Up to three written questions a message may mean, each about another topic, the likeliest first."""
    written, similarity = _similarity(knowledge, text)
    offered: dict[str, str] = {}
    for at in np.argsort(-similarity):
        if len(offered) == MOST_OFFERED or similarity[at] < PERHAPS:
            break
        topic, question = written[at]
        offered.setdefault(topic.id, question if question in topic.questions else (*topic.questions, question)[0])
    return tuple(offered.values())


def _nearest(knowledge: KnowledgeBase, text: str) -> tuple[Topic | None, float]:
    written, similarity = _similarity(knowledge, text)
    if not written:
        return None, 0.0
    best = int(np.argmax(similarity))
    return written[best][0], float(similarity[best])


def _similarity(knowledge: KnowledgeBase, text: str) -> tuple[list[tuple[Topic, str]], NDArray[np.float32]]:
    """The questions written beside the topics, and how near each is to a text; -1 for topics that are not served."""
    written, vectors = _index(knowledge.version)
    similarity = vectors @ encode([text[:600]])[0] if written else np.zeros(0, dtype=np.float32)
    similarity[[topic.id not in knowledge.topics for topic, _ in written]] = -1.0
    return written, similarity


@lru_cache(maxsize=2)
def _index(version: str) -> tuple[list[tuple[Topic, str]], NDArray[np.float32]]:
    from bot.knowledge import load_knowledge

    pairs = [
        (topic, question)
        for topic in load_knowledge().topics.values()
        for question in (*topic.questions, f"What is {topic.name}?")
    ]
    return pairs, encode([question for _, question in pairs])
