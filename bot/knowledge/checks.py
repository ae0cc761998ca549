"""What must hold across items: references resolve, danger signs can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.knowledge.model import KnowledgeBase, Model, Passage
from bot.knowledge.rules import findings_in
from bot.knowledge.urgency import Urgency

Placed = str
"""The id of the item a problem is about."""

Problem = tuple[Placed, str]


def problems_in(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """Every problem across items."""
    yield from _unsourced(knowledge)
    yield from _dangling_sources(knowledge)
    yield from _dangling_findings(knowledge)
    yield from _dangling_topics(knowledge)
    yield from _unreachable_rules(knowledge)
    yield from _unguided_rules(knowledge)
    yield from _unknown_placeholders(knowledge)


def passages(item: Model) -> Iterator[Passage]:
    """Every sentence of an item that a person can see."""
    for value in item.__dict__.values():
        yield from _passages_of(value)


def _passages_of(value: Any) -> Iterator[Passage]:
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, Model):
        yield from passages(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _passages_of(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _passages_of(part)


PARTS = (
    "findings",
    "questions",
    "conditions",
    "urgency_rules",
    "topics",
    "cautions",
    "feelings",
    "guidance",
    "regions",
)
"""The parts of a knowledge base whose items hold what people read."""


def all_items(knowledge: KnowledgeBase) -> Iterator[tuple[str, Model]]:
    """Every item with its id."""
    for part in PARTS:
        yield from getattr(knowledge, part).items()


def _unsourced(knowledge: KnowledgeBase) -> Iterator[Problem]:
    for item_id, item in all_items(knowledge):
        if not getattr(item, "sources", ()):
            yield item_id, "no source"
        for passage in passages(item):
            if not passage.sources:
                yield item_id, f"no source for: {passage.text}"


def _dangling_sources(knowledge: KnowledgeBase) -> Iterator[Problem]:
    for item_id, item in all_items(knowledge):
        own: Iterable[str] = getattr(item, "sources", ())
        for reference in {*own, *(source for passage in passages(item) for source in passage.sources)}:
            source_id, _, section = reference.partition("#")
            source = knowledge.sources.get(source_id)
            if source is None:
                yield item_id, f"no source called {source_id}"
            elif section and source.sections and section not in source.sections:
                yield item_id, f"{source_id} has no section {section}"


def _dangling_findings(knowledge: KnowledgeBase) -> Iterator[Problem]:
    def check(item_id: str, names: Iterable[str]) -> Iterator[Problem]:
        for name in sorted(set(names) - set(knowledge.findings)):
            yield item_id, f"no finding called {name}"

    for finding in knowledge.findings.values():
        yield from check(finding.id, [*finding.implies, *finding.opposite, *([finding.is_a] if finding.is_a else [])])
    for question in knowledge.questions.values():
        yield from check(question.id, [*question.findings, *findings_in(question.condition)])
    for condition in knowledge.conditions.values():
        yield from check(condition.id, condition.weights)
    for rule in knowledge.urgency_rules.values():
        yield from check(rule.id, [*findings_in(rule.condition), *findings_in(rule.worth_asking)])
    for caution in knowledge.cautions.values():
        yield from check(caution.id, findings_in(caution.condition))
    for topic in knowledge.topics.values():
        yield from check(topic.id, [name for case in topic.cases for name in findings_in(case.condition)])


def _dangling_topics(knowledge: KnowledgeBase) -> Iterator[Problem]:
    known = {*knowledge.topics, *knowledge.cautions}
    for condition in knowledge.conditions.values():
        measures = [step.measure for step in condition.self_care.do if step.measure]
        for name in [*measures, *condition.exercises, *condition.treatments, *condition.see]:
            if name not in known:
                yield condition.id, f"no topic called {name}"
    for topic in [*knowledge.topics.values(), *knowledge.cautions.values()]:
        for name in [*topic.blocked_by, *getattr(topic, "blocks", ())]:
            if name not in known:
                yield topic.id, f"no topic called {name}"


def _unreachable_rules(knowledge: KnowledgeBase) -> Iterator[Problem]:
    for rule in knowledge.urgency_rules.values():
        for name in findings_in(rule.condition, negated=False):
            finding = knowledge.findings.get(name)
            if finding is None or finding.question or name in knowledge.question_of or name in WORKED_OUT:
                continue
            if not finding.volunteered:
                yield rule.id, f"{name} has no question, so the rule cannot be reached by asking"


OWN_WAYS = ("crisis", "abuse")
"""Paths that are talked about in their own way."""


def _unguided_rules(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A red flag that sends somebody off today says what to do until then, in one place."""
    guided = [rule for guidance in knowledge.guidance.values() for rule in guidance.rules]
    for guidance in knowledge.guidance.values():
        for name in guidance.rules:
            if name not in knowledge.red_flags:
                yield guidance.id, f"no red flag called {name}"
            elif guided.count(name) > 1:
                yield guidance.id, f"{name} has guidance in two places"
    for rule in knowledge.red_flags.values() if guided else ():
        if rule.urgency >= Urgency.URGENT_SAME_DAY and rule.path not in OWN_WAYS and rule.id not in guided:
            yield rule.id, "no guidance says what to do until help is there"


WORKED_OUT = frozenset(
    [
        "age_under_3",
        "age_under_16",
        "age_4_to_10",
        "age_8_to_16",
        "age_18_39",
        "age_40_59",
        "age_50_plus",
        "age_60_69",
        "age_65_plus",
        "age_70_plus",
        "age_75_plus",
        "female",
        "male",
    ]
)
"""Findings that follow from age and sex (see ``bot.triage.profile``)."""


def _unknown_placeholders(knowledge: KnowledgeBase) -> Iterator[Problem]:
    region = next(iter(knowledge.regions.values()), None)
    if region is None:
        return
    for item_id, item in all_items(knowledge):
        for passage in passages(item):
            try:
                region.fill(passage.text)
            except (KeyError, ValueError, IndexError) as error:
                yield item_id, f"unknown placeholder {error} in: {passage.text}"
