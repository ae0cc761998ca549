"""Reads the lexicon folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.understanding.patterns import Pattern, parse_pattern

FOLDER = Path(__file__).parent

Patterns = tuple[Pattern, ...]


@dataclass(frozen=True)
class FindingPatterns:
    """How one finding is said, how it is denied outright, and what only looks like it."""

    says: Patterns
    denies: Patterns
    lookalikes: Patterns
    past_counts: bool
    """True when the finding is a history: "had cancer years ago" still holds."""


KEYS = (
    "not_denials",
    "all_clear",
    "past",
    "over",
    "hypothetical",
    "supposed",
    "asking",
    "general_question",
    "unsure",
    "others",
    "creatures",
    "not_mine",
    "turns",
)
"""The lists of ``context.yml`` that stand under their own name."""


@dataclass(frozen=True)
class Lexicon:
    """Concepts in the order of the file names, findings, and context."""

    concepts: Mapping[str, Patterns]
    findings: Mapping[str, FindingPatterns]
    context: Mapping[str, Patterns]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every whole word that stands in a pattern."""
        said = (
            patterns for entry in self.findings.values() for patterns in (entry.says, entry.denies, entry.lookalikes)
        )
        every = chain(self.concepts.values(), self.context.values(), said)
        elements = (element for patterns in every for pattern in patterns for row in pattern.rows for element in row)
        return frozenset(word for element in elements for word in element.words)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon of this package. Raises ValueError, naming the file, when a pattern cannot be read."""
    context = _read(FOLDER / "context.yml")
    findings: dict[str, FindingPatterns] = {}
    for path in sorted((FOLDER / "findings").glob("*.yml")):
        for name, entry in _read(path).items():
            if name in findings:
                raise ValueError(f"{path.name}: {name} stands twice")
            findings[name] = _finding(path, name, entry)
    for name, entry in _situations(_read(FOLDER / "situations.yml")).items():
        known = findings.get(name)
        extra = _finding(FOLDER / "situations.yml", name, entry)
        findings[name] = _join(known, extra) if known else extra
    concepts: dict[str, Patterns] = {}
    for path in sorted((FOLDER / "concepts").glob("*.yml")):
        for name, entry in _read(path).items():
            if name in concepts:
                raise ValueError(f"{path.name}: the concept {name} stands twice")
            concepts[name] = _patterns(path.name, entry)
    _check_concepts(concepts, findings)
    return Lexicon(
        concepts=concepts,
        findings=findings,
        context={
            "noun_denials": _patterns("context.yml", context["denials"]["noun"]),
            "verb_denials": _patterns("context.yml", context["denials"]["verb"]),
            **{key: _patterns("context.yml", context[key]) for key in KEYS},
        },
    )


def _read(path: Path) -> dict[str, Any]:
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"{path.name}: expected a mapping")
    return data


def _finding(path: Path, name: str, entry: Mapping[str, Any]) -> FindingPatterns:
    unknown = set(entry) - {"says", "denies", "lookalikes", "past_counts"}
    if unknown:
        raise ValueError(f"{path.name}: {name}: unknown keys {sorted(unknown)}")
    return FindingPatterns(
        says=_patterns(path.name, entry.get("says") or ()),
        denies=_patterns(path.name, entry.get("denies") or ()),
        lookalikes=_patterns(path.name, entry.get("lookalikes") or ()),
        past_counts=bool(entry.get("past_counts", False)),
    )


def _join(one: FindingPatterns, other: FindingPatterns) -> FindingPatterns:
    return FindingPatterns(
        says=one.says + other.says,
        denies=one.denies + other.denies,
        lookalikes=one.lookalikes + other.lookalikes,
        past_counts=one.past_counts,
    )


def _patterns(where: str, sources: Iterable[Any]) -> Patterns:
    try:
        return tuple(parse_pattern(str(source)) for source in sources)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None


def _situations(data: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    """Every situation put into the templates of "worse with", "better with" and "fine with"."""
    built: dict[str, dict[str, list[str]]] = {}
    for situation in data["situations"]:
        for role in ("worse", "better"):
            finding = situation.get(role)
            if not finding:
                continue
            entry = built.setdefault(finding, {"says": [], "denies": []})
            for words in situation["words"]:
                entry["says"] += [template.replace("SITUATION", words) for template in data[role]]
                if role == "worse":
                    entry["denies"] += [template.replace("SITUATION", words) for template in data["fine"]]
    return built


def _check_concepts(concepts: Mapping[str, Patterns], findings: Mapping[str, FindingPatterns]) -> None:
    """Every concept exists, and stands before the concepts that use it: a later one would silently never match."""
    seen: set[str] = set()
    for name, patterns in concepts.items():
        _refuse_unknown(name, patterns, seen)
        seen.add(name)
    for name, entry in findings.items():
        _refuse_unknown(name, (*entry.says, *entry.denies, *entry.lookalikes), seen)


def _refuse_unknown(name: str, patterns: Patterns, known: set[str]) -> None:
    for pattern in patterns:
        unknown = {c for row in pattern.rows for e in row for c in e.concepts} - known
        if unknown:
            raise ValueError(f"{name}: no concept called {sorted(unknown)} before {pattern.source!r}")
