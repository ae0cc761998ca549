"""What people read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.knowledge import KnowledgeBase
from bot.knowledge.checks import all_items, passages

ROOT = Path(__file__).parent.parent.parent


def sentences(knowledge: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every sentence a person can read, with the id of its item or response."""
    for item_id, item in all_items(knowledge):
        yield from ((item_id, passage.text) for passage in passages(item))
    for path in sorted((ROOT / "nlu_data" / "responses").glob("*.yml")):
        responses: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["responses"]
        for name, wordings in responses.items():
            yield from ((name, wording["text"]) for wording in wordings)
    yield from _of_the_channels()


def _of_the_channels() -> Iterator[tuple[str, str]]:
    channels = ROOT / "bot" / "channels"
    problems = YAML(typ="safe").load((channels / "problems.yml").read_text(encoding="utf-8"))
    yield from ((f"problem {code}", problem["title"]) for code, problem in problems.items())
    for language, wording in YAML(typ="safe").load((channels / "telegram.yml").read_text(encoding="utf-8")).items():
        yield from ((f"telegram {language} {name}", text) for name, text in wording["texts"].items())
