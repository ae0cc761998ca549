"""No path from an emergency ends in self-care."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.results import result
from bot.knowledge import Urgency, load_knowledge
from bot.knowledge.rules import findings_in
from bot.triage import Assessment, assess
from bot.triage.self_care import general_steps, offered_steps
from tests.triage.patients import any_facts
from tests.triage.ways import holding_off, people_with, stated

KNOWLEDGE = load_knowledge()
EMERGENCIES = [rule for rule in KNOWLEDGE.red_flags.values() if rule.urgency is Urgency.EMERGENCY]


def offers_self_care(assessment: Assessment) -> bool:
    said = {message.response for message in result(KNOWLEDGE, assessment)[0]}
    return bool(
        offered_steps(KNOWLEDGE, assessment)
        or general_steps(KNOWLEDGE, assessment)
        or said & {"utter_what_to_do", "utter_fits", "utter_self_care"}
    )


@st.composite
def emergencies(draw: st.DrawFn) -> Assessment:
    """Someone with an emergency red flag who says other things too."""
    rule = draw(st.sampled_from(EMERGENCIES))
    way, profile = next(people_with(KNOWLEDGE, rule))
    noise = {k: v for k, v in draw(any_facts(8)).items() if k not in holding_off(KNOWLEDGE)}
    return assess({**noise, **stated(way)}, profile)


@settings(max_examples=20)
@given(emergencies())
def test_an_emergency_stays_one_whatever_else_is_said(assessment):
    assert assessment.urgency is Urgency.EMERGENCY


@settings(max_examples=20)
@given(emergencies())
def test_an_emergency_offers_no_self_care(assessment):
    assert not offers_self_care(assessment)


@settings(max_examples=20)
@given(emergencies())
def test_an_emergency_asks_nothing_more(assessment):
    assert assessment.next_question is None


@pytest.mark.parametrize("rule", EMERGENCIES, ids=lambda rule: rule.id)
def test_an_emergency_rule_leads_to_emergency_care_alone(rule):
    way, profile = next(people_with(KNOWLEDGE, rule))
    assessment = assess(stated(way), profile)
    assert assessment.urgency is Urgency.EMERGENCY and not offers_self_care(assessment)


def test_every_red_flag_is_built_on_findings_that_exist():
    named = {f for rule in KNOWLEDGE.red_flags.values() for f in findings_in(rule.condition)}
    assert named <= set(KNOWLEDGE.findings)
