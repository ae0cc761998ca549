"""What people read is easy to read: US school grades (Flesch-Kincaid), names of conditions taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import textstat
from ruamel.yaml import YAML

from bot.knowledge import KnowledgeBase, load_knowledge
from bot.knowledge.checks import passages

HARDEST = 9.0
MEDIAN = 6.0

RESPONSES = Path(__file__).parents[2] / "nlu_data" / "responses"


def wordings(knowledge: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every text a person can see, and the item it belongs to."""
    items = (knowledge.findings, knowledge.questions, knowledge.conditions, knowledge.urgency_rules)
    for group in (*items, knowledge.topics, knowledge.cautions):
        for item in group.values():
            yield from ((item.id, passage.text) for passage in passages(item))
    for path in sorted(RESPONSES.glob("*.yml")):
        for name, variations in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["responses"].items():
            yield from ((name, variation["text"]) for variation in variations)


def plain(knowledge: KnowledgeBase, text: str) -> str:
    """The text as it is shown in the UK, without names of conditions and without lists that are filled in."""
    services = knowledge.regions["UK"]
    words = {name: value for name, value in services.dict().items() if isinstance(value, str)}
    shown = re.sub(r"{(\w+)}", lambda m: words.get(m.group(1), ""), text)
    names = {name for c in knowledge.conditions.values() for name in (c.name, *c.also_called)}
    for name in sorted(names, key=len, reverse=True):
        shown = re.sub(rf"\b{re.escape(name)}\b", "it", shown, flags=re.IGNORECASE)
    return re.sub(r":\s*\n", ".\n", shown).strip()


KNOWLEDGE = load_knowledge()
GRADES = [(textstat.flesch_kincaid_grade(plain(KNOWLEDGE, text)), name, text) for name, text in wordings(KNOWLEDGE)]


def test_half_of_all_texts_suit_a_child_of_eleven():
    assert median(grade for grade, _, _ in GRADES) <= MEDIAN


def test_no_text_is_hard_to_read():
    assert [(name, text) for grade, name, text in GRADES if grade > HARDEST] == []
