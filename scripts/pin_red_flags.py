"""Writes tests/triage/red_flags.json: for each red flag its urgency, people for whom it fires, and near misses.

    PYTHONPATH=. .venv/bin/python scripts/pin_red_flags.py

Run it after a red flag was changed on purpose, and read the difference: it is the change in who is sent to hospital.
"""

from __future__ import annotations

import json
from typing import Any

from bot.knowledge import KnowledgeBase, UrgencyRule, load_knowledge
from tests.triage.mutants import Person, telling
from tests.triage.test_red_flags import PINNED
from tests.triage.ways import fires, stated


def line(person: Person) -> str:
    """Someone in one line: "45 female: hip_pain limp"."""
    says, profile = person
    who = " ".join(str(part) for part in (profile.age, profile.sex) if part is not None)
    return f"{who}: {' '.join(sorted(says))}"


def pinned(knowledge: KnowledgeBase, rule: UrgencyRule) -> dict[str, Any]:
    """One entry of the file."""
    lines: dict[bool, list[str]] = {True: [], False: []}
    for person in telling(knowledge, rule):
        lines[fires(knowledge, rule, stated(person[0]), person[1])].append(line(person))
    urgency = {"rule": rule.id, "urgency": rule.urgency.key, "unsure": rule.unsure.key}
    return {**urgency, "fires": lines[True], "does_not": lines[False]}


if __name__ == "__main__":
    base = load_knowledge()
    entries = [pinned(base, rule) for _, rule in sorted(base.red_flags.items())]
    PINNED.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    print(f"{len(entries)} red flags pinned in {PINNED}.")
