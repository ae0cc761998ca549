"""Self-care that could harm is held back, and an ordinary pain is not sent to hospital."""

from __future__ import annotations

import pytest

from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Profile, assess
from bot.triage.cautions import in_force
from bot.triage.facts import complete
from bot.triage.self_care import allowed_steps

KNOWLEDGE = load_knowledge()

HARMFUL = [
    ("care_moist_heat", "leg_numbness"),
    ("care_moist_heat", "saddle_numbness"),
    ("care_cold", "buttock_numbness"),
    ("care_self_massage", "calf_swelling"),
    ("care_self_massage", "blood_thinners"),
    ("care_stretch_piriformis", "after_fall_or_trauma"),
    ("care_stretch_hamstrings", "tender_bone"),
    ("care_walking", "stress_fracture_signs"),
    ("care_otc_nsaid", "blood_thinners"),
    ("care_otc_nsaid", "pregnancy_postpartum"),
]


@pytest.mark.parametrize("polarity", [Polarity.PRESENT, Polarity.UNSURE])
@pytest.mark.parametrize(("measure", "finding"), HARMFUL)
def test_a_step_that_could_harm_is_held_back(measure: str, finding: str, polarity: Polarity) -> None:
    assert in_force(KNOWLEDGE, measure, {finding: polarity})


@pytest.mark.parametrize(("measure", "finding"), HARMFUL)
def test_no_condition_offers_a_step_that_could_harm(measure: str, finding: str) -> None:
    facts = complete(KNOWLEDGE, {finding: Polarity.PRESENT}, Profile(age=45))
    offered = {step.measure for c in KNOWLEDGE.conditions.values() for step in allowed_steps(KNOWLEDGE, c, facts)}
    assert measure not in offered


@pytest.mark.parametrize("age", [8, 70])
def test_anti_inflammatories_are_held_back_from_the_young_and_the_old(age: int) -> None:
    facts = complete(KNOWLEDGE, {"buttock_pain": Polarity.PRESENT}, Profile(age=age))
    assert in_force(KNOWLEDGE, "care_otc_nsaid", facts)


ORDINARY = [
    {"buttock_pain", "worse_sitting", "duration_weeks"},
    {"low_back_pain", "after_heavy_lifting", "duration_days", "worse_bending_forward"},
    {"lateral_hip_pain", "worse_lying_on_side", "duration_months"},
    {"hip_pain", "morning_stiffness", "worse_stairs", "duration_months"},
]


@pytest.mark.parametrize("said", ORDINARY, ids=lambda said: min(said))
def test_an_ordinary_pain_is_not_sent_to_hospital(said: set[str]) -> None:
    facts = {name: Polarity.PRESENT for name in said}
    assert assess(facts, Profile(age=45)).urgency <= Urgency.SEE_CLINICIAN_SOON
