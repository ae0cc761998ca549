"""Who each red flag sends for help, and how soon: pinned, so that no rule changes or goes unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge import KnowledgeBase, Polarity, load_knowledge
from bot.triage import Profile
from tests.triage.mutants import mutants, people_near, tells
from tests.triage.ways import fires

PINNED = Path(__file__).parent / "red_flags.json"
"""Written by scripts/pin_red_flags.py; read its difference like code."""

LINES: list[dict[str, Any]] = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.is_file() else []
KNOWLEDGE = load_knowledge()


def broken_promises(knowledge: KnowledgeBase, pinned: dict[str, Any]) -> Iterator[str]:
    """What is no longer so of one pinned red flag."""
    rule = knowledge.red_flags.get(pinned["rule"])
    if rule is None:
        yield "the rule is gone"
        return
    if (rule.urgency.key, rule.unsure.key) != (pinned["urgency"], pinned["unsure"]):
        yield "the urgency is another"
    for key, expected in (("fires", True), ("does_not", False)):
        for person in pinned[key]:
            if fires(knowledge, rule, *read(person)) is not expected:
                yield f"{key}: {person}"


def read(person: str) -> tuple[dict[str, Polarity], Profile]:
    """What someone says, and who they are: "45 female: hip_pain limp"."""
    who, _, says = person.partition(":")
    age, *sex = who.split()
    return dict.fromkeys(says.split(), Polarity.PRESENT), Profile.from_dict(
        {"age": int(age), "sex": sex[0] if sex else None}
    )


@pytest.mark.parametrize("pinned", LINES, ids=lambda pinned: pinned["rule"])
def test_a_red_flag_fires_for_the_people_it_always_fired_for_and_for_nobody_else(pinned: dict[str, Any]):
    assert list(broken_promises(KNOWLEDGE, pinned)) == []


def test_every_red_flag_is_pinned():
    assert {pinned["rule"] for pinned in LINES} == set(KNOWLEDGE.red_flags)


@pytest.mark.parametrize("pinned", LINES, ids=lambda pinned: pinned["rule"])
def test_no_way_of_breaking_a_red_flag_goes_unnoticed(pinned: dict[str, Any]):
    rule = KNOWLEDGE.red_flags[pinned["rule"]]
    people = [(frozenset(facts), who) for facts, who in map(read, [*pinned["fires"], *pinned["does_not"]])]
    for what, mutant in mutants(rule.condition):
        if not any(tells(KNOWLEDGE, rule, mutant, person) for person in people):
            assert not any(tells(KNOWLEDGE, rule, mutant, person) for person in people_near(KNOWLEDGE, rule)), what
