"""What holds for everyone, whatever they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import Polarity, load_knowledge
from bot.triage import Profile, assess
from bot.triage.danger import reasons_for_urgency, urgency_of
from bot.triage.facts import complete
from tests.triage.patients import Facts, facts_of_someone, profiles, sayable
from tests.triage.ways import danger_findings

KNOWLEDGE = load_knowledge()
CAUDA_EQUINA = ("urinary_retention", "bladder_sensation_loss", "urinary_leak", "bowel_control_loss", "saddle_numbness")


def urgency(facts: Facts, profile: Profile) -> int:
    return urgency_of(reasons_for_urgency(KNOWLEDGE, complete(KNOWLEDGE, facts, profile)))


@settings(max_examples=25)
@given(facts_of_someone, profiles, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_said_does_not_matter(facts, profile, random):
    names = list(facts)
    random.shuffle(names)
    assert assess({name: facts[name] for name in names}, profile) == assess(facts, profile)


@settings(max_examples=25)
@given(facts_of_someone, profiles)
def test_there_is_always_a_safety_net(facts, profile):
    assert assess(facts, profile).safety_net


@given(facts_of_someone, profiles, st.sampled_from(sorted(danger_findings(KNOWLEDGE))))
def test_one_more_danger_sign_never_makes_it_less_urgent(facts, profile, sign):
    assert urgency({**facts, sign: Polarity.PRESENT}, profile) >= urgency(facts, profile)


@settings(max_examples=25)
@given(facts_of_someone, profiles, st.sampled_from(CAUDA_EQUINA))
def test_a_cauda_equina_sign_is_an_emergency_whatever_else_is_said(facts, profile, sign):
    assert assess({**facts, sign: Polarity.PRESENT}, profile).urgency.key == "emergency"


@given(facts_of_someone, profiles, st.sampled_from(sayable(KNOWLEDGE)))
def test_not_sure_never_makes_it_less_urgent_than_no(facts, profile, name):
    denied = {**facts, name: Polarity.ABSENT}
    assert urgency({**facts, name: Polarity.UNSURE}, profile) >= urgency(denied, profile)


@given(facts_of_someone, profiles, st.sampled_from(sayable(KNOWLEDGE)))
def test_not_sure_never_makes_it_less_urgent_than_silence(facts, profile, name):
    silent = {other: polarity for other, polarity in facts.items() if other != name}
    assert urgency({**silent, name: Polarity.UNSURE}, profile) >= urgency(silent, profile)


@given(facts_of_someone, profiles)
def test_what_is_already_complete_stays_as_it_is(facts, profile):
    once = complete(KNOWLEDGE, facts, profile)
    assert complete(KNOWLEDGE, once, profile) == once


@pytest.mark.parametrize("name", ["no_such_finding", ""])
def test_a_name_outside_the_vocabulary_is_ignored(name):
    facts = {"buttock_pain": Polarity.PRESENT}
    assert assess({**facts, name: Polarity.PRESENT}, Profile(age=40)) == assess(facts, Profile(age=40))
