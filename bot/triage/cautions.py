"""What holds a self-care measure back: a caution that applies, or one that nobody has cleared yet."""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge import Caution, Condition, KnowledgeBase
from bot.knowledge.rules import Facts, truth


def cautions_on(knowledge: KnowledgeBase, measure: str) -> Iterator[Caution]:
    """The cautions that can hold a measure back."""
    topic = knowledge.topics.get(measure)
    for caution in knowledge.cautions.values():
        if measure in caution.blocks or (topic and caution.id in topic.blocked_by):
            yield caution


def in_force(knowledge: KnowledgeBase, measure: str, facts: Facts) -> tuple[Caution, ...]:
    """The cautions on a measure that apply to this person; a "not sure" applies too."""
    return tuple(
        caution
        for caution in cautions_on(knowledge, measure)
        if truth(caution.condition, facts, unsure_is=True) is True
    )


def uncleared(knowledge: KnowledgeBase, measure: str, facts: Facts) -> tuple[str, ...]:
    """The findings that must be known before a measure is suggested, and are not."""
    needed = (name for caution in cautions_on(knowledge, measure) for name in caution.clear_first)
    return tuple(dict.fromkeys(name for name in needed if name not in facts))


def may_be_offered(knowledge: KnowledgeBase, measure: str | None, facts: Facts) -> bool:
    """Whether every caution on a measure is cleared; what is no measure needs no clearing."""
    return measure is None or not (in_force(knowledge, measure, facts) or uncleared(knowledge, measure, facts))


def to_clear(knowledge: KnowledgeBase, condition: Condition, facts: Facts) -> tuple[str, ...]:
    """What must still be asked before the self-care of a condition can be suggested; nothing for what is held back."""
    measures = dict.fromkeys(step.measure for step in condition.self_care.do if step.measure)
    wanted = (name for m in measures if not in_force(knowledge, m, facts) for name in uncleared(knowledge, m, facts))
    return tuple(dict.fromkeys(wanted))
