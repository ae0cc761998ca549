"""Every red flag can be reached: by its questions, and by a person's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from bot.checking import FEWEST_MESSAGES
from bot.knowledge import KnowledgeBase, Polarity, UrgencyRule, load_knowledge
from bot.knowledge.checks import WORKED_OUT
from bot.knowledge.rules import findings_in, truth
from bot.marked import marked_messages
from bot.triage import Ask, Profile, complete
from bot.triage.danger import reasons_for_urgency, urgency_of
from bot.triage.questions import MOST, next_question
from tests.triage.ways import Way, fires, people_with, person_with, stated, ways

RED_FLAGS = load_knowledge().red_flags

HEARD_NOT_ASKED = {name for name, finding in load_knowledge().findings.items() if finding.volunteered} | {
    "suicidal_plan",
    "self_harm",
}
"""Never asked cold: a plan is covered by the question about suicidal thoughts, an emergency already."""

OPENINGS_TRIED = 12

SAID = Counter(
    name for message in marked_messages() for name, polarity in message.facts.items() if polarity is Polarity.PRESENT
)
"""Training messages that state each finding."""


def is_heard_only(rule: UrgencyRule) -> bool:
    return set(findings_in(rule.worth_asking)) & HEARD_NOT_ASKED != set()


def openings(knowledge: KnowledgeBase, rule: UrgencyRule) -> Iterator[tuple[Way, Way, Profile]]:
    """What a person said that makes a rule worth asking but not yet true, what they have, who they are."""
    starts = list(ways(rule.worth_asking))
    for way, _ in people_with(knowledge, rule):
        for start in sorted(starts, key=lambda start: (len(start - way), sorted(start))):
            profile = person_with(way | start)
            if profile is None or not fires(knowledge, rule, stated(way | start), profile):
                continue
            worth_it = truth(rule.worth_asking, complete(knowledge, stated(start), profile)) is True
            if worth_it and not fires(knowledge, rule, stated(start), replace(profile, age=None)):
                yield start, way | start, profile


def answer(ask: Ask, has: Way) -> dict[str, Polarity]:
    """The honest answer of someone who has certain findings and nothing else."""
    names = ask.question.findings if ask.question else (ask.asks,)
    return {name: Polarity.PRESENT if name in has else Polarity.ABSENT for name in names}


def is_reached(knowledge: KnowledgeBase, rule: UrgencyRule, start: Way, has: Way, who: Profile) -> bool:
    """Whether the questions lead to a rule, or to another as urgent, for someone who said only ``start``."""
    facts, profile = stated(start), replace(who, age=None)
    for _ in range(MOST + 1):
        known = complete(knowledge, facts, profile)
        if urgency_of(reasons_for_urgency(knowledge, known)) >= rule.urgency:
            return True
        ask = next_question(knowledge, known, profile)
        if ask is None:
            return False
        if ask.kind == "age":
            profile = who
        else:
            facts = {**answer(ask, has), **facts}
    return False


@pytest.mark.parametrize("rule_id", [rule_id for rule_id, rule in RED_FLAGS.items() if not is_heard_only(rule)])
def test_a_red_flag_is_reached_by_its_questions(knowledge: KnowledgeBase, rule_id: str):
    rule = RED_FLAGS[rule_id]
    tried = islice(openings(knowledge, rule), OPENINGS_TRIED)
    assert any(is_reached(knowledge, rule, *opening) for opening in tried)


@pytest.mark.parametrize("sign", ["spreading_numbness", "worsening_weakness"])
def test_leg_pain_of_months_is_still_asked_about_both_legs(knowledge: KnowledgeBase, sign: str):
    said = frozenset({"leg_pain", "leg_numbness", "duration_months"})
    has = said | {"bilateral_leg_symptoms", "leg_weakness", sign}
    rule = RED_FLAGS["rf_ces_bilateral_leg__changed"]
    assert is_reached(knowledge, rule, said, has, Profile(age=45))


@pytest.mark.parametrize("rule_id", RED_FLAGS)
def test_a_red_flag_is_learned_from_enough_wordings(rule_id: str):
    needed = set(findings_in(RED_FLAGS[rule_id].condition, negated=False)) - WORKED_OUT
    assert sorted(name for name in needed if SAID[name] < FEWEST_MESSAGES) == []
