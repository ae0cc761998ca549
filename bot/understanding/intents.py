"""What a message is for, once its findings are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.knowledge import Polarity, Urgency
from bot.triage import Profile, assess
from bot.understanding.answers import steering

UNSURE_BELOW = 0.30
"""A guess less likely than this is no better than none."""

LIKELY = 0.40
"""From here on a guess stands although the message does not look like it."""

CERTAIN = 0.60
"""From here on "not ours" stands although the message names a part of the body that is."""

QUESTIONS = frozenset({"ask_condition", "ask_selfcare", "ask_when_to_seek_help"})
STEERING = frozenset({"ask_clarification", "ask_why", "go_back", "start_over", "ask_privacy", "ask_source"})
SHORT_REPLIES = frozenset({"affirm", "deny", "unsure", "provide_value"})

SITES = frozenset(
    "buttock_pain sitting_bone_pain tailbone_pain hip_pain lateral_hip_pain groin_pain pubic_pain low_back_pain "
    "thigh_pain leg_pain calf_pain".split()
)
OF_THE_REGION = SITES | frozenset(
    "pain_radiates_down_leg pain_below_knee leg_numbness leg_tingling buttock_numbness saddle_numbness saddle_tingling "
    "bladder_or_bowel_change urinary_retention urinary_leak bowel_control_loss leg_weakness foot_drop leg_giving_way "
    "bilateral_leg_symptoms bilateral_leg_weakness cannot_bear_weight limp worse_sitting worse_walking worse_stairs "
    "worse_standing worse_sit_to_stand worse_bending_forward clicking_catching after_fall_or_trauma "
    "pregnancy_postpartum".split()
)
"""Findings that by themselves make a message one about this part of the body."""

_QUESTION = re.compile(
    r"\?|^\s*(?:so |but |and |ok |please )?"
    r"(?:what|whats|why|how|when|where|who|which|can|could|should|is|are|does|do|will|would)\b",
    re.IGNORECASE,
)
_VALUE = re.compile(r"^\W*(?:about |around |roughly )?(?:a )?\d{1,3}(?:\s*/\s*10| out of 10)?\W*$", re.IGNORECASE)

Ranking = Sequence[tuple[str, float]]
"""Intents with their likelihood, the likeliest first."""


def alarming(facts: Mapping[str, Polarity], profile: Profile) -> bool:
    """Whether these facts alone send the person to emergency or same-day care, or name a cancer sign."""
    if not any(polarity is Polarity.PRESENT for polarity in facts.values()):
        return False
    assessment = assess(facts, profile)
    return assessment.urgency >= Urgency.URGENT_SAME_DAY or any(
        reason.certain and reason.rule.id.startswith("rf_ca_") and reason.urgency > Urgency.SELF_CARE
        for reason in assessment.reasons
    )


def decide(text: str, ranking: Ranking, facts: Mapping[str, Polarity], profile: Profile) -> str:
    """The intent of a message, given the classifier's ranking and the findings in it."""
    if alarming(facts, profile):
        emergency = assess(facts, profile).urgency is Urgency.EMERGENCY
        return "emergency" if emergency else "describe_symptoms"
    steered = steering(text)
    if steered is not None:
        return steered
    if _VALUE.match(text):
        return "provide_value"
    said = set(re.findall(r"[a-z]+", text.lower()))
    guess, likelihood = _believable(ranking, said)
    ours = bool(said & _words("here"))
    if not facts.keys() & OF_THE_REGION:
        if said & _words("elsewhere") and not ours:
            return "out_of_scope"
        if guess == "out_of_scope" and likelihood >= (CERTAIN if ours and facts else UNSURE_BELOW):
            return "out_of_scope"
    if guess in QUESTIONS and likelihood >= UNSURE_BELOW:
        only_named = bool(facts) and facts.keys() <= SITES
        if _QUESTION.search(text) or (likelihood >= LIKELY and only_named):
            return guess
    if guess in STEERING | {"correct"} and likelihood >= UNSURE_BELOW:
        return guess
    if facts:
        return guess if guess in SHORT_REPLIES and len(text.split()) <= 5 else "describe_symptoms"
    if guess in ("describe_symptoms", "emergency") or likelihood < UNSURE_BELOW:
        return "provide_value" if profile.age else "out_of_scope"
    return guess


def _believable(ranking: Ranking, said: set[str]) -> tuple[str, float]:
    """The likeliest intent; a correction only counts when a word says so."""
    for name, likelihood in ranking:
        if name != "correct" or said & _words("correcting"):
            return name, likelihood
    return "", 0.0


@cache
def _words(name: str) -> frozenset[str]:
    data = YAML(typ="safe").load((Path(__file__).parent / "scope.yml").read_text(encoding="utf-8"))
    listed = data[name]
    return frozenset(word for part in listed for word in (part if isinstance(part, list) else [part]))
