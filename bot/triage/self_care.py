"""Which self-care steps may be offered: those no caution holds back."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge import Caution, Condition, KnowledgeBase, Topic, Urgency
from bot.knowledge.model import Step
from bot.knowledge.rules import Facts, truth
from bot.triage.assessment import Assessment

GENERAL = ("gen_keep_moving", "gen_sit_breaks", "gen_sleep")
"""What is safe to suggest while the pattern is not clear (self-care sheet, 2.16)."""


def holding_back(knowledge: KnowledgeBase, measure: str, facts: Facts) -> tuple[Caution, ...]:
    """The cautions that hold a measure back; a "not sure" holds it back too."""
    topic = knowledge.topics.get(measure)
    return tuple(
        caution
        for caution in knowledge.cautions.values()
        if (measure in caution.blocks or (topic and caution.id in topic.blocked_by))
        and truth(caution.condition, facts, unsure_is=True) is True
    )


def offered_steps(knowledge: KnowledgeBase, assessment: Assessment) -> tuple[Step, ...]:
    """The steps of the leading pattern that may be offered; none when the urgency is same-day or more."""
    if assessment.urgency >= Urgency.URGENT_SAME_DAY or not assessment.explanations:
        return ()
    return allowed_steps(knowledge, assessment.explanations[0].condition, assessment.facts)


def allowed_steps(knowledge: KnowledgeBase, condition: Condition, facts: Facts) -> tuple[Step, ...]:
    """The steps of a condition's self-care that no caution holds back."""
    return tuple(
        step
        for step in condition.self_care.do
        if step.measure is None or not holding_back(knowledge, step.measure, facts)
    )


def general_steps(knowledge: KnowledgeBase, assessment: Assessment) -> Iterable[Topic]:
    """The general measures that may be offered when no pattern stands out."""
    if assessment.urgency >= Urgency.URGENT_SAME_DAY:
        return ()
    return tuple(
        knowledge.topics[name]
        for name in GENERAL
        if name in knowledge.topics and not holding_back(knowledge, name, assessment.facts)
    )
