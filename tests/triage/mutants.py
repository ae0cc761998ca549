"""Red flags broken in one place, and the people who would notice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bot.knowledge import KnowledgeBase, UrgencyRule
from bot.knowledge.rules import Always, AtLeast, Is, Rule, Unless, findings_in, truth
from bot.triage import Profile, complete
from tests.triage.ways import WORKED_OUT, Way, people_with, stated

AGES = (45, 1, 3, 4, 5, 8, 9, 12, 16, 17, 30, 50, 55, 62, 65, 68, 75, 80)
PROFILES = [Profile(age=age, sex=sex) for age in AGES for sex in ("female", "male")]

Person = tuple[Way, Profile]
"""What someone says, and who they are."""


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Every rule that differs from this one in one place, and what was done to it."""
    if isinstance(rule, AtLeast):
        for at, part in enumerate(rule.parts):
            rest = rule.parts[:at] + rule.parts[at + 1 :]
            if rest:
                count = rule.count - 1 if rule.count == len(rule.parts) else rule.count
                yield "a part left out", AtLeast(max(count, 1), rest)
            for what, other in mutants(part):
                yield what, AtLeast(rule.count, (*rule.parts[:at], other, *rule.parts[at + 1 :]))
        if rule.count > 1:
            yield "fewer parts needed", AtLeast(rule.count - 1, rule.parts)
        if rule.count < len(rule.parts):
            yield "more parts needed", AtLeast(rule.count + 1, rule.parts)
    elif isinstance(rule, Unless):
        yield "none dropped", Always()
        for at in range(len(rule.parts)):
            if len(rule.parts) > 1:
                yield "a part left out", Unless(rule.parts[:at] + rule.parts[at + 1 :])
    elif isinstance(rule, Is):
        yield "never", Unless((Always(),))


def people_near(knowledge: KnowledgeBase, rule: UrgencyRule) -> Iterator[Person]:
    """People for whom a red flag fires, and people who differ from them in one finding, in age or in sex."""
    holding_off = sorted(set(findings_in(rule.condition, negated=True)) - WORKED_OUT)
    for way, profile in people_with(knowledge, rule):
        said = way - WORKED_OUT
        yield said, profile
        for other in [*(said - {name} for name in sorted(said)), *(said | {name} for name in holding_off)]:
            yield other, profile
        yield from ((said, someone) for someone in PROFILES)


def tells(knowledge: KnowledgeBase, rule: UrgencyRule, mutant: Rule, person: Person) -> bool:
    """Whether a red flag and its mutant differ for a person."""
    facts = complete(knowledge, stated(person[0]), person[1])
    return (truth(mutant, facts) is True) is not (truth(rule.condition, facts) is True)


def telling(knowledge: KnowledgeBase, rule: UrgencyRule, most: int = 6000) -> list[Person]:
    """A few people near a red flag, so chosen that each way of breaking it shows for one of them at least."""
    near = list(dict.fromkeys(islice(people_near(knowledge, rule), most)))
    chosen = {near[0]: None}
    for _, mutant in mutants(rule.condition):
        if not any(tells(knowledge, rule, mutant, person) for person in chosen):
            told = next((person for person in near if tells(knowledge, rule, mutant, person)), None)
            if told is not None:
                chosen[told] = None
    return list(chosen)
