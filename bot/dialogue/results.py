"""The first screen of the answer: how soon and where, why in a line, what to do today, what would make it urgent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from bot.dialogue.reply import Say, section, told
from bot.knowledge import KnowledgeBase, Passage, Polarity, Urgency
from bot.knowledge.reviews import unsigned
from bot.triage import Assessment, Explanation
from bot.triage.ranking import shares
from bot.triage.safety_net import Counterfactual
from bot.triage.self_care import general_steps, offered_steps

THINGS_TO_DO, THEIR_WORDS = 3, 28
"""Most things of what to do until help is there, or today; and words of all of them, save where the first has more."""

SIGNS_SHOWN = 3

_URGENCY = {
    Urgency.EMERGENCY: "utter_emergency",
    Urgency.URGENT_SAME_DAY: "utter_same_day",
    Urgency.SEE_CLINICIAN_SOON: "utter_see_soon",
    Urgency.SELF_CARE: "utter_self_care",
}

_PATHS = {"crisis": "utter_crisis", "abuse": "utter_abuse"}


def result(
    knowledge: KnowledgeBase,
    assessment: Assessment,
    *,
    with_clinic: bool = False,
    response_sources: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[list[Say], list[str]]:
    """The first screen of the answer and the sources of all of it: how soon and where, why, three things for today, and
    what would make it urgent. ``bot.dialogue.more`` tells the rest to whoever asks.

    ``with_clinic``: how to reach the clinic is told whoever should be seen soon. ``response_sources`` are those of the
    wording of each response.
    """
    headline = Say(advice(assessment))
    says = _other_help(assessment)
    if assessment.urgency is Urgency.SEE_CLINICIAN_SOON and with_clinic:
        says.append(section("clinic", "utter_clinic"))
    says += _why(knowledge, assessment)
    says += _to_do(knowledge, assessment)
    if assessment.urgency < Urgency.EMERGENCY and not nothing_but_crisis(assessment):
        says.append(at_once(knowledge, assessment))
    places = told_from([headline, *says], response_sources)
    return [replace(headline, data=machine_readable(knowledge, assessment, places)), *says], places


def told_from(says: Iterable[Say], response_sources: Mapping[str, Sequence[str]]) -> list[str]:
    """The sources of all that is said, each once."""
    return list(dict.fromkeys(s for say in says for s in (*say.sources, *response_sources.get(say.response, ()))))


def advice(assessment: Assessment) -> str:
    """The response that says how soon and where to get help."""
    return _leading_path(assessment) or _URGENCY[assessment.urgency]


def _leading_path(assessment: Assessment) -> str | None:
    """Crisis and overdose speak first; a child and a pregnancy have their own words for who to call."""
    leading = assessment.reasons[0].rule if assessment.reasons else None
    if leading is None:
        return None
    if any(r.certain and "overdose" in r.because for r in assessment.reasons):
        return "utter_overdose"
    if leading.path in _PATHS:
        return _PATHS[leading.path]
    if assessment.urgency is Urgency.URGENT_SAME_DAY and leading.path == "pregnancy":
        return "utter_same_day_pregnancy"
    return None


def nothing_but_crisis(assessment: Assessment) -> bool:
    """Whether all that is urgent is a wish to die or harm at home: then numb legs are not spoken of."""
    urgent = [r for r in assessment.reasons if r.urgency >= Urgency.URGENT_SAME_DAY]
    return bool(urgent) and all(r.rule.path in _PATHS and "overdose" not in r.because for r in urgent)


def helplines(assessment: Assessment) -> list[Say]:
    """The crisis line and the helpline for whoever needs one."""
    paths = dict.fromkeys(r.rule.path for r in assessment.reasons if r.certain and r.rule.path in _PATHS)
    return [section("helpline", _PATHS[path]) for path in paths if path]


def _other_help(assessment: Assessment) -> list[Say]:
    """A helpline is given even when another danger leads."""
    leading = _leading_path(assessment)
    return [say for say in helplines(assessment) if say.response != leading]


def machine_readable(knowledge: KnowledgeBase, assessment: Assessment, places: list[str]) -> dict[str, Any]:
    """The answer for programs: urgency, explanations with reasons, sources, rule ids, content version."""
    return {
        "type": "result",
        "urgency": assessment.urgency.key,
        "conditions": [item.condition.id for item in assessment.ranked],
        "shares": {name: round(share, 4) for name, share in shares(assessment.ranked).items()},
        "explanations": [
            {
                "condition": item.condition.id,
                "name": item.condition.name,
                "score": item.score,
                "for": list(item.speaks_for),
                "against": list(item.speaks_against),
            }
            for item in assessment.explanations
        ],
        "reasons": [
            {
                "rule": r.rule.id,
                "name": r.rule.name,
                "urgency": r.urgency.key,
                "certain": r.certain,
                "because": list(r.because),
            }
            for r in assessment.reasons
        ],
        "safety_net": [{"finding": c.finding, "urgency": c.urgency.key} for c in assessment.safety_net],
        "sources": sorted(places),
        "content_version": knowledge.version,
        "signed": not unsigned(knowledge, date.today()),
    }


def _why(knowledge: KnowledgeBase, assessment: Assessment) -> list[Say]:
    """The reason that weighs most, and the leading pattern where nothing is urgent."""
    reasons = [r for r in assessment.reasons if r.urgency is assessment.urgency][:1]
    says = []
    if reasons:
        response = "utter_why" if reasons[0].certain else "utter_why_unsure"
        says.append(told("why", response, [r.rule.reason for r in reasons]))
    if assessment.urgency >= Urgency.URGENT_SAME_DAY:
        return says
    if not assessment.explanations:
        return says or [section("not_clear", "utter_not_clear")]
    leading = assessment.explanations[0]
    words = {
        "pattern": f"{leading.condition.name[:1].upper()}{leading.condition.name[1:]}",
        "features": "; ".join(features(knowledge, assessment, leading.speaks_for[:1])),
    }
    return [*says, replace(section("fits", "utter_fits", sources=places_of_pattern(leading, 1)), words=words)]


def _to_do(knowledge: KnowledgeBase, assessment: Assessment) -> list[Say]:
    """Three things: until help is there, or today."""
    actions = actions_for(assessment)
    if assessment.urgency >= Urgency.URGENT_SAME_DAY:
        return [told("do_now", "utter_do_now", _few(actions[:THINGS_TO_DO]))] if actions else []
    steps = _few([*actions, *steps_for(knowledge, assessment)][:THINGS_TO_DO])
    return [told("steps", "utter_what_to_do", steps)] if steps else []


def actions_for(assessment: Assessment) -> list[Passage]:
    """What the rules that made it so urgent say to do, besides getting help."""
    reasons = [r for r in assessment.reasons if r.urgency is assessment.urgency]
    return [action for reason in reasons for action in reason.rule.actions]


def _few(steps: Sequence[Passage]) -> Sequence[Passage]:
    """The first of them, as many as are quickly read."""
    counted = [sum(len(step.text.split()) for step in steps[: number + 1]) for number in range(len(steps))]
    return steps[: max(1, sum(words <= THEIR_WORDS for words in counted))]


def features(knowledge: KnowledgeBase, assessment: Assessment, names: Iterable[str]) -> list[str]:
    """What speaks for or against a pattern, as it was said."""
    found = [knowledge.findings[name] for name in names]
    return [f.label if assessment.facts[f.id] is Polarity.PRESENT else f.absent_label for f in found]


def places_of_pattern(explanation: Explanation, shown: int) -> list[str]:
    """Where a pattern comes from, and the marks of what is shown for and against it."""
    names = (*explanation.speaks_for[:shown], *explanation.speaks_against[:shown])
    places = [place for name in names for place in explanation.condition.weights[name].sources]
    return list(dict.fromkeys([*explanation.condition.summary.sources, *places]))


def steps_for(knowledge: KnowledgeBase, assessment: Assessment) -> list[Passage]:
    """What this person can do: the steps of the leading pattern that nothing holds back, else what suits most."""
    if assessment.explanations:
        return list(offered_steps(knowledge, assessment))
    return [topic.answer[0] for topic in general_steps(knowledge, assessment)]


def at_once(knowledge: KnowledgeBase, assessment: Assessment) -> Say:
    """The signs that need an ambulance."""
    return _signs("at_once", "utter_at_once", knowledge, assessment.safety_net, Urgency.EMERGENCY)


def same_day(knowledge: KnowledgeBase, assessment: Assessment) -> Say | None:
    """The signs that need help the same day; None when there are none left."""
    found = _signs("same_day", "utter_if_today", knowledge, assessment.safety_net, Urgency.URGENT_SAME_DAY)
    return found if found.words["items"] else None


def _signs(
    name: str, response: str, knowledge: KnowledgeBase, changes: Iterable[Counterfactual], urgency: Urgency
) -> Say:
    findings = [knowledge.findings[change.finding] for change in changes if change.urgency is urgency]
    shown = list({finding.label: finding for finding in findings}.values())[:SIGNS_SHOWN]
    return section(name, response, [f.label for f in shown], dict.fromkeys(s for f in shown for s in f.sources))
