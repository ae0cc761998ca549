"""Everything that follows from what was said."""

from __future__ import annotations

from bot.knowledge import KnowledgeBase, Polarity
from bot.knowledge.rules import Facts
from bot.triage.profile import Profile

PRESENT, ABSENT, UNSURE = Polarity.PRESENT, Polarity.ABSENT, Polarity.UNSURE


def complete(knowledge: KnowledgeBase, stated: Facts, profile: Profile) -> dict[str, Polarity]:
    """``stated`` and what follows from it, independent of order.

    A present finding makes what it is a kind of, and what it implies, present, and its opposites
    absent. An absent one makes its own kinds absent. What was stated outright is never overruled,
    except that a present kind always makes its broader finding present: a danger sign is not undone
    by a broader "no". Names outside the vocabulary are dropped.
    """
    facts = {name: polarity for name, polarity in stated.items() if name in knowledge.findings}
    derived = {name: value for name, value in profile.facts().items() if name in knowledge.findings}
    facts = {**facts, **derived}
    for name in sorted(name for name, polarity in facts.items() if polarity is PRESENT):
        _raise_broader(knowledge, facts, name)
    for name in sorted(name for name, polarity in facts.items() if polarity is PRESENT):
        for other in knowledge.findings[name].opposite:
            facts.setdefault(other, ABSENT)
    for name in sorted(name for name, polarity in facts.items() if polarity is ABSENT):
        _lower_kinds(knowledge, facts, name)
    for name in sorted(name for name, polarity in facts.items() if polarity is UNSURE):
        broader = knowledge.findings[name].is_a
        if broader:
            facts.setdefault(broader, UNSURE)
    return facts


def _raise_broader(knowledge: KnowledgeBase, facts: dict[str, Polarity], name: str) -> None:
    finding = knowledge.findings[name]
    broader = [finding.is_a] if finding.is_a else []
    for other in [*broader, *finding.implies]:
        if facts.get(other) is not PRESENT:
            facts[other] = PRESENT
            _raise_broader(knowledge, facts, other)


def _lower_kinds(knowledge: KnowledgeBase, facts: dict[str, Polarity], name: str) -> None:
    for kind in knowledge.children_of.get(name, ()):
        if kind not in facts:
            facts[kind] = ABSENT
            _lower_kinds(knowledge, facts, kind)
