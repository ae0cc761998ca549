"""The one question this package answers: given these findings, what now?"""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge import KnowledgeBase, Polarity, Urgency, load_knowledge
from bot.knowledge.rules import Facts
from bot.triage.danger import Reason, reasons_for_urgency, urgency_of
from bot.triage.facts import complete
from bot.triage.profile import Profile
from bot.triage.questions import Ask, next_question
from bot.triage.ranking import Explanation, rank, worth_showing
from bot.triage.safety_net import ALWAYS_NAMED, Counterfactual, counterfactuals


@dataclass(frozen=True)
class Assessment:
    """What the findings add up to.

    ``reasons`` are most urgent first; ``ranked`` are all conditions, best fit first, and
    ``explanations`` those worth telling; ``safety_net`` is never empty.
    """

    facts: dict[str, Polarity]
    urgency: Urgency
    reasons: tuple[Reason, ...]
    ranked: tuple[Explanation, ...]
    explanations: tuple[Explanation, ...]
    next_question: Ask | None
    safety_net: tuple[Counterfactual, ...]

    @property
    def path(self) -> str | None:
        """The special reply that leads, if any: crisis, abuse, child or pregnancy."""
        return next((reason.rule.path for reason in self.reasons if reason.rule.path), None)


def assess(findings: Facts, profile: Profile, knowledge: KnowledgeBase | None = None) -> Assessment:
    """Assess a set of findings.

    ``findings`` maps finding names to their polarity; names outside the vocabulary are ignored. The
    result depends on the set alone, never on order. Raises nothing for any input of these types.
    """
    knowledge = knowledge or load_knowledge()
    facts = complete(knowledge, findings, profile)
    reasons = reasons_for_urgency(knowledge, facts)
    urgency = urgency_of(reasons)
    ranked = rank(knowledge, facts)
    return Assessment(
        facts=facts,
        urgency=urgency,
        reasons=reasons,
        ranked=ranked,
        explanations=() if profile.is_child else worth_showing(ranked),
        next_question=next_question(knowledge, facts, profile),
        safety_net=_safety_net(knowledge, facts, urgency),
    )


def reasons(findings: Facts, profile: Profile, knowledge: KnowledgeBase | None = None) -> tuple[Reason, ...]:
    """The urgency rules that count for these findings, most urgent first: the quick part of ``assess``."""
    knowledge = knowledge or load_knowledge()
    return reasons_for_urgency(knowledge, complete(knowledge, findings, profile))


def _safety_net(knowledge: KnowledgeBase, facts: Facts, urgency: Urgency) -> tuple[Counterfactual, ...]:
    """What would raise the urgency; when nothing can, the cauda equina list all the same."""
    raising = counterfactuals(knowledge, facts, urgency)
    named = {item.finding for item in raising}
    kept = tuple(
        Counterfactual(finding, Urgency.EMERGENCY, "always_named")
        for finding in ALWAYS_NAMED
        if finding not in named and facts.get(finding) is not Polarity.PRESENT
    )
    return raising + kept
