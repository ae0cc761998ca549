"""A parsed Rasa message back in the words of this project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.knowledge import Polarity
from bot.triage import Profile


def states_in(entities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The findings among Rasa entities, each with how it is stated."""
    return {str(entity["value"]): str(entity.get("role")) for entity in entities if entity.get("entity") == "finding"}


def facts_in(entities: Iterable[Mapping[str, Any]]) -> dict[str, Polarity]:
    """What the entities say of the writer now."""
    known = {polarity.value for polarity in Polarity}
    return {name: Polarity(state) for name, state in states_in(entities).items() if state in known}


def guesses_in(entities: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The findings that should be asked about before they count, the likeliest first."""
    return tuple(str(entity["value"]) for entity in entities if entity.get("entity") == "guess")


def profile_in(entities: Iterable[Mapping[str, Any]]) -> Profile:
    """Age, sex, side and whom it is about among Rasa entities."""
    return Profile.from_dict(
        {str(e["entity"]): e.get("value") for e in entities if e.get("entity") in ("age", "sex", "side", "who")}
    )
