"""What ``ischia check`` checks: content, lexicon, training data, and that every finding can be said and asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.knowledge import ContentError, KnowledgeBase, load_knowledge
from bot.knowledge.checks import WORKED_OUT
from bot.knowledge.model import Condition, Finding, Question, Region, Source, Topic, UrgencyRule
from bot.knowledge.rules import findings_in
from bot.marked import MarkedMessage, marked_messages
from bot.understanding.lexicon import load_lexicon


def check() -> list[str]:
    """Every problem, as a sentence that says where and what; empty when all is well."""
    try:
        knowledge = load_knowledge()
    except ContentError as error:
        return error.problems
    try:
        lexicon = load_lexicon()
    except ValueError as error:
        return [f"lexicon: {error}"]
    try:
        messages = list(marked_messages())
    except ValueError as error:
        return [f"training data: {error}"]
    return [
        *_unsaid(knowledge, set(lexicon.findings)),
        *_unknown(knowledge, set(lexicon.findings)),
        *_marked_unknown(knowledge, messages),
        *_stolen(messages),
    ]


def copied(messages: Iterable[MarkedMessage], held_out: Iterable[str]) -> list[str]:
    """Training messages that are, or nearly are, one of the messages that are kept for measuring."""
    kept = {" ".join(re.findall(r"\w+", text.lower())): text for text in held_out}
    long = [plain for plain in kept if len(plain.split()) >= FEWEST_WORDS]
    problems = []
    for message in messages:
        match = message.plain if message.plain in kept else None
        if match is None and len(message.plain.split()) >= FEWEST_WORDS:
            near = process.extractOne(message.plain, long, scorer=fuzz.ratio, score_cutoff=NEARLY)
            match = near[0] if near else None
        if match is not None and len(match.split()) >= FEWEST_WORDS:
            problems.append(f"{message.where}: stands in the held-out messages: {kept[match]!r}")
    return problems


NEARLY = 90
"""Per cent of the letters, in order, that two messages share when one is a copy of the other."""

FEWEST_WORDS = 4
"""Shorter messages ("not sure", "my left hip") are said by everybody."""


def _marked_unknown(knowledge: KnowledgeBase, messages: Iterable[MarkedMessage]) -> list[str]:
    return [
        f"{message.where}: no finding called {name}"
        for message in messages
        for name in message.facts
        if name not in knowledge.findings
    ]


def _stolen(messages: Iterable[MarkedMessage]) -> list[str]:
    """The same message under two intents: one of them loses it."""
    first: dict[str, MarkedMessage] = {}
    problems = []
    for message in messages:
        other = first.setdefault(message.plain, message)
        if other.intent != message.intent:
            problems.append(f"{message.where}: also stands under {other.intent} ({other.where})")
    return problems


def _unsaid(knowledge: KnowledgeBase, said: set[str]) -> list[str]:
    """Danger findings that no wording reaches."""
    needed = {f for rule in knowledge.red_flags.values() for f in findings_in(rule.condition, negated=False)}
    return [
        f"lexicon: no wording for {name}"
        for name in sorted(
            needed - said - WORKED_OUT - {"duration_days", "duration_weeks", "duration_months", "duration_years"}
        )
    ]


def _unknown(knowledge: KnowledgeBase, said: set[str]) -> list[str]:
    return [f"lexicon: no finding called {name}" for name in sorted(said - set(knowledge.findings))]


def write_schemas(folder: Path) -> None:
    """A JSON Schema for each kind of content, for editors."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in (Source, Finding, Question, Condition, UrgencyRule, Topic, Region):
        path = folder / f"{kind.__name__.lower()}.schema.json"
        path.write_text(json.dumps(kind.schema(), indent=2) + "\n", encoding="utf-8")
