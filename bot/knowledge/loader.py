"""Reads the content folder into a KnowledgeBase, or says what is wrong, with file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Type, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from bot.knowledge.checks import Placed, problems_in
from bot.knowledge.errors import ContentError
from bot.knowledge.model import (
    Caution,
    Condition,
    Feeling,
    Finding,
    Guidance,
    KnowledgeBase,
    Model,
    Question,
    Region,
    Source,
    Topic,
    UrgencyRule,
    UrgentQuestions,
)

CONTENT = Path(__file__).parent / "content"

Item = TypeVar("Item", bound=Model)


@cache
def load_knowledge(folder: Path = CONTENT) -> KnowledgeBase:
    """Everything under ``folder``. Raises ContentError that lists every problem found."""
    reader = _Reader(folder)
    parts: dict[str, dict[str, Any]] = {
        "sources": reader.read(Source, "sources/*.yml"),
        "findings": reader.read(Finding, "findings/*.yml"),
        "questions": reader.read(Question, "questions.yml"),
        "conditions": reader.read(Condition, "conditions/*.yml"),
        "urgency_rules": reader.read(UrgencyRule, "red_flags/*.yml", "visit_reasons.yml"),
        "topics": reader.read(Topic, "topics/*.yml"),
        "cautions": reader.read(Caution, "cautions.yml"),
        "feelings": reader.read(Feeling, "feelings.yml"),
        "guidance": reader.read(Guidance, "urgent/*.yml"),
        "urgent_questions": reader.read(UrgentQuestions, "urgent_questions.yml"),
        "regions": reader.read(Region, "regions.yml"),
    }
    if not reader.problems:
        knowledge = KnowledgeBase(version=reader.digest(), **parts)
        reader.problems = [f"{reader.place(item_id)}: {problem}" for item_id, problem in problems_in(knowledge)]
    if reader.problems:
        raise ContentError(reader.problems)
    return knowledge


class _Reader:
    """Reads files, remembers where each item stands, collects problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self._places: dict[str, tuple[Path, int | None]] = {}
        self._hash = hashlib.sha256()

    def read(self, kind: Type[Item], *patterns: str) -> dict[str, Item]:
        """Every item of one kind, by id."""
        items: dict[str, Item] = {}
        for path in self._files(*patterns):
            for index, data in self._raw_items(path):
                item_id = str(data.get("id")) if isinstance(data, dict) else "?"
                if item_id in items:
                    self.problems.append(f"{self._locate(path, index)}: {item_id} stands twice")
                    continue
                self._places[item_id] = (path, index)
                try:
                    items[item_id] = kind.parse_obj(data)
                except ValidationError as error:
                    for problem in error.errors():
                        where = ".".join(str(part) for part in problem["loc"])
                        place = self._locate(path, index, problem["loc"])
                        self.problems.append(f"{place}: {item_id}.{where}: {problem['msg']}")
        return items

    def place(self, item_id: Placed) -> str:
        """Where an item stands: file and line."""
        path, index = self._places.get(item_id, (self.folder, None))
        return self._locate(path, index)

    def digest(self) -> str:
        """A short content version: the same bytes give the same version."""
        return self._hash.hexdigest()[:12]

    def _files(self, *patterns: str) -> Iterator[Path]:
        for pattern in patterns:
            yield from sorted(self.folder.glob(pattern))

    def _raw_items(self, path: Path) -> list[tuple[int | None, Any]]:
        text = path.read_bytes()
        self._hash.update(path.name.encode() + text)
        try:
            data = YAML(typ="safe").load(text)
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = f"{self._name(path)}:{mark.line + 1}" if mark else self._name(path)
            self.problems.append(f"{place}: not readable as YAML: {error}")
            return []
        if isinstance(data, dict) and set(data) == {"items"}:
            return list(enumerate(data["items"] or []))
        return [(None, data)]

    def _locate(self, path: Path, index: int | None, field: tuple[int | str, ...] = ()) -> str:
        """File and line of an item, or of a field of it as far as it is written there."""
        if not path.is_file():
            return self._name(path)
        node: Any = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
        line = 0
        for key in (*(() if index is None else ("items", index)), *field):
            if isinstance(node, CommentedMap) and key in node:
                line = node.lc.key(key)[0]
            elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
                line = node.lc.item(key)[0]
            else:
                break
            node = node[key]
        return f"{self._name(path)}:{line + 1}"

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.folder)) if path != self.folder else str(path)
