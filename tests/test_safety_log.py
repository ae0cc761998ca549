"""docs/safety.md keeps its word: each hazard has an id of its own, and each test it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOG = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| H\d.*$", LOG, re.MULTILINE)
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", LOG)))
FILES = sorted(set(re.findall(r"`((?:bot|actions|nlu_data|tests|docs)/[\w/.]+\.(?:py|yml|js|md|jsonl|txt))`", LOG)))
NO_TEST = "no test yet"


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return {function.name for function in functions if function.name.startswith("test_")}


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_a_test_the_log_names_exists(file: str, test: str) -> None:
    assert test in names_in(ROOT / file)


@pytest.mark.parametrize("file", FILES)
def test_a_file_the_log_names_exists(file: str) -> None:
    assert (ROOT / file).is_file()


def test_hazards_are_numbered_from_one_without_gaps() -> None:
    assert [row[0] for row in ROWS] == [f"H{number:02}" for number in range(1, len(ROWS) + 1)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_hazard_has_every_cell_and_a_test_or_says_that_it_has_none(row: list[str]) -> None:
    _, hazard, harm, severity, likelihood, controls, proof, left = row
    assert hazard and harm and controls and left
    assert severity in set("12345") and likelihood in set("12345")
    assert NO_TEST in proof or re.search(r"`tests/[\w/]+\.py::\w+`", proof)
