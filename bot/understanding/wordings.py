"""The ways people ask for each thing that can be answered: ``nlu_data/questions``, one way a line under ``# id``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.knowledge import Condition, KnowledgeBase

FOLDER = Path(__file__).parent.parent.parent / "nlu_data" / "questions"

NONE = "none"
"""The id under which stand questions that nothing of the content answers."""

NAMED = "{condition}"
"""Stands in a wording where the name of a condition may stand."""

ASPECT = "aspect_"
"""What the names of the sides of a condition begin with."""

URGENT = "urgent_"
"""What the names of the things begin with that people ask before they go for help."""

Wordings = Mapping[str, list[str]]


def wordings(folder: Path = FOLDER) -> dict[str, list[str]]:
    """The wordings of each id, in the order of the files. Raises ValueError for a line before the first id."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.txt")):
        item: list[str] | None = None
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("# "):
                item = found.setdefault(line[2:].strip(), [])
            elif line.strip():
                if item is None:
                    raise ValueError(f"{file.name}:{number}: a wording stands before the first '# id'")
                item.append(line.strip())
    return found


def asked_of(knowledge: KnowledgeBase, folder: Path = FOLDER) -> dict[str, list[str]]:
    """The wordings of each id, with those that stand beside a topic in the content."""
    found = wordings(folder)
    for topic in (*knowledge.topics.values(), *knowledge.cautions.values()):
        found.setdefault(topic.id, []).extend(topic.questions)
    for before_going in knowledge.urgent_questions.values():
        found[f"{URGENT}{before_going.id}"] = list(before_going.questions)
    return found


def names_of(conditions: Iterable[Condition]) -> list[str]:
    """What conditions are called, the longest name first."""
    names = {name for condition in conditions for name in (condition.name, *condition.also_called)}
    return sorted(names, key=lambda name: (-len(name), name))
