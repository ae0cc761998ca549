"""What to ask next: danger first, then what tells the explanations apart, then nothing.

The order of the danger questions is the ``priority`` of the urgency rules. After them comes the
question with the most expected information about the explanations; when no answer left would move
them by ``WORTH_ASKING``, the questions end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.knowledge import Condition, Finding, KnowledgeBase, Passage, Polarity, Question, Urgency
from bot.knowledge.rules import Facts, truth, undecided
from bot.triage.cautions import to_clear
from bot.triage.danger import reasons_for_urgency, urgency_of
from bot.triage.facts import complete
from bot.triage.profile import Profile
from bot.triage.ranking import STEP, rank, shares, worth_showing

WORTH_ASKING = 0.15
"""Expected information, in nats, below which a question is not worth a person's time."""

BASE_RATE = 0.3
"""How often a finding is present where a condition says nothing of it (product rule)."""

MOST = 16
"""No conversation asks more than this."""

LATEST_DANGER_PRIORITY = 75
"""Urgency rules up to this priority are asked before the explanations are told apart."""

GATES_END = 10
"""Questions before this priority (age, place, length, pregnancy) decide which others follow."""


SCALE = range(11)
"""The numbers of a question that is answered on a scale: none to the worst there is."""


@dataclass(frozen=True)
class Ask:
    """A question to put. ``asks`` is the finding, or the id of a question with its own options.

    ``at_least`` is the number from which on a finding that is asked on a scale is present.
    """

    asks: str
    text: Passage
    why: Passage | None
    question: Question | None = None
    priority: int = 100
    at_least: int | None = None

    @property
    def is_gate(self) -> bool:
        """Whether the answer decides how many questions follow."""
        return self.priority < GATES_END

    @property
    def can_wait(self) -> bool:
        """Whether the question only tells explanations apart, and no danger hangs on it."""
        return self.priority > LATEST_DANGER_PRIORITY

    @property
    def kind(self) -> str:
        """``yes_no``, ``scale``, ``choice``, ``checklist`` or ``age``."""
        if self.question:
            return self.question.kind
        return "yes_no" if self.at_least is None else "scale"


def next_question(knowledge: KnowledgeBase, facts: Facts, profile: Profile) -> Ask | None:
    """The next question for completed ``facts``, or None when no answer left matters enough."""
    urgency = urgency_of(reasons_for_urgency(knowledge, facts))
    if urgency is Urgency.EMERGENCY:
        return None
    for ask in _gates_and_dangers(knowledge, facts, profile, urgency):
        return ask
    if urgency >= Urgency.URGENT_SAME_DAY or profile.is_child:
        return None
    return _most_informative(knowledge, facts) or _before_advice(knowledge, facts, profile)


def questions_left(knowledge: KnowledgeBase, stated: Facts, profile: Profile, *, most: int = MOST) -> int:
    """How many questions are still to come for a person of 45 with the usual place and length of pain who answers "no"
    to everything else: the basis of "3 of about 8"."""
    answers = dict(stated)
    for count in range(most):
        ask = next_question(knowledge, complete(knowledge, answers, profile), profile)
        if ask is None:
            return count
        if ask.kind == "age":
            profile = Profile(age=45, sex=profile.sex)
        elif ask.kind == "choice" and ask.question:
            answers[ask.question.usual] = Polarity.PRESENT
        for finding in ask.question.findings if ask.question else (ask.asks,):
            answers.setdefault(finding, Polarity.ABSENT)
    return most


def _gates_and_dangers(knowledge: KnowledgeBase, facts: Facts, profile: Profile, urgency: Urgency) -> Iterator[Ask]:
    """Questions by priority: the compound ones of the early phases, and those of the urgency rules."""
    queue: list[tuple[int, str, Ask]] = []
    for question in knowledge.questions.values():
        if question.priority <= LATEST_DANGER_PRIORITY and _is_open(question, facts, profile):
            if question.kind != "checklist" or profile.is_child is False:
                queue.append((question.priority, question.id, _compound(question)))
    for rule in knowledge.urgency_rules.values():
        if rule.priority > LATEST_DANGER_PRIORITY or rule.urgency <= urgency:
            continue
        if truth(rule.worth_asking, facts) is not True:
            continue
        for finding in undecided(rule.condition, facts):
            ask = _about(knowledge, finding, facts, profile)
            if ask is not None:
                queue.append((rule.priority, rule.id, ask))
                break
    for priority, _, ask in sorted(queue, key=lambda entry: entry[:2]):
        yield replace(ask, priority=priority)


