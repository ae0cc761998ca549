"""What may hold a red flag off: only what was looked at and is explained here."""

from __future__ import annotations

from itertools import islice

import pytest

from bot.knowledge import load_knowledge
from bot.knowledge.rules import findings_in
from bot.triage import Profile
from bot.triage.danger import reasons_for_urgency, urgency_of
from bot.triage.facts import complete
from tests.triage.ways import WORKED_OUT, Way, people_with, stated

KNOWLEDGE = load_knowledge()

LASTED_LONG = {"duration_months", "duration_years"}
"""Old and steady symptoms; a recent change has a rule of its own."""

SPORT = {"after_new_exercise", "overuse_cycling", "overuse_running", "overuse_sport"}
"""Both legs ache after sport, with no back pain and no sign of a nerve."""

EXPLAINED: dict[str, set[str]] = {
    "rf_ces_bilateral_leg": LASTED_LONG | SPORT,
    "rf_ces_both_legs_weak": LASTED_LONG,
    "rf_preg_emergency": {"early_pregnancy"},  # bleeding early in pregnancy is seen the same day
}

NONE_OF = [
    (rule.id, name)
    for rule in KNOWLEDGE.red_flags.values()
    for name in sorted(set(findings_in(rule.condition, negated=True)) - WORKED_OUT)
]


def urgency(way: Way, profile: Profile) -> int:
    return urgency_of(reasons_for_urgency(KNOWLEDGE, complete(KNOWLEDGE, stated(way), profile)))


@pytest.mark.parametrize(("rule_id", "name"), NONE_OF)
def test_a_finding_makes_a_red_flag_less_urgent_only_when_that_is_explained(rule_id: str, name: str):
    people = list(islice(people_with(KNOWLEDGE, KNOWLEDGE.red_flags[rule_id]), 20))
    lowers = any(urgency(way | {name}, profile) < urgency(way, profile) for way, profile in people)
    assert lowers is (name in EXPLAINED.get(rule_id, set()))


@pytest.mark.parametrize("rule_id", sorted({rule_id for rule_id, _ in NONE_OF}))
def test_a_red_flag_held_off_is_never_left_to_self_care(rule_id: str):
    held_off_by = [name for rule, name in NONE_OF if rule == rule_id]
    for way, profile in islice(people_with(KNOWLEDGE, KNOWLEDGE.red_flags[rule_id]), 20):
        assert all(urgency(way | {name}, profile) > 0 for name in held_off_by)
