"""How well each condition fits: additive weights of evidence.

Weights are the graded marks of the differential sheet (2 strongly, 1 fairly, for or against), read as
log-odds in steps of ``STEP``; families count once. Source: ``doc_hip#E`` (work through a full
differential) and the sheet's own scoring note (product rule).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.knowledge import Condition, KnowledgeBase, Polarity
from bot.knowledge.rules import Facts

STEP = 0.6
"""Log-odds of one mark. The sheet asks to halve the published effects, most of them about two to seven."""

CLEAR_SCORE = 3.0
"""Below this no pattern stands out (scoring note of the differential sheet)."""

WITHIN = 3.0
"""A pattern this many marks behind the leading one is still worth showing."""

SHOWN = 3


@dataclass(frozen=True)
class Explanation:
    """A condition, its score in marks, and the findings that speak for and against it."""

    condition: Condition
    score: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


def rank(knowledge: KnowledgeBase, facts: Facts) -> tuple[Explanation, ...]:
    """All conditions, best fit first; equal scores in order of name.

    Members of a family stand next to each other, and a contributor never stands before a pattern
    that is clear by itself.
    """
    explained = [_explain(condition, facts) for condition in knowledge.conditions.values()]
    best_of_family: dict[str, float] = {}
    for item in explained:
        best_of_family[_family(item)] = max(item.score, best_of_family.get(_family(item), -math.inf))

    def place(item: Explanation) -> tuple[float, str, float, str]:
        return (-best_of_family[_family(item)], _family(item), -item.score, item.condition.name)

    return _with_contributors(sorted(explained, key=place))


def _family(item: Explanation) -> str:
    return item.condition.family or item.condition.id


def _with_contributors(ordered: list[Explanation]) -> tuple[Explanation, ...]:
    """Contributors behind the leading clear pattern, yet among those shown when they are clear themselves."""
    patterns = [item for item in ordered if not item.condition.contributor_only]
    first = 1 if patterns and patterns[0].score >= CLEAR_SCORE else 0
    for at, item in enumerate(ordered):
        if item.condition.contributor_only:
            shown = min(max(at, first), SHOWN - 1) if item.score >= CLEAR_SCORE else at
            patterns.insert(shown, item)
    return tuple(patterns)


def _explain(condition: Condition, facts: Facts) -> Explanation:
    score = condition.prior
    speaks: list[tuple[float, str]] = []
    for row in condition.evidence:
        polarity = facts.get(row.finding)
        weight = {Polarity.PRESENT: row.present, Polarity.ABSENT: row.absent}.get(polarity, 0.0) if polarity else 0.0
        if weight:
            score += weight
            speaks.append((weight, row.finding))
    speaks.sort(key=lambda pair: (-abs(pair[0]), pair[1]))
    return Explanation(
        condition=condition,
        score=score,
        speaks_for=tuple(finding for weight, finding in speaks if weight > 0),
        speaks_against=tuple(finding for weight, finding in speaks if weight < 0),
    )


def worth_showing(ranked: tuple[Explanation, ...]) -> tuple[Explanation, ...]:
    """The patterns to tell a person of: up to three, near the leading one, and clear enough."""
    leading = ranked[0].score if ranked else 0.0
    if leading < CLEAR_SCORE:
        return ()
    near = [item for item in ranked[:SHOWN] if item.score >= max(leading - WITHIN, 1.0)]
    return tuple(item for item in near if not item.condition.contributor_only or _hallmark(item) in item.speaks_for)


def _hallmark(item: Explanation) -> str:
    """The finding that speaks most for a condition: a contributor is only told of when it is there."""
    return max(item.condition.evidence, key=lambda row: row.present).finding


def shares(ranked: tuple[Explanation, ...]) -> dict[str, float]:
    """Each condition's share of belief, summing to one: what the questions are chosen by."""
    top = max((item.score for item in ranked), default=0.0)
    odds = {item.condition.id: math.exp(STEP * (item.score - top)) for item in ranked}
    total = sum(odds.values()) or 1.0
    return {name: value / total for name, value in odds.items()}
