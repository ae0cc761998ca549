"""What would make it urgent: the single changes, of those that concern this person, that would raise the urgency."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge import KnowledgeBase, Polarity, Urgency
from bot.knowledge.rules import Facts, findings_in, truth


@dataclass(frozen=True)
class Counterfactual:
    """If this finding were present, the urgency would be this."""

    finding: str
    urgency: Urgency
    rule_id: str


ALWAYS_NAMED = (
    "saddle_numbness",
    "urinary_retention",
    "bowel_control_loss",
    "bilateral_leg_weakness",
)
"""The cauda equina list every answer ends with (red-flag sheet, rule 8 of "how to ask")."""


def counterfactuals(knowledge: KnowledgeBase, facts: Facts, urgency: Urgency) -> tuple[Counterfactual, ...]:
    """Single findings, not present now, that would raise ``urgency``; most urgent and earliest first."""
    best: dict[str, tuple[int, int, str]] = {}
    for rule in knowledge.urgency_rules.values():
        if rule.urgency <= urgency or truth(rule.worth_asking, facts) is not True:
            continue
        for finding in findings_in(rule.condition, negated=False):
            if facts.get(finding) is Polarity.PRESENT or not _can_begin(knowledge, finding):
                continue
            if truth(rule.condition, {**facts, finding: Polarity.PRESENT}):
                key = (-int(rule.urgency), rule.priority, rule.id)
                best[finding] = min(best.get(finding, key), key)
    ordered = sorted(best.items(), key=lambda item: (item[1], item[0]))
    return tuple(Counterfactual(finding, Urgency(-level), rule_id) for finding, (level, _, rule_id) in ordered)


def _can_begin(knowledge: KnowledgeBase, finding: str) -> bool:
    """Something a person could notice from now on: a symptom with a question, not a background."""
    known = knowledge.findings[finding]
    return known.question is not None and not known.history
