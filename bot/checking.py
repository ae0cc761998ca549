"""What ``ischia check`` checks: content, lexicon, and that every finding can be said and asked."""

from __future__ import annotations

import json
from pathlib import Path

from bot.knowledge import ContentError, KnowledgeBase, load_knowledge
from bot.knowledge.checks import WORKED_OUT
from bot.knowledge.model import Condition, Finding, Question, Region, Source, Topic, UrgencyRule
from bot.knowledge.rules import findings_in
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
    return [*_unsaid(knowledge, set(lexicon.findings)), *_unknown(knowledge, set(lexicon.findings))]


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
