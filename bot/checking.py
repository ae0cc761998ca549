"""What ``ischia check`` checks: content, rules, training data, and that every finding can be said and asked."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz, process
from ruamel.yaml import YAML

from bot.knowledge import ContentError, KnowledgeBase, Polarity, load_knowledge
from bot.knowledge.checks import WORKED_OUT
from bot.knowledge.model import Condition, Finding, Question, Region, Source, Topic, UrgencyRule
from bot.knowledge.rules import findings_in
from bot.marked import MarkedMessage, marked_messages
from bot.understanding.rules.phrases import Languages, Phrases


def check() -> list[str]:
    """Every problem, as a sentence that says where and what; empty when all is well."""
    try:
        knowledge = load_knowledge()
    except ContentError as error:
        return error.problems
    try:
        phrases, languages = Phrases(), Languages()
    except ValueError as error:
        return [f"rules: {error}"]
    try:
        messages = list(marked_messages())
    except ValueError as error:
        return [f"training data: {error}"]
    return [
        *_unsaid(knowledge, messages),
        *_unwitnessed(knowledge, phrases, languages),
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


def _unsaid(knowledge: KnowledgeBase, messages: Iterable[MarkedMessage]) -> list[str]:
    """Danger findings that too few training messages state for the reader to learn them."""
    needed = {f for rule in knowledge.red_flags.values() for f in findings_in(rule.condition, negated=False)}
    said = Counter(
        name for message in messages for name, polarity in message.facts.items() if polarity is Polarity.PRESENT
    )
    return [
        f"nlu_data: {said[name]} messages state {name}; the reader needs {FEWEST_MESSAGES}"
        for name in sorted(needed - WORKED_OUT)
        if said[name] < FEWEST_MESSAGES
    ]


FEWEST_MESSAGES = 40
"""Messages that must state a danger sign."""

WITNESSES = Path("tests/lexicon")


def _unwitnessed(knowledge: KnowledgeBase, phrases: Phrases, languages: Languages) -> list[str]:
    """Rules whose witnesses are missing or wrong: a message that needs the rule, and one that it must leave alone."""
    problems = []
    for file, finder, ids in (
        ("dangers.yml", phrases, [(entry.id, entry.finding) for entry in phrases.entries]),
        ("languages.yml", languages, [(key, key.partition(":")[2]) for key in languages.entries]),
    ):
        path = WITNESSES / file
        witnesses = YAML(typ="safe").load(path.read_text(encoding="utf-8")) if path.is_file() else {}
        for key, finding in ids:
            if finding not in knowledge.findings:
                problems.append(f"{file}: {key}: no finding called {finding}")
            witness = witnesses.get(key) or {}
            for part, wanted in (("needs", True), ("leaves", False)):
                text = witness.get(part)
                if not text:
                    problems.append(f"{path}: {key} has no message under {part!r}")
                elif any(found.id == key for found in finder.find(text)) is not wanted:
                    problems.append(f"{path}: {key} {'misses' if wanted else 'fires on'} {text!r}")
        problems += [f"{path}: {key} is no rule of {file}" for key in witnesses if key not in dict(ids)]
    return problems


def write_schemas(folder: Path) -> None:
    """A JSON Schema for each kind of content, for editors."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in (Source, Finding, Question, Condition, UrgencyRule, Topic, Region):
        path = folder / f"{kind.__name__.lower()}.schema.json"
        path.write_text(json.dumps(kind.schema(), indent=2) + "\n", encoding="utf-8")
