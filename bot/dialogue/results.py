"""The answer: how soon and where, why, what it may fit, what to do, what would make it urgent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from bot.dialogue.reply import Say, bullets, section
from bot.dialogue.sources import places_of, sources
from bot.knowledge import Condition, Finding, KnowledgeBase, Passage, Polarity, Urgency
from bot.knowledge.reviews import unsigned
from bot.triage import Assessment, Explanation
from bot.triage.ranking import shares
from bot.triage.safety_net import Counterfactual
from bot.triage.self_care import general_steps, offered_steps

REASONS_SHOWN = 3
FEATURES_SHOWN = 4
STEPS_SHOWN = 5
SIGNS_SHOWN = 6

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
) -> list[Say]:
    """The messages of the final answer, the most urgent line first and by itself, and the sources of all of them last.

    ``with_clinic``: how to reach the clinic is told whoever should be seen soon. ``response_sources`` are those of the
    wording of each response.
    """
    headline = Say(advice(assessment))
    says = _other_help(assessment)
    if assessment.urgency is Urgency.SEE_CLINICIAN_SOON and with_clinic:
        says.append(section("clinic", "utter_clinic"))
    says += _why(assessment)
    if assessment.urgency <= Urgency.SEE_CLINICIAN_SOON:
        says += _patterns(knowledge, assessment)
        says += _what_to_do(knowledge, assessment)
    if not _nothing_but_crisis(assessment):
        says.append(_safety_net(knowledge, assessment))
    places = told_from([headline, *says], response_sources)
    data = machine_readable(knowledge, assessment, places)
    return [replace(headline, data=data), *says, sources(knowledge, places)]


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


def _nothing_but_crisis(assessment: Assessment) -> bool:
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


def _why(assessment: Assessment) -> list[Say]:
    reasons = [r for r in assessment.reasons if r.urgency is assessment.urgency][:REASONS_SHOWN]
    if not reasons:
        return []
    lines = list(dict.fromkeys(r.rule.reason.text for r in reasons))
    response = "utter_why" if all(r.certain for r in reasons) else "utter_why_unsure"
    messages = [section("why", response, {"reasons": bullets(lines)}, places_of(r.rule.reason for r in reasons))]
    told = [action for r in reasons for action in r.rule.actions]
    actions = list(dict.fromkeys(action.text for action in told))
    if actions:
        urgent = assessment.urgency >= Urgency.URGENT_SAME_DAY
        response = "utter_do_now" if urgent else "utter_do_meanwhile"
        messages.append(section("do_now", response, {"actions": bullets(actions)}, places_of(told)))
    return messages


def _patterns(knowledge: KnowledgeBase, assessment: Assessment) -> list[Say]:
    if not assessment.explanations:
        return [section("not_clear", "utter_not_clear")]
    patterns = [_pattern(knowledge, assessment, explanation) for explanation in assessment.explanations]
    words = {"patterns": "\n\n".join(map(_as_text, patterns))}
    places = [place for explanation in assessment.explanations for place in _places_of_pattern(explanation)]
    return [section("patterns", "utter_patterns", words, places, patterns=patterns)]


def _places_of_pattern(explanation: Explanation) -> Iterator[str]:
    yield from explanation.condition.summary.sources
    shown = (*explanation.speaks_for[:FEATURES_SHOWN], *explanation.speaks_against[:FEATURES_SHOWN])
    for name in shown:
        yield from explanation.condition.weights[name].sources


def _pattern(knowledge: KnowledgeBase, assessment: Assessment, explanation: Explanation) -> dict[str, Any]:
    condition = explanation.condition

    def labels(names: Iterable[str]) -> list[str]:
        return [_as_found(knowledge.findings[name], assessment) for name in names][:FEATURES_SHOWN]

    return {
        "name": f"{condition.name[:1].upper()}{condition.name[1:]}",
        "summary": condition.summary.text,
        "for": labels(explanation.speaks_for),
        "against": labels(explanation.speaks_against),
    }


def _as_text(pattern: dict[str, Any]) -> str:
    lines = [f"{pattern['name']}: {pattern['summary']}"]
    lines += [f"{sign} {'; '.join(pattern[key])}" for sign, key in (("＋", "for"), ("－", "against")) if pattern[key]]
    return "\n".join(lines)


def _as_found(finding: Finding, assessment: Assessment) -> str:
    return finding.label if assessment.facts[finding.id] is Polarity.PRESENT else finding.absent_label


def _what_to_do(knowledge: KnowledgeBase, assessment: Assessment) -> list[Say]:
    steps: Sequence[Passage] = list(offered_steps(knowledge, assessment))[:STEPS_SHOWN]
    if not assessment.explanations:
        steps = [topic.answer[0] for topic in general_steps(knowledge, assessment)]
    if not steps:
        return []
    words = {"steps": bullets(step.text for step in steps)}
    messages = [section("steps", "utter_what_to_do", words, places_of(steps))]
    if assessment.explanations:
        messages.append(_care(assessment.explanations[0].condition))
    return messages


def _care(condition: Condition) -> Say:
    avoid, stop = condition.self_care.avoid[:2], condition.self_care.stop_when[:2]
    course, escalate = condition.course[:1], condition.escalate[:2]
    words = {
        "avoid": bullets(p.text for p in avoid),
        "stop": bullets(p.text for p in stop),
        "course": " ".join(p.text for p in course),
        "escalate": " ".join(p.text for p in escalate),
    }
    return section("care", "utter_take_care", words, places_of([*avoid, *stop, *course, *escalate]))


def _safety_net(knowledge: KnowledgeBase, assessment: Assessment) -> Say:
    emergency = _signs(knowledge, assessment.safety_net, Urgency.EMERGENCY)
    today = _signs(knowledge, assessment.safety_net, Urgency.URGENT_SAME_DAY)
    places = [place for finding in (*emergency, *today) for place in finding.sources]
    words = {"emergency": bullets(_labels(emergency))}
    if not today:
        return section("safety_net", "utter_safety_net_emergency", words, places)
    return section("safety_net", "utter_safety_net", {**words, "today": bullets(_labels(today))}, places)


def _signs(knowledge: KnowledgeBase, changes: Iterable[Counterfactual], urgency: Urgency) -> list[Finding]:
    signs = [knowledge.findings[change.finding] for change in changes if change.urgency is urgency]
    return list({finding.label: finding for finding in signs}.values())[:SIGNS_SHOWN]


def _labels(findings: Iterable[Finding]) -> list[str]:
    return [finding.label for finding in findings]
