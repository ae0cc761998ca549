"""What a message is for, once its findings are known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.knowledge import Polarity, Urgency
from bot.triage import Profile, assess
from bot.understanding.answers import steering

UNSURE_BELOW = 0.30
"""A guess less likely than this is no better than none."""

QUESTIONS = frozenset({"ask_condition", "ask_selfcare", "ask_when_to_seek_help"})
KEPT = QUESTIONS | {"correct", "ask_clarification", "ask_why", "go_back", "start_over", "ask_privacy", "ask_source"}
SHORT_REPLIES = frozenset({"affirm", "deny", "unsure", "provide_value"})

_QUESTION = re.compile(
    r"\?|^\s*(?:so |but |and |ok |please )?(?:what|whats|why|how|when|where|who|which|can|could|should|is|are|does|do|will|would)\b",
    re.IGNORECASE,
)
_VALUE = re.compile(r"^\W*(?:about |around |roughly )?(?:a )?\d{1,3}(?:\s*/\s*10| out of 10)?\W*$", re.IGNORECASE)


def alarming(facts: Mapping[str, Polarity], profile: Profile) -> bool:
    """Whether these facts alone send the person to emergency or same-day care, or name a cancer sign."""
    if not any(polarity is Polarity.PRESENT for polarity in facts.values()):
        return False
    assessment = assess(facts, profile)
    return assessment.urgency >= Urgency.URGENT_SAME_DAY or any(
        reason.certain and reason.rule.id.startswith("rf_ca_") and reason.urgency > Urgency.SELF_CARE
        for reason in assessment.reasons
    )


def decide(text: str, guess: str, confidence: float, facts: Mapping[str, Polarity], profile: Profile) -> str:
    """The intent of a message, given the classifier's guess and the findings in it."""
    if alarming(facts, profile):
        return "emergency"
    steered = steering(text)
    if steered is not None:
        return steered
    asks = bool(_QUESTION.search(text))
    if guess in KEPT and confidence >= UNSURE_BELOW and (asks or guess not in QUESTIONS):
        return guess
    if _VALUE.match(text):
        return "provide_value"
    if facts:
        return guess if guess in SHORT_REPLIES and len(text.split()) <= 5 else "describe_symptoms"
    if guess in ("describe_symptoms", "emergency") or confidence < UNSURE_BELOW:
        return "out_of_scope" if not profile.age else "provide_value"
    return guess
