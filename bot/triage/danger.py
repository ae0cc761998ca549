"""Which urgency rules fire, and how urgent that makes it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge import KnowledgeBase, Polarity, Urgency, UrgencyRule
from bot.knowledge.rules import Facts, truth, witnesses


@dataclass(frozen=True)
class Reason:
    """An urgency rule that counts: it fired, or could not be cleared because of a "not sure"."""

    rule: UrgencyRule
    urgency: Urgency
    certain: bool
    because: tuple[str, ...]


def reasons_for_urgency(knowledge: KnowledgeBase, facts: Facts) -> tuple[Reason, ...]:
    """Every rule that counts, most urgent first, then certain ones, then by priority and id."""
    said = ["", *(name for name, polarity in facts.items() if polarity is not Polarity.ABSENT)]
    awake = frozenset().union(*(knowledge.wakened_by.get(name, frozenset()) for name in said))
    found = [reason for key in awake if (reason := _reason(knowledge.urgency_rules[key], facts))]
    return tuple(sorted(found, key=lambda r: (-r.urgency, not r.certain, r.rule.priority, r.rule.id)))


def _reason(rule: UrgencyRule, facts: Facts) -> Reason | None:
    if truth(rule.condition, facts):
        return Reason(rule, rule.urgency, True, _because(rule, facts, unsure_is=None))
    if rule.unsure > Urgency.SELF_CARE and truth(rule.condition, facts, unsure_is=True):
        return Reason(rule, rule.unsure, False, _because(rule, facts, unsure_is=True))
    return None


def _because(rule: UrgencyRule, facts: Facts, unsure_is: bool | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(witnesses(rule.condition, facts, unsure_is=unsure_is)))


def urgency_of(reasons: tuple[Reason, ...]) -> Urgency:
    """The highest urgency among the reasons; self-care when there is none."""
    return max((reason.urgency for reason in reasons), default=Urgency.SELF_CARE)
