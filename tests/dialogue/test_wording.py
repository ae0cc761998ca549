"""Responses and the code that sends them fit together, and no wording hides in code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.knowledge import KnowledgeBase

ROOT = Path(__file__).parent.parent.parent
RESPONSE = re.compile(r"\butter_[a-z0-9_]+")
PLACEHOLDER = re.compile(r"{(\w+)}")
MOST_WORDS = 3

ACTIONS = sorted([*(ROOT / "actions").rglob("*.py"), *(ROOT / "bot" / "dialogue").rglob("*.py")])
DIALOGUE = sorted((ROOT / "nlu_data").glob("rules/*.yml")) + sorted((ROOT / "nlu_data").glob("stories/*.yml"))
RESPONSE_FILES = sorted((ROOT / "nlu_data" / "responses").glob("*.yml"))


def load(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


DOMAIN = load(ROOT / "domain.yml")
RESPONSES: dict[str, list[dict[str, Any]]] = {}
DEFINED: Counter[str] = Counter()
for file in RESPONSE_FILES:
    RESPONSES |= load(file)["responses"]
    DEFINED.update(re.findall(r"^  (utter_\w+):", file.read_text(encoding="utf-8"), re.MULTILINE))
DEFINED.update((DOMAIN.get("responses") or {}).keys())


def constants(path: Path) -> Iterator[str]:
    """The strings of a module that are no docstrings and no lists of names to be split."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "split":
            left_out.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


SENT = {name for path in ACTIONS for text in constants(path) for name in RESPONSE.findall(text)}
IN_DIALOGUES = {name for path in DIALOGUE for name in RESPONSE.findall(path.read_text(encoding="utf-8"))}


def steps(kind: str) -> set[str]:
    """Every intent, or every action, that a rule or story names."""
    dialogues = [d for path in DIALOGUE for d in [*(load(path).get("rules") or []), *(load(path).get("stories") or [])]]
    return {step[kind] for dialogue in dialogues for step in dialogue["steps"] if kind in step}


@pytest.mark.parametrize("name", sorted(DEFINED))
def test_a_response_is_defined_once(name: str):
    assert DEFINED[name] == 1


def test_every_response_that_is_defined_is_read():
    assert set(DEFINED) == set(RESPONSES) | set(DOMAIN.get("responses") or {})


@pytest.mark.parametrize("name", sorted(SENT | IN_DIALOGUES))
def test_a_response_that_is_sent_exists(name: str):
    assert name in RESPONSES


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_a_response_is_used(name: str):
    assert name in SENT | IN_DIALOGUES


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_every_wording_of_a_response_names_sources_that_exist(knowledge: KnowledgeBase, name: str):
    for variation in RESPONSES[name]:
        sources = variation["metadata"]["sources"]
        assert sources and {source.partition("#")[0] for source in sources} <= set(knowledge.sources)


@pytest.mark.parametrize("name", sorted(IN_DIALOGUES))
def test_a_response_sent_by_a_rule_alone_needs_no_words_filled_in(name: str):
    assert [PLACEHOLDER.findall(variation["text"]) for variation in RESPONSES[name]] == [[]] * len(RESPONSES[name])


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_wording_hides_in_an_action(path: Path):
    assert [
        text for text in constants(path) if len(re.findall(r"[A-Za-z]{2,}", text)) > MOST_WORDS and " " in text
    ] == []


@pytest.mark.parametrize("intent", sorted(steps("intent")))
def test_an_intent_of_a_rule_stands_in_the_domain(intent: str):
    assert intent in DOMAIN["intents"]


@pytest.mark.parametrize("intent", DOMAIN["intents"])
def test_an_intent_of_the_domain_has_a_rule(intent: str):
    assert intent in steps("intent")


@pytest.mark.parametrize("action", sorted(steps("action")))
def test_an_action_of_a_rule_stands_in_the_domain(action: str):
    assert action in {*DOMAIN["actions"], *DOMAIN["forms"], *RESPONSES}
