"""Every rule has a message that needs it and one that it leaves alone, and none fires on ordinary talk."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.understanding.rules.phrases import Languages, Phrases

PHRASES, LANGUAGES = Phrases(), Languages()
WITNESSES = Path("tests/lexicon")
ORDINARY = Path("tests/understanding/ordinary.txt").read_text(encoding="utf-8").splitlines()


def witnesses(file: str) -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = YAML(typ="safe").load((WITNESSES / file).read_text(encoding="utf-8"))
    return loaded


BOTH = [("dangers.yml", PHRASES, key, witness) for key, witness in witnesses("dangers.yml").items()]
BOTH += [("languages.yml", LANGUAGES, key, witness) for key, witness in witnesses("languages.yml").items()]


@pytest.mark.parametrize(
    ("file", "rules", "key", "witness"), BOTH, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_rule_finds_what_needs_it_and_leaves_its_look_alike(
    file: str, rules: Phrases | Languages, key: str, witness: dict[str, str]
) -> None:
    assert key in {found.id for found in rules.find(witness["needs"])}
    assert key not in {found.id for found in rules.find(witness["leaves"])}


def test_every_rule_has_its_witnesses() -> None:
    assert {entry.id for entry in PHRASES.entries} == set(witnesses("dangers.yml"))
    assert set(LANGUAGES.entries) == set(witnesses("languages.yml"))


def test_no_rule_fires_on_ordinary_talk() -> None:
    fired = [(found.id, text) for text in ORDINARY for rules in (PHRASES, LANGUAGES) for found in rules.find(text)]
    assert fired == []


@pytest.mark.parametrize(
    "text",
    [
        "no numbness between my legs",
        "I was told to ring if I lose control of my bladder",
        "afraid I might want to kill myself one day",
        "haven't fallen, can stand fine",
    ],
)
def test_what_is_denied_or_supposed_is_left_to_the_reader(text: str) -> None:
    assert list(PHRASES.find(text)) == []


def test_a_broken_entry_is_named(tmp_path: Path) -> None:
    file = tmp_path / "dangers.yml"
    file.write_text("words: {a: [x]}\ndangers:\n  - {id: odd, finding: rash, near: [a, b]}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="odd"):
        Phrases(file)
