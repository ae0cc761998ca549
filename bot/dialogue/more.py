"""What is told of a result on request, each part by itself: by a button, or by asking for it in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.dialogue.assistant import Assistant
from bot.dialogue.questions import known
from bot.dialogue.reply import Say, section, told
from bot.dialogue.results import actions_for, advice, at_once, features, places_of_pattern, same_day, steps_for
from bot.dialogue.sources import sources
from bot.dialogue.state import Conversation
from bot.knowledge import KnowledgeBase, Passage, Urgency
from bot.knowledge.reviews import unsigned
from bot.triage import Assessment, Explanation, assess
from bot.triage.cautions import in_force

RESULT = "result"
"""What the buttons under a result answer to."""

FEATURES_SHOWN = 2
PLAN_SHOWN = 4
OTHERS_SHOWN = 4

EXERCISES_OF_A_PLAN = 2

Part = Callable[[Assistant, Conversation, Assessment], list[Say]]


def offered(knowledge: KnowledgeBase, urgency: Urgency, *, again: bool = False) -> Say:
    """The buttons under a result, and ``again`` under a part of it; the part each asks for stands beside its label.

    Under a result it is said that no clinician has signed the content, while that is so.
    """
    calm = "utter_more_again" if again else "utter_more"
    if not again and unsigned(knowledge, date.today()):
        calm = "utter_more_unsigned"
    return Say(
        "utter_more_urgent" if urgency >= Urgency.URGENT_SAME_DAY else calm, data={"type": "more", "asks": RESULT}
    )


def tell(part: str, assistant: Assistant, conversation: Conversation) -> list[Say]:
    """A part of the result, as it stands now. Raises KeyError when there is no such part."""
    assessment = assess(conversation.facts, conversation.profile, assistant.knowledge)
    says = PARTS[part](assistant, conversation, assessment)
    return says if conversation.in_triage else [*says, offered(assistant.knowledge, assessment.urgency, again=True)]


def _why(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    """What it may fit, with what speaks for and against each; the reasons too where a rule made it urgent."""
    knowledge = assistant.knowledge
    reasons = [r.rule.reason for r in assessment.reasons if r.urgency is assessment.urgency]
    says = [told("why", "utter_why", reasons)] if reasons else []
    if assessment.urgency >= Urgency.URGENT_SAME_DAY:
        return says
    if not assessment.explanations:
        return [*says, section("not_clear", "utter_not_clear")]
    patterns = [_pattern(knowledge, assessment, explanation) for explanation in assessment.explanations]
    places = [p for e in assessment.explanations for p in places_of_pattern(e, FEATURES_SHOWN)]
    fits = section("patterns", "utter_patterns", sources=dict.fromkeys(places), patterns=patterns)
    return [*says, replace(fits, words={"patterns": "\n\n".join(map(_as_text, patterns))})]


def _pattern(knowledge: KnowledgeBase, assessment: Assessment, explanation: Explanation) -> dict[str, Any]:
    condition = explanation.condition
    return {
        "name": f"{condition.name[:1].upper()}{condition.name[1:]}",
        "summary": condition.summary.text,
        "for": features(knowledge, assessment, explanation.speaks_for[:FEATURES_SHOWN]),
        "against": features(knowledge, assessment, explanation.speaks_against[:FEATURES_SHOWN]),
    }


def _as_text(pattern: dict[str, Any]) -> str:
    lines = [f"{pattern['name']}: {pattern['summary']}"]
    lines += [f"{sign} {'; '.join(pattern[key])}" for sign, key in (("＋", "for"), ("－", "against")) if pattern[key]]
    return "\n".join(lines)


def _what_else(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    """The other patterns, the likeliest first."""
    shown = [e.condition for e in assessment.ranked if not e.condition.contributor_only][1 : OTHERS_SHOWN + 1]
    return [told("what_else", "utter_what_else", [condition.summary for condition in shown])]


def _how_sure(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    leading = assessment.explanations[0].condition.name if assessment.explanations else None
    if leading is None:
        return [Say("utter_how_sure_unclear")]
    return [Say("utter_how_sure", {"pattern": leading})]


def _how_urgent(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    return [Say(advice(assessment)), at_once(assistant.knowledge, assessment)]


def _serious(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    """What was ruled out by what the person said, and what would change it."""
    response = "utter_serious" if assessment.urgency <= Urgency.SEE_CLINICIAN_SOON else advice(assessment)
    later = same_day(assistant.knowledge, assessment)
    return [Say(response), at_once(assistant.knowledge, assessment), *([later] if later else [])]


def _in_short(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    steps = steps_for(assistant.knowledge, assessment)
    if assessment.urgency >= Urgency.URGENT_SAME_DAY or not assessment.explanations or not steps:
        return [Say(advice(assessment))]
    words = {"pattern": assessment.explanations[0].condition.name, "step": steps[0].text}
    soon = assessment.urgency is Urgency.SEE_CLINICIAN_SOON
    return [Say("utter_in_short_soon" if soon else "utter_in_short", words, sources=tuple(steps[0].sources))]


def _for_doctor(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    lines = known(assistant.knowledge, conversation)
    if not lines:
        return [Say("utter_nothing_known")]
    names = [explanation.condition.name for explanation in assessment.explanations]
    says = [section("for_doctor", "utter_for_doctor", lines)]
    return [*says, Say("utter_for_doctor_patterns", {"patterns": "; ".join(names)})] if names else says


def _plan(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    knowledge = assistant.knowledge
    if assessment.urgency >= Urgency.URGENT_SAME_DAY:
        actions = actions_for(assessment)
        return [Say(advice(assessment)), *([told("do_now", "utter_do_now", actions)] if actions else [])]
    says = [told("steps", "utter_plan", steps_for(knowledge, assessment)[:PLAN_SHOWN])]
    if assessment.explanations:
        condition = assessment.explanations[0].condition
        says += [
            told("avoid", "utter_avoid", condition.self_care.avoid[:2]),
            told("stop_when", "utter_stop_when", condition.self_care.stop_when[:1]),
            told("course", "utter_course", condition.course[:1]),
        ]
    later = same_day(knowledge, assessment)
    return [*says, *([later] if later else [])]


def _exercises(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    """Those that the steps of the leading pattern name; those that suit most people when none is."""
    if assessment.urgency >= Urgency.URGENT_SAME_DAY:
        return [Say(advice(assessment))]
    return [told("exercises", "utter_exercises", _exercises_of(assistant.knowledge, assessment))]


def _exercises_of(knowledge: KnowledgeBase, assessment: Assessment) -> Iterator[Passage]:
    named = assessment.explanations[0].condition.exercises if assessment.explanations else ()
    fitting = [name for name in named if not in_force(knowledge, name, assessment.facts)]
    for name in fitting[:EXERCISES_OF_A_PLAN] or GENERAL_EXERCISES:
        yield from knowledge.topics[name].answer[:2] if name in knowledge.topics else ()


def _painkillers(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    """What to ask the pharmacist, with the cautions that hold for this person first."""
    knowledge = assistant.knowledge
    topic = knowledge.topics[PAINKILLERS]
    cautions = [passage for caution in in_force(knowledge, PAINKILLERS, assessment.facts) for passage in caution.answer]
    return [told("painkillers", "utter_painkillers", [*cautions[:4], *topic.answer])]


def _whom(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    knowledge = assistant.knowledge
    if assessment.urgency >= Urgency.URGENT_SAME_DAY or not assessment.explanations:
        return [Say(advice(assessment))]
    seen = [
        knowledge.topics[name].answer[0]
        for name in assessment.explanations[0].condition.see
        if name in knowledge.topics
    ]
    return [Say(advice(assessment)), told("whom", "utter_whom", seen)]


def _sources(assistant: Assistant, conversation: Conversation, assessment: Assessment) -> list[Say]:
    return [sources(assistant.knowledge, conversation.told_from)]


PARTS: Mapping[str, Part] = {
    "result_why": _why,
    "result_what_else": _what_else,
    "result_how_sure": _how_sure,
    "result_how_urgent": _how_urgent,
    "result_serious": _serious,
    "result_in_short": _in_short,
    "result_for_doctor": _for_doctor,
    "result_plan": _plan,
    "result_exercises": _exercises,
    "result_painkillers": _painkillers,
    "result_whom": _whom,
    "result_sources": _sources,
}
"""By the name under which each is asked for."""

CHANGE = "result_change"
"""Asks to look at the answers again, and tells nothing."""

GENERAL_EXERCISES = ("care_walking", "care_diaphragm_breathing")
PAINKILLERS = "care_otc_nsaid"


def places_in(says: list[Say], assistant: Assistant) -> tuple[str, ...]:
    """The sources of what is told, for "where is that from?"."""
    of_responses = (s for say in says for s in assistant.response_sources.get(say.response, ()))
    return tuple(dict.fromkeys([*(s for say in says for s in say.sources), *of_responses]))
