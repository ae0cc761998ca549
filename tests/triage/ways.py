"""The ways a rule can come true, and people for whom it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, islice, product

from bot.knowledge import KnowledgeBase, Polarity, UrgencyRule
from bot.knowledge.checks import WORKED_OUT
from bot.knowledge.rules import AtLeast, Is, Rule, findings_in, truth
from bot.triage import Profile, complete

PRESENT = Polarity.PRESENT

Way = frozenset[str]
"""Findings that, all present, make a rule true."""

AGES = (45, 30, 55, 62, 68, 72, 80, 17, 16, 13, 9, 6, 3, 2, 1)
"""One age for every combination of age bands."""


def ways(rule: Rule, most: int = 400) -> Iterator[Way]:
    """Different ways to make a rule true, a few hundred at most."""
    yield from islice(dict.fromkeys(_ways(rule)), most)


def _ways(rule: Rule) -> Iterator[Way]:
    if isinstance(rule, Is):
        yield frozenset({rule.finding})
    elif isinstance(rule, AtLeast):
        for chosen in combinations(rule.parts, rule.count):
            for parts in product(*(tuple(islice(_ways(part), 30)) for part in chosen)):
                yield frozenset().union(*parts)
    else:
        yield frozenset()


def person_with(way: Way) -> Profile | None:
    """Someone whose age and sex make the worked-out findings of a way true; None when nobody is."""
    needed = way & WORKED_OUT
    for age, sex in product(AGES, (None, "female", "male")):
        profile = Profile(age=age, sex=sex)  # type: ignore[arg-type]
        if all(profile.facts().get(name) is PRESENT for name in needed):
            return profile
    return None


def stated(way: Way) -> dict[str, Polarity]:
    """A way as a person says it: without what follows from age and sex."""
    return {name: PRESENT for name in sorted(way - WORKED_OUT)}


def fires(knowledge: KnowledgeBase, rule: UrgencyRule, facts: Mapping[str, Polarity], profile: Profile) -> bool:
    """Whether a rule holds for stated facts."""
    return truth(rule.condition, complete(knowledge, facts, profile)) is True


def people_with(knowledge: KnowledgeBase, rule: UrgencyRule) -> Iterator[tuple[Way, Profile]]:
    """The ways in which a rule fires for a person who can exist."""
    for way in ways(rule.condition):
        profile = person_with(way)
        if profile is not None and fires(knowledge, rule, stated(way), profile):
            yield way, profile


def holding_off(knowledge: KnowledgeBase) -> frozenset[str]:
    """Findings that stand under ``none`` in some rule, and those that bring such a one along."""
    named = {f for rule in knowledge.urgency_rules.values() for f in findings_in(rule.condition, negated=True)}
    bringing = {f.id for f in knowledge.findings.values() if named & {f.is_a or "", *f.implies}}
    return frozenset(named | bringing)


def danger_findings(knowledge: KnowledgeBase) -> frozenset[str]:
    """Findings a red flag is built on, those that are worked out or hold another rule off left out."""
    built_on = {f for rule in knowledge.red_flags.values() for f in findings_in(rule.condition, negated=False)}
    return frozenset(built_on) - holding_off(knowledge) - WORKED_OUT
