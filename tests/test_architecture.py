"""Which part may import which: the arrows point towards the knowledge, never back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ALLOWED = {
    "bot.knowledge": {"bot.knowledge"},
    "bot.triage": {"bot.triage", "bot.knowledge"},
    "bot.understanding": {"bot.understanding", "bot.triage", "bot.knowledge"},
    "bot.dialogue": {
        "bot.dialogue",
        "bot.triage",
        "bot.knowledge",
        "bot.understanding.normalise",
        "bot.understanding.reading",
        "bot.understanding.replies",
    },
    "bot.wording": {"bot.clinic", "bot.dialogue.reply", "bot.knowledge"},
    "bot.rasa": {"bot.rasa", "bot.understanding"},
    "bot.learning": {"bot.learning", "bot.evaluation.vocabulary", "bot.knowledge", "bot.marked", "bot.understanding"},
    "bot.colours": set(),
    "bot.clinic": {"bot.colours", "bot.knowledge"},
    "bot.content": {"bot.clinic", "bot.knowledge"},
    "bot.channels": {"bot.channels", "bot.clinic", "bot.content", "bot.knowledge", "bot.triage", "bot.understanding"},
    "actions": {
        "actions",
        "bot.clinic",
        "bot.content",
        "bot.dialogue",
        "bot.knowledge",
        "bot.understanding",
        "bot.wording",
    },
}
"""What each part may import of this project."""

FRAMEWORKS = {
    "rasa",
    "rasa_sdk",
    "spacy",
    "onnxruntime",
    "sanic",
    "telegram",
    "aiogram",
    "requests",
    "socketio",
    "tensorflow",
}

FRAMEWORK_FREE = (
    "bot.knowledge",
    "bot.triage",
    "bot.dialogue",
    "bot.wording",
    "bot.colours",
    "bot.clinic",
    "bot.content",
)


def files_of(part: str) -> list[Path]:
    path = ROOT / part.replace(".", "/")
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imports_of(path: Path) -> Iterator[str]:
    """The full names of the modules a file imports, also inside functions."""
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def is_within(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")


def is_ours(name: str) -> bool:
    return is_within(name, "bot") or is_within(name, "actions")


FILES = [pytest.param(part, path, id=str(path.relative_to(ROOT))) for part in ALLOWED for path in files_of(part)]


@pytest.mark.parametrize(("part", "path"), FILES)
def test_a_module_imports_only_what_its_part_may(part: str, path: Path):
    ours = {name for name in imports_of(path) if is_ours(name)}
    assert {name for name in ours if not any(is_within(name, allowed) for allowed in ALLOWED[part])} == set()


@pytest.mark.parametrize("path", [path for part in FRAMEWORK_FREE for path in files_of(part)], ids=lambda p: p.name)
def test_the_reasoning_knows_no_framework(path: Path):
    assert {name for name in imports_of(path) if name.split(".")[0] in FRAMEWORKS} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "bot").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_evaluation_reaches_into_the_actions(path: Path):
    reaches = any(is_within(name, "actions") for name in imports_of(path))
    assert not reaches or path.is_relative_to(ROOT / "bot" / "evaluation")


@pytest.mark.parametrize("part", ALLOWED)
def test_every_part_is_where_the_rules_expect_it(part: str):
    assert all(path.is_file() for path in files_of(part)) and files_of(part)


LIBRARIES = {"rasa", "rasa_sdk", "sanic", "telegram", "torch", "tensorflow"}
READER = sorted((ROOT / "bot" / "understanding").rglob("*.py"))


@pytest.mark.parametrize("path", READER, ids=lambda path: path.name)
def test_the_reader_can_be_used_without_rasa(path: Path):
    assert {name for name in imports_of(path) if name.split(".")[0] in LIBRARIES} == set()
