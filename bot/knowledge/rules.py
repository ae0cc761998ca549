"""Rules over findings, evaluated in three-valued logic.

A finding that was not asked is *unknown*, so a rule is true, false or unknown. That is what lets the
triage ask only what can still matter, and keeps "not sure" from ever clearing a danger sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Optional, Union


class Polarity(str, Enum):
    """What is known of a finding once it has come up."""

    PRESENT = "present"
    ABSENT = "absent"
    UNSURE = "unsure"


Facts = Mapping[str, Polarity]
Truth = Optional[bool]
"""True, False, or None for unknown."""


@dataclass(frozen=True)
class Is:
    """One finding is present."""

    finding: str


@dataclass(frozen=True)
class AtLeast:
    """At least ``count`` of the parts hold: ``any`` is one of them, ``all`` every one."""

    count: int
    parts: tuple[Rule, ...]


@dataclass(frozen=True)
class Unless:
    """Holds unless one of the findings is present; what is unknown does not stop it."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True)
class Always:
    """Always holds."""


Rule = Union[Is, AtLeast, Unless, Always]


def parse_rule(data: object) -> Rule:
    """Read a rule from content.

    ``data`` is a finding id, ``"always"``, or a mapping with the keys ``all``, ``any``, ``none`` and
    ``at_least``; several keys must all hold. Raises ValueError on anything else.
    """
    if data == "always":
        return Always()
    if isinstance(data, str):
        return Is(data)
    if not isinstance(data, Mapping) or not data:
        raise ValueError(f"a rule is a finding id or a mapping of all/any/none/at_least, not {data!r}")
    parts = tuple(_parse_key(str(key), value) for key, value in data.items())
    return parts[0] if len(parts) == 1 else AtLeast(len(parts), parts)


def _parse_key(key: str, value: object) -> Rule:
    if key == "at_least":
        if not isinstance(value, Mapping) or set(value) != {"count", "of"}:
            raise ValueError("at_least needs the keys count and of")
        count, parts = int(value["count"]), _parse_list(value["of"])
        if not 1 <= count <= len(parts):
            raise ValueError(f"at_least cannot ask for {count} of {len(parts)}")
        return AtLeast(count, parts)
    if key not in ("all", "any", "none"):
        raise ValueError(f"unknown rule key {key!r}; one of all, any, none, at_least")
    parts = _parse_list(value)
    if key == "none":
        return Unless(parts)
    return AtLeast(len(parts) if key == "all" else 1, parts)


def _parse_list(value: object) -> tuple[Rule, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"expected a list of rules, not {value!r}")
    return tuple(parse_rule(part) for part in value)


def truth(rule: Rule, facts: Facts, *, unsure_is: Truth = None) -> Truth:
    """Whether ``rule`` holds for ``facts``.

    ``unsure_is`` is what an unsure finding counts as: unknown by default, True to ask "could this
    still be a danger?". Findings under ``none`` only count when they are present.
    """
    if isinstance(rule, Always):
        return True
    if isinstance(rule, Is):
        polarity = facts.get(rule.finding)
        if polarity is None:
            return None
        if polarity is Polarity.UNSURE:
            return unsure_is
        return polarity is Polarity.PRESENT
    if isinstance(rule, Unless):
        return not any(truth(part, facts) is True for part in rule.parts)
    held, open_parts = 0, len(rule.parts)
    unknown = 0
    for part in rule.parts:
        value = truth(part, facts, unsure_is=unsure_is)
        open_parts -= 1
        held += value is True
        unknown += value is None
        if held >= rule.count:
            return True
        if held + unknown + open_parts < rule.count:
            return False
    return None


def findings_in(rule: Rule, *, negated: bool | None = None) -> Iterator[str]:
    """The findings a rule names: all, or only those under ``none`` (True) or outside it (False)."""
    yield from _walk(rule, negated, under_none=False)


def _walk(rule: Rule, negated: bool | None, *, under_none: bool) -> Iterator[str]:
    if isinstance(rule, Is):
        if negated is None or negated is under_none:
            yield rule.finding
    elif isinstance(rule, (AtLeast, Unless)):
        for part in rule.parts:
            yield from _walk(part, negated, under_none=under_none or isinstance(rule, Unless))


def undecided(rule: Rule, facts: Facts) -> Iterator[str]:
    """The findings, in the order written, whose answer could still make ``rule`` true."""
    if truth(rule, facts, unsure_is=True) is not None:
        return
    if isinstance(rule, Is):
        yield rule.finding
    elif isinstance(rule, AtLeast):
        for part in rule.parts:
            yield from undecided(part, facts)


def witnesses(rule: Rule, facts: Facts, *, unsure_is: Truth = None) -> Iterator[str]:
    """The findings that make a true rule true."""
    if isinstance(rule, Is):
        if truth(rule, facts, unsure_is=unsure_is):
            yield rule.finding
    elif isinstance(rule, AtLeast):
        for part in rule.parts:
            if truth(part, facts, unsure_is=unsure_is):
                yield from witnesses(part, facts, unsure_is=unsure_is)
