"""What people read is easy to read: US school grades (Flesch-Kincaid), names of conditions taken out."""

from __future__ import annotations

import re
from statistics import median

import textstat

from bot.knowledge import KnowledgeBase, load_knowledge
from tests.knowledge.sentences import sentences

HARDEST = 9.0
MEDIAN = 6.0


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
GRADES = [(textstat.flesch_kincaid_grade(plain(KNOWLEDGE, text)), name, text) for name, text in sentences(KNOWLEDGE)]


def test_half_of_all_texts_suit_a_child_of_eleven():
    assert median(grade for grade, _, _ in GRADES) <= MEDIAN


def test_no_text_is_hard_to_read():
    assert [(name, text) for grade, name, text in GRADES if grade > HARDEST] == []
