"""A "not sure" never clears a red flag."""

from __future__ import annotations

import pytest

from bot.knowledge import KnowledgeBase, Polarity, Urgency, load_knowledge
from bot.triage.danger import reasons_for_urgency, urgency_of
from bot.triage.facts import complete
from tests.triage.ways import people_with, stated

CAUTIOUS = [rule_id for rule_id, rule in load_knowledge().red_flags.items() if rule.unsure > Urgency.SELF_CARE]


@pytest.mark.parametrize("rule_id", CAUTIOUS)
def test_not_sure_about_any_sign_of_a_red_flag_keeps_its_cautious_urgency(knowledge: KnowledgeBase, rule_id: str):
    rule = knowledge.red_flags[rule_id]
    for way, profile in list(people_with(knowledge, rule))[:12]:
        for sign in stated(way):
            doubted = complete(knowledge, {**stated(way), sign: Polarity.UNSURE}, profile)
            assert urgency_of(reasons_for_urgency(knowledge, doubted)) >= rule.unsure, (sorted(way), sign)
