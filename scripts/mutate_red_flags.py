"""Breaks every red flag in every small way, and counts how many of the breakages the tests notice.

    .venv/bin/python scripts/mutate_red_flags.py

Each rule is deleted; made less urgent; and changed in each of its places: a part left out, "any" made "all" and "all"
made "any", a count raised or lowered, "none" dropped. A mutant is noticed when tests/triage/test_red_flags.py would
fail. Some parts are written out although they follow from another ("erection problem" from "sexual problem"): leaving
those out changes nothing for anybody, and is counted apart.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from bot.knowledge import KnowledgeBase, Urgency, UrgencyRule, load_knowledge
from bot.knowledge.reviews import with_parts
from tests.triage.mutants import mutants, people_near, tells
from tests.triage.test_red_flags import LINES, broken_promises

PINNED = {line["rule"]: line for line in LINES}


def with_rule(knowledge: KnowledgeBase, rule: UrgencyRule, changed: UrgencyRule | None) -> KnowledgeBase:
    """The knowledge base with one red flag changed, or without it."""
    rules = {key: value for key, value in knowledge.urgency_rules.items() if key != rule.id}
    return with_parts(knowledge, {"urgency_rules": {**rules, **({rule.id: changed} if changed else {})}})


def variations(rule: UrgencyRule) -> Iterator[tuple[str, UrgencyRule | None]]:
    """Each mutant of a red flag, and what was done to it."""
    yield "deleted", None
    yield "less urgent", rule.copy(update={"urgency": Urgency(max(0, rule.urgency - 1)), "unsure": Urgency.SELF_CARE})
    for what, condition in mutants(rule.condition):
        changed = rule.copy()
        changed.__dict__["condition"] = condition
        yield what, changed


def main() -> int:
    """Print a table; the exit status is 1 when a mutant went unnoticed."""
    knowledge = load_knowledge()
    made: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    without_effect: Counter[str] = Counter()
    for rule in knowledge.red_flags.values():
        for what, changed in variations(rule):
            made[what] += 1
            if any(broken_promises(with_rule(knowledge, rule, changed), PINNED[rule.id])):
                noticed[what] += 1
            elif changed and not any(
                tells(knowledge, rule, changed.condition, p) for p in people_near(knowledge, rule)
            ):
                without_effect[what] += 1
            else:
                print(f"unnoticed: {rule.id}: {what}{f': {changed.condition}' if changed else ''}")
    print("| change | red flags broken | noticed | without effect |\n|---|---|---|---|")
    for what in made:
        print(f"| {what} | {made[what]} | {noticed[what]} | {without_effect[what]} |")
    print(f"| all | {made.total()} | {noticed.total()} | {without_effect.total()} |")
    return int(made != noticed + without_effect)


if __name__ == "__main__":
    sys.exit(main())
