"""How a question and the echo look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue.answers import YES_NO, taps
from bot.dialogue.reply import Say, bullets
from bot.dialogue.state import ECHO, ECHO_WRONG, Conversation
from bot.dialogue.turns import MEANT, NONE_MEANT, NOT_THIS, open_question
from bot.knowledge import KnowledgeBase, Polarity, Urgency
from bot.triage import Ask, Profile, reasons
from bot.triage.questions import SCALE

MOST_LINES = 6
"""Lines of an echo."""

_IN_CRISIS = {
    "ask": "utter_crisis_ask",
    "danger": "utter_crisis_danger",
    "stay_1": "utter_crisis_stay_1",
    "stay_2": "utter_crisis_stay_2",
    "stay_3": "utter_crisis_stay_3",
    "safe": "utter_crisis_safe",
}
ECHO_REPLIES = ("That's right", "Something is wrong")


def asking(knowledge: KnowledgeBase, conversation: Conversation) -> list[Say]:
    """The messages that put the open question; none when nothing is open."""
    if conversation.meant:
        return [_choice(knowledge, conversation)]
    if conversation.asked in (ECHO, ECHO_WRONG):
        return [_echo(knowledge, conversation)]
    ask = open_question(knowledge, conversation)
    return [_question(conversation, ask)] if ask else []


def crisis_says(knowledge: KnowledgeBase, conversation: Conversation) -> list[Say]:
    """What is said in a crisis; when it is over, the way back to the pain."""
    if conversation.crisis == "over":
        return [Say("utter_crisis_over"), *(asking(knowledge, conversation) or [Say("utter_tell_me_more")])]
    return [Say(_IN_CRISIS[str(conversation.crisis)])]


def _question(conversation: Conversation, ask: Ask) -> Say:
    """The question and its place; how many there will be only once the answers that decide it are in."""
    place = conversation.answered + 1
    total = max(place, conversation.announced) if conversation.announced else None
    data = {
        "type": "question",
        "asks": ask.asks,
        "kind": ask.kind,
        "place": place,
        "total": total,
        "options": [{"label": o.label, "finding": o.finding} for o in ask.question.options] if ask.question else [],
        "answers": _plain(taps(ask)),
        **({"scale": {"from": SCALE[0], "to": SCALE[-1]}} if ask.kind == "scale" else {}),
    }
    if conversation.clarifying and ask.kind == "checklist":
        return Say("utter_which_unsure", replies=_replies(ask), data={**data, "unsure": True})
    response = "utter_question_again" if conversation.clarifying else "utter_question"
    return Say(response, {"question": ask.text.text}, replies=_replies(ask), data=data)


def _plain(answers: Mapping[str, Mapping[str, Polarity]]) -> dict[str, dict[str, str]]:
    return {label: {name: p.value for name, p in findings.items()} for label, findings in answers.items()}


def _choice(knowledge: KnowledgeBase, conversation: Conversation) -> Say:
    findings = [knowledge.findings[name] for name in conversation.meant if name in knowledge.findings]
    labels = tuple(finding.label[:1].upper() + finding.label[1:] for finding in findings)
    options = [{"label": label, "finding": finding.id} for label, finding in zip(labels, findings)]
    meanings = {label: {finding.id: Polarity.PRESENT} for label, finding in zip(labels, findings)}
    data = {"type": "choice", "asks": MEANT, "options": options, "answers": _plain({**meanings, NONE_MEANT: {}})}
    return Say("utter_do_you_mean", replies=(*labels, NONE_MEANT), data=data)


def _replies(ask: Ask) -> tuple[str, ...]:
    if ask.kind == "age":
        return ()
    if ask.kind == "scale":
        return (*map(str, SCALE), YES_NO[2])
    if ask.question is None:
        return YES_NO
    return (*ask.question.labels, YES_NO[2])


def _echo(knowledge: KnowledgeBase, conversation: Conversation) -> Say:
    wrong = conversation.asked == ECHO_WRONG
    corrections = _corrections(knowledge, conversation) if wrong else {}
    data = {
        "type": "echo",
        "asks": ECHO,
        "understood": {name: polarity.value for name, polarity in conversation.facts.items()},
        "answers": _plain({ECHO_REPLIES[0]: {}, **corrections}),
    }
    replies = (*corrections, ECHO_REPLIES[0]) if wrong else ECHO_REPLIES
    lines = understood(knowledge, conversation) if wrong else in_short(knowledge, conversation)
    words = {"understood": bullets(lines)}
    return Say("utter_echo_wrong" if wrong else "utter_echo", words, replies=replies, data=data)


def _corrections(knowledge: KnowledgeBase, conversation: Conversation) -> dict[str, dict[str, Polarity]]:
    """The buttons that take a finding back, with what they say."""
    present = _named(knowledge, conversation.facts, Polarity.PRESENT)
    return {f"{NOT_THIS}{knowledge.findings[name].label}": {name: Polarity.ABSENT} for name in present}


def in_short(knowledge: KnowledgeBase, conversation: Conversation) -> list[str]:
    """What is new, in at most ``MOST_LINES`` lines: danger first, places with their side, all that is denied in one."""
    fresh = {name: conversation.facts[name] for name in conversation.fresh if name in conversation.facts}
    facts = fresh or conversation.facts
    present, absent = (_named(knowledge, facts, polarity) for polarity in (Polarity.PRESENT, Polarity.ABSENT))
    ordered = sorted(present, key=lambda name: (not _is_danger(knowledge, name), name not in knowledge.sites))
    lines = _with_side(knowledge, ordered, conversation.profile.side)
    denied = ["; ".join(knowledge.findings[name].absent_label for name in absent)] if absent else []
    room = MOST_LINES - len(denied)
    if len(lines) > room:
        lines = [*lines[: room - 1], "; ".join(lines[room - 1 :])]
    return [*lines, *denied]


def _with_side(knowledge: KnowledgeBase, names: list[str], side: str | None) -> list[str]:
    """The labels; where the side is known, the first place names it instead of "on one side only"."""
    labels = {name: knowledge.findings[name].label for name in names}
    place = next((name for name in names if name in knowledge.sites), None)
    if side and place and "both_sides" not in labels:
        labels[place] += f", on the {side}"
        labels.pop("one_sided", None)
    return list(labels.values())


def _is_danger(knowledge: KnowledgeBase, name: str) -> bool:
    """Whether the finding alone sends somebody off today."""
    alone = reasons({name: Polarity.PRESENT}, Profile(), knowledge)
    return any(reason.urgency >= Urgency.URGENT_SAME_DAY for reason in alone)


def known(knowledge: KnowledgeBase, conversation: Conversation) -> list[str]:
    """All that is known, a line each: the age, then what was understood."""
    age = conversation.profile.age
    return [*([f"age {age}"] if age is not None else []), *understood(knowledge, conversation)]


def understood(knowledge: KnowledgeBase, conversation: Conversation) -> list[str]:
    """What was understood so far, a line each: first what is there, then what is not."""
    present, absent = (_named(knowledge, conversation.facts, p) for p in (Polarity.PRESENT, Polarity.ABSENT))
    findings = knowledge.findings
    return [*(findings[name].label for name in present), *(findings[name].absent_label for name in absent)]


def _named(knowledge: KnowledgeBase, facts: Mapping[str, Polarity], polarity: Polarity) -> list[str]:
    """The findings of that polarity, in the order they were said."""
    return [name for name, value in facts.items() if value is polarity and name in knowledge.findings]


def corrected(knowledge: KnowledgeBase, before: Conversation, after: Conversation) -> list[str]:
    """What is so now that was known to be otherwise, a line each."""
    said = {n: p for n, p in after.facts.items() if n in after.fresh and n in knowledge.findings}
    changed = {n for n, p in said.items() if n in before.facts and before.facts[n] is not p}
    changed |= {
        name
        for question in knowledge.questions.values()
        if question.exclusive
        for name in question.findings
        if said.get(name) is Polarity.PRESENT
        and any(before.facts.get(other) is Polarity.PRESENT for other in question.findings if other != name)
    }
    return [
        knowledge.findings[n].label if p is Polarity.PRESENT else knowledge.findings[n].absent_label
        for n, p in said.items()
        if n in changed
    ]


def noted(knowledge: KnowledgeBase, before: Conversation, after: Conversation) -> list[Say]:
    """A word on news that did not answer the open question, so that nobody feels unheard."""
    news = replace(after, facts={n: p for n, p in after.facts.items() if before.facts.get(n) is not p})
    lines = understood(knowledge, news)
    return [Say("utter_noted", {"news": "; ".join(lines)})] if lines else []
