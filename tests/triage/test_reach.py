"""Every red flag can be reached: by its question, and by a person's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.knowledge import KnowledgeBase, Polarity, UrgencyRule, load_knowledge
from bot.knowledge.checks import VOLUNTEERED, WORKED_OUT
from bot.knowledge.rules import findings_in, truth
from bot.triage import Ask, Profile, complete
from bot.triage.questions import MOST, next_question
from bot.understanding.lexicon import load_lexicon
from tests.triage.ways import Way, fires, people_with, person_with, stated, ways

RED_FLAGS = load_knowledge().red_flags

WAYS_TRIED = 40

READ_AS_A_LENGTH_OF_TIME = frozenset({"duration_days", "duration_weeks", "duration_months", "duration_years"})
"""Read by bot.understanding.quantities, not by patterns."""


def openings(knowledge: KnowledgeBase, rule: UrgencyRule) -> Iterator[tuple[Way, Way, Profile]]:
    """What a person may start with so that a rule is worth asking, what they have in truth, and who they are."""
    for way, _ in people_with(knowledge, rule):
        for start in sorted(ways(rule.worth_asking), key=lambda start: len(start - way)):
            profile = person_with(way | start)
            if profile is None or not fires(knowledge, rule, stated(way | start), profile):
                continue
            if truth(rule.worth_asking, complete(knowledge, stated(start), profile)) is True:
                yield start, way | start, profile


def answer(ask: Ask, has: Way) -> dict[str, Polarity]:
    """The honest answer to a question of someone who has certain findings and nothing else."""
    names = ask.question.findings if ask.question else (ask.asks,)
    return {name: Polarity.PRESENT if name in has else Polarity.ABSENT for name in names}


def is_reached(knowledge: KnowledgeBase, rule: UrgencyRule, start: Way, has: Way, who: Profile) -> bool:
    """Whether the questions find a rule, asked of a person who has ``has`` and said ``start``."""
    facts, profile = stated(start), replace(who, age=None)
    for _ in range(MOST):
        if fires(knowledge, rule, facts, profile):
            return True
        ask = next_question(knowledge, complete(knowledge, facts, profile), profile)
        if ask is None:
            return False
        if ask.kind == "age":
            profile = who
        else:
            facts = {**answer(ask, has), **facts}
    return fires(knowledge, rule, facts, profile)


def is_only_volunteered(rule: UrgencyRule) -> bool:
    return set(findings_in(rule.worth_asking)) <= VOLUNTEERED and rule.worth_asking != load_knowledge()


@pytest.mark.parametrize("rule_id", RED_FLAGS)
def test_a_red_flag_is_reached_by_its_questions(knowledge: KnowledgeBase, rule_id: str):
    rule = RED_FLAGS[rule_id]
    tried = list(openings(knowledge, rule))[:WAYS_TRIED]
    assert any(is_reached(knowledge, rule, *opening) for opening in tried)
