"""What a message is for, once its findings are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.knowledge import Polarity, Urgency
from bot.triage import Profile, reasons
from bot.understanding.answers import steering

UNSURE_BELOW = 0.30
"""A guess less likely than this is no better than none."""

LIKELY = 0.40
"""From here on a question about a named part of the body stands although it does not look like one."""

HALF = 0.50
"""Below this a message that may be "not ours" as well is not taken for one that steers the conversation."""

CERTAIN = 0.60
"""From here on "not ours" stands although the message names a part of the body that is."""

PLAINLY = 0.75
"""From here on a guess stands whatever findings say; and symptoms are believed although none was recognised."""

ALL_BUT_CERTAIN = 0.95
"""From here on "not ours" stands although a place that is ours hurts, and more is said of it."""

LONG_REPLY = 8
"""Words from which on a message is more than a reply to the assistant."""

LONG_QUESTION = 14
"""Words up to which a message that only names a part of the body may be a question without looking like one."""

QUESTIONS = frozenset({"ask_condition", "ask_selfcare", "ask_when_to_seek_help"})
STEERING = frozenset(
    {"ask_clarification", "ask_why", "go_back", "start_over", "ask_privacy", "ask_source", "ask_summary"}
)
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
    return any(
        reason.urgency >= Urgency.URGENT_SAME_DAY
        or (reason.certain and reason.rule.id.startswith("rf_ca_") and reason.urgency > Urgency.SELF_CARE)
        for reason in reasons(facts, profile)
    )


def decide(
    text: str, ranking: Ranking, facts: Mapping[str, Polarity], profile: Profile, *, may_mean: bool = False
) -> str:
    """The intent of a message, given the classifier's ranking and the findings in it.

    ``may_mean`` is True when the message may state a finding that has to be asked about first.
    """
    if alarming(facts, profile):
        return "emergency" if reasons(facts, profile)[0].urgency is Urgency.EMERGENCY else "describe_symptoms"
    steered = steering(text)
    if steered is not None:
        return steered
    if _VALUE.match(text):
        return "provide_value"
    said = re.findall(r"[a-z]+", text.lower())
    guess, likelihood = _believable(ranking, said)
    if _plain_complaint(text, said, facts):
        return "describe_symptoms"
    if _elsewhere(guess, likelihood, set(said), facts):
        return "out_of_scope"
    if guess in ("abuse", "refuse_care") and likelihood >= (PLAINLY if facts or guess == "abuse" else LIKELY):
        return guess
    only_named = bool(facts) and facts.keys() <= SITES
    told = bool(facts) and not only_named and _tells(text)
    if guess in QUESTIONS and likelihood >= UNSURE_BELOW and not told:
        short = only_named and len(said) <= LONG_QUESTION
        if _QUESTION.search(text) or likelihood >= PLAINLY or (likelihood >= LIKELY and short):
            return guess
    if guess in STEERING and likelihood < HALF and "out_of_scope" in [name for name, _ in ranking[:2]]:
        return "out_of_scope"
    if guess in STEERING | {"correct"} and likelihood >= UNSURE_BELOW:
        return guess
    if facts:
        return guess if guess in SHORT_REPLIES and len(said) <= 5 else "describe_symptoms"
    if guess == "describe_symptoms" and (may_mean or likelihood >= PLAINLY):
        return guess
    if guess in ("describe_symptoms", "emergency") or likelihood < UNSURE_BELOW:
        return "provide_value" if profile.age else "out_of_scope"
    return guess


def _plain_complaint(text: str, said: Sequence[str], facts: Mapping[str, Polarity]) -> bool:
    """Whether the message says little more than that a place which is ours hurts: "my leg hurts", "sore groin"."""
    where = facts.keys() & SITES
    short = len(said) <= LONG_REPLY and not _QUESTION.search(text)
    return bool(where) and short and bool(_words("ouch") & set(said)) and _words("elsewhere").isdisjoint(said)


def _tells(text: str) -> bool:
    """Whether a sentence of the message is no question: "is this for hips? mine aches on stairs"."""
    sentences = re.findall(r"[^.?!\n]+[.?!\n]?", text)
    return any(not _QUESTION.search(sentence) and len(sentence.split()) > 2 for sentence in sentences)


_SAID_BY = {"correct": "correcting", "start_over": "anew"}


def _believable(ranking: Ranking, said: Sequence[str]) -> tuple[str, float]:
    """The likeliest intent that the words allow, and how likely it is among those."""
    allowed = [(name, likelihood) for name, likelihood in ranking if _allowed(name, said)]
    total = sum(likelihood for _, likelihood in allowed)
    return (allowed[0][0], allowed[0][1] / total) if total else ("", 0.0)


def _allowed(name: str, said: Sequence[str]) -> bool:
    """A correction, and a new start, need a word that says so; talk about the assistant's own question is short."""
    if name in _SAID_BY:
        return not _words(_SAID_BY[name]).isdisjoint(said)
    return name not in ("ask_clarification", "ask_why") or len(said) < LONG_REPLY


def _elsewhere(guess: str, likelihood: float, said: set[str], facts: Mapping[str, Polarity]) -> bool:
    """Whether the message is not about this part of the body, or not about health at all."""
    sure = ALL_BUT_CERTAIN if facts.keys() & SITES and facts.keys() - SITES else PLAINLY
    if guess == "out_of_scope" and (likelihood >= sure or (likelihood >= LIKELY and facts.keys() <= SITES)):
        return True
    if facts.keys() & OF_THE_REGION:
        return False
    ours = bool(said & _words("here"))
    if said & _words("elsewhere") and not ours or said & _words("animals") and not facts:
        return True
    return guess == "out_of_scope" and likelihood >= (CERTAIN if ours and facts else UNSURE_BELOW)


@cache
def _words(name: str) -> frozenset[str]:
    data = YAML(typ="safe").load((Path(__file__).parent / "scope.yml").read_text(encoding="utf-8"))
    listed = data[name]
    return frozenset(word for part in listed for word in (part if isinstance(part, list) else [part]))
