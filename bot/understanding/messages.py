"""A parsed Rasa message back in the words of this project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.knowledge import Polarity
from bot.triage import Profile


def facts_in(entities: Iterable[Mapping[str, Any]]) -> dict[str, Polarity]:
    """The findings among Rasa entities, each with its polarity."""
    return {
        str(entity["value"]): Polarity(entity["role"])
        for entity in entities
        if entity.get("entity") == "finding" and entity.get("role") in {p.value for p in Polarity}
    }


def guesses_in(entities: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The findings that should be asked about before they count, the likeliest first."""
    return tuple(str(entity["value"]) for entity in entities if entity.get("entity") == "guess")


def profile_in(entities: Iterable[Mapping[str, Any]]) -> Profile:
    """Age and sex among Rasa entities."""
    return Profile.from_dict({str(e["entity"]): e.get("value") for e in entities if e.get("entity") in ("age", "sex")})