def _about(knowledge: KnowledgeBase, finding: str, facts: Facts, profile: Profile) -> Ask | None:
    """The question that would settle a finding: with its fellows while several are open, else alone."""
    question = knowledge.question_of.get(finding)
    if question is not None and _is_open(question, facts, profile):
        return _compound(question)
    return _single(knowledge.findings[finding])


def _single(finding: Finding) -> Ask | None:
    if finding.question is None:
        return None
    at_least = finding.scale.at_least if finding.scale else None
    return Ask(asks=finding.id, text=finding.question, why=finding.why, at_least=at_least)


def _compound(question: Question) -> Ask:
    return Ask(asks=question.id, text=question.text, why=question.why, question=question)


def _is_open(question: Question, facts: Facts, profile: Profile) -> bool:
    if question.kind == "age":
        return profile.age is None and not profile.age_declined
    if truth(question.condition, facts) is not True:
        return False
    unknown = sum(finding not in facts for finding in question.findings)
    return unknown == len(question.findings) if question.kind == "choice" else 2 * unknown > len(question.findings)


def _most_informative(knowledge: KnowledgeBase, facts: Facts) -> Ask | None:
    ranked = rank(knowledge, facts)
    belief = shares(ranked)
    conditions = [item.condition for item in ranked if belief[item.condition.id] > 0.01]
    worth: dict[str, float] = {}
    asks: dict[str, Ask] = {}
    for finding in _askable(knowledge, conditions, facts):
        ask = _about(knowledge, finding, facts, Profile(age_declined=True))
        if ask is not None:
            asks[ask.asks] = ask
            worth[ask.asks] = worth.get(ask.asks, 0.0) + _expected_information(conditions, belief, finding)
    best = max(worth, key=lambda name: (worth[name], name), default=None)
    return asks[best] if best is not None and worth[best] >= WORTH_ASKING else None


def _before_advice(knowledge: KnowledgeBase, facts: Facts, profile: Profile) -> Ask | None:
    """What must be cleared before the self-care of the leading pattern can be suggested."""
    for explanation in worth_showing(rank(knowledge, facts))[:1]:
        for finding in to_clear(knowledge, explanation.condition, facts):
            ask = _about(knowledge, finding, facts, profile)
            if ask is not None:
                return ask
    return None


def _askable(knowledge: KnowledgeBase, conditions: Iterable[Condition], facts: Facts) -> list[str]:
    named = {row.finding for condition in conditions for row in condition.evidence}
    return sorted(
        name
        for name in named
        if name not in facts and (knowledge.findings[name].question or name in knowledge.question_of)
    )


def _expected_information(conditions: list[Condition], belief: dict[str, float], finding: str) -> float:
    """Mutual information, in nats, between a finding and the explanations."""
    total = sum(belief[condition.id] for condition in conditions)
    weights = [(belief[condition.id] / total, _rate(condition, finding)) for condition in conditions]
    overall = sum(share * rate for share, rate in weights)
    return _entropy(overall) - sum(share * _entropy(rate) for share, rate in weights)


def _rate(condition: Condition, finding: str) -> float:
    row = condition.weights.get(finding)
    marks = (row.present - row.absent) if row else 0.0
    return 1 / (1 + math.exp(-(math.log(BASE_RATE / (1 - BASE_RATE)) + STEP * marks)))


def _entropy(rate: float) -> float:
    return -sum(p * math.log(p) for p in (rate, 1 - rate) if p > 0)


def ask_for(knowledge: KnowledgeBase, asks: str) -> Ask:
    """The question called ``asks``: a finding, or a question with its own options. Raises KeyError."""
    if asks in knowledge.questions:
        return _compound(knowledge.questions[asks])
    ask = _single(knowledge.findings[asks])
    if ask is None:
        raise KeyError(asks)
    return ask
