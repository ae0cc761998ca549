"""Each labelled message by itself: findings, escalation, intent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bot.dialogue.answers import read_answer
from bot.evaluation.vocabulary import INTENTS, escalating, in_labels
from bot.knowledge import KnowledgeBase, Polarity, Urgency
from bot.triage import reasons
from bot.triage.questions import ask_for
from bot.understanding.intents import alarming
from bot.understanding.messages import facts_in, profile_in, states_in
from bot.understanding.pipeline import read

LOOKALIKES = frozenset({"rf_negated", "rf_historical", "rf_other_person", "rf_hypothetical", "rf_lookalike"})
LEFT_OUT = frozenset(
    {"rf_partial_bilateral", "possible_fracture", "possible_stress_fracture", "rf_borderline", "ambiguous"}
)
"""Lines where an examination is right anyway; not counted as false alarms."""


async def understand(agent: Any, knowledge: KnowledgeBase, line: dict[str, Any]) -> dict[str, Any]:
    """What Ischia makes of one message: the contract of ``ischia understand``."""
    text, asked = str(line.get("text") or ""), line.get("asked")
    parsed = await agent.parse_message(text)
    entities = parsed.get("entities") or []
    facts: Mapping[str, Polarity] = facts_in(entities)
    profile = profile_in(entities)
    if asked:
        intent = (parsed.get("intent") or {}).get("name") or ""
        answer = read_answer(knowledge, ask_for(knowledge, asked), text, intent, facts, profile, read)
        facts, profile = answer.facts, answer.profile or profile
    apart = {name: Polarity.ABSENT for name, state in states_in(entities).items() if state == "apart"}
    name = str((parsed.get("intent") or {}).get("name") or "")
    flags = [
        r.rule.id
        for r in reasons(facts, profile, knowledge)
        if r.certain and r.rule.id.startswith("rf_") and r.urgency > Urgency.SELF_CARE
    ]
    return {
        "id": line.get("id"),
        "intent": INTENTS.get(name, name),
        "findings": in_labels(knowledge, {**apart, **facts}),
        "red_flags": escalating(flags),
        "escalates": alarming(facts, profile),
    }


def score(lines: Iterable[dict[str, Any]], answers: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The metrics of the evaluation README over labelled lines and their answers, as rates in [0, 1]."""
    right = wrong = missed = polarity_right = polarity_all = 0
    flagged: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    alarms = calm = lookalike_alarms = lookalikes = 0
    scope = scope_right = asks = asks_right = others = others_right = 0
    for line, answer in zip(lines, answers):
        optional = set(line["optional_findings"])
        got = {n: p for n, p in answer["findings"].items() if n not in optional and p != "unsure"}
        want = line["findings"]
        right += sum(want.get(n) == p for n, p in got.items())
        wrong += sum(want.get(n) != p for n, p in got.items())
        missed += sum(got.get(n) != p for n, p in want.items())
        polarity_all += sum(n in got for n in want)
        polarity_right += sum(got.get(n) == p for n, p in want.items() if n in got)
        tags = set(line["tags"])
        if line["red_flag"]:
            flagged[line["red_flag"]] += 1
            caught[line["red_flag"]] += answer["escalates"]
        elif not tags & LEFT_OUT:
            calm += 1
            alarms += answer["escalates"]
            if tags & LOOKALIKES:
                lookalikes += 1
                lookalike_alarms += answer["escalates"]
        fits = answer["intent"] in {line["intent"], *line["intent_alt"]}
        if line["intent"] == "out_of_scope":
            scope, scope_right = scope + 1, scope_right + fits
        elif line["intent"].startswith("ask_") and line["intent"] != "ask_clarification":
            asks, asks_right = asks + 1, asks_right + fits
        else:
            others, others_right = others + 1, others_right + fits
    return {
        "findings_precision": _rate(right, right + wrong),
        "findings_recall": _rate(right, right + missed),
        "findings_f1": _rate(2 * right, 2 * right + wrong + missed),
        "polarity": _rate(polarity_right, polarity_all),
        "red_flag_recall": _rate(sum(caught.values()), sum(flagged.values())),
        "red_flag_recall_by_kind": {kind: f"{caught[kind]}/{total}" for kind, total in flagged.items()},
        "false_alarms": _rate(alarms, calm),
        "false_alarms_on_lookalikes": _rate(lookalike_alarms, lookalikes),
        "out_of_scope_recall": _rate(scope_right, scope),
        "question_intents": _rate(asks_right, asks),
        "other_intents": _rate(others_right, others),
        "all_intents": _rate(scope_right + asks_right + others_right, scope + asks + others),
    }


def _rate(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
