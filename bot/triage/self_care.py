"""Which self-care steps may be offered: those whose cautions are cleared."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge import Condition, KnowledgeBase, Topic, Urgency
from bot.knowledge.model import Step
from bot.knowledge.rules import Facts
from bot.triage.assessment import Assessment
from bot.triage.cautions import may_be_offered

GENERAL = ("gen_keep_moving", "gen_sit_breaks", "gen_sleep")
"""What is safe to suggest while the pattern is not clear (self-care sheet, 2.16)."""


def offered_steps(knowledge: KnowledgeBase, assessment: Assessment) -> tuple[Step, ...]:
    """The steps of the leading pattern that may be offered; none when the urgency is same-day or more."""
    if assessment.urgency >= Urgency.URGENT_SAME_DAY or not assessment.explanations:
        return ()
    return allowed_steps(knowledge, assessment.explanations[0].condition, assessment.facts)


def allowed_steps(knowledge: KnowledgeBase, condition: Condition, facts: Facts) -> tuple[Step, ...]:
    """The steps of a condition's self-care whose cautions are cleared."""
    return tuple(step for step in condition.self_care.do if may_be_offered(knowledge, step.measure, facts))


def general_steps(knowledge: KnowledgeBase, assessment: Assessment) -> Iterable[Topic]:
    """The general measures that may be offered when no pattern stands out."""
    if assessment.urgency >= Urgency.URGENT_SAME_DAY:
        return ()
    return tuple(
        knowledge.topics[name]
        for name in GENERAL
        if name in knowledge.topics and may_be_offered(knowledge, name, assessment.facts)
    )
