"""The names used in labelled files, and how finer names of the product map onto them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.knowledge import KnowledgeBase, Polarity

INTENTS = {
    "start_over": "restart",
    "refuse_care": "deny",
    "ask_why": "ask_clarification",
    "ask_source": "smalltalk",
    "ask_privacy": "smalltalk",
    "ask_summary": "smalltalk",
    "greet": "smalltalk",
    "thank": "smalltalk",
    "goodbye": "smalltalk",
    "bot_challenge": "smalltalk",
    "abuse": "out_of_scope",
}

LABELLED = frozenset(
    [
        "buttock_pain",
        "sitting_bone_pain",
        "tailbone_pain",
        "hip_pain",
        "lateral_hip_pain",
        "groin_pain",
        "pubic_pain",
        "low_back_pain",
        "thigh_pain",
        "leg_pain",
        "calf_pain",
        "pain_radiates_down_leg",
        "pain_below_knee",
        "leg_numbness",
        "leg_tingling",
        "buttock_numbness",
        "saddle_numbness",
        "saddle_tingling",
        "burning_or_electric",
        "leg_weakness",
        "leg_giving_way",
        "foot_drop",
        "bilateral_leg_weakness",
        "bilateral_leg_symptoms",
        "one_sided",
        "both_sides",
        "worse_sitting",
        "worse_sit_to_stand",
        "worse_standing",
        "worse_walking",
        "worse_running",
        "worse_stairs",
        "worse_squatting",
        "worse_bending_forward",
        "worse_bending_backward",
        "worse_twisting",
        "worse_crossing_legs",
        "worse_lying_on_side",
        "worse_at_night",
        "worse_cough_sneeze",
        "better_sitting_or_leaning_forward",
        "better_walking_or_moving",
        "better_lying_down",
        "clicking_catching",
        "limited_range_of_motion",
        "stiffness",
        "morning_stiffness",
        "spasm",
        "limp",
        "tender_spot_or_knot",
        "tender_bone",
        "swelling_bruise",
        "lump",
        "lump_hot_red",
        "after_fall_or_trauma",
        "after_heavy_lifting",
        "after_new_exercise",
        "overuse_running",
        "overuse_cycling",
        "overuse_sport",
        "prolonged_sitting_job",
        "sedentary",
        "high_stress",
        "poor_posture",
        "pregnancy_postpartum",
        "pain_severe",
        "sudden_onset",
        "gradual_onset",
        "duration_days",
        "duration_weeks",
        "duration_months",
        "duration_years",
        "bladder_or_bowel_change",
        "sexual_dysfunction",
        "cannot_bear_weight",
        "leg_deformity_or_shortening",
        "fever_unwell",
        "weight_loss",
        "appetite_loss",
        "fatigue",
        "cancer_history",
        "iv_drug_use",
        "recent_injection",
        "recent_surgery_immobility",
        "steroid_or_osteoporosis",
        "calf_swelling",
        "chest_pain_breathless",
        "abdominal_pain",
        "faint_clammy",
        "cold_pale_leg",
        "rash",
        "suicidal_thoughts",
    ]
)
"""The finding vocabulary of the labelled files; the product knows finer ones below it."""


ASKED_APART = frozenset(
    "urinary_retention bladder_sensation_loss urinary_leak bowel_control_loss genital_sensation_loss "
    "erection_problem".split()
)
"""Kinds that the labels do not tell apart: a labelled change of bladder or bowel may be any of them."""


def labelled_name(knowledge: KnowledgeBase, finding: str) -> str | None:
    """The labelled finding that ``finding`` is, or is a kind of; None when there is none."""
    name: str | None = finding
    while name is not None and name not in LABELLED:
        name = knowledge.findings[name].is_a if name in knowledge.findings else None
    return name


def in_labels(knowledge: KnowledgeBase, facts: Mapping[str, Polarity]) -> dict[str, str]:
    """Facts under the labelled names; a present kind makes its broader finding present."""
    labelled: dict[str, str] = {}
    for finding, polarity in facts.items():
        name = labelled_name(knowledge, finding)
        if name and labelled.get(name) != Polarity.PRESENT.value:
            labelled[name] = polarity.value
    return labelled


def escalating(rule_ids: Iterable[str]) -> list[str]:
    """Rule ids without the suffix that tells variants of one sign apart."""
    return list(dict.fromkeys(rule_id.partition("__")[0] for rule_id in rule_ids))
