"""Where an answer comes from, named as a person would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.dialogue.reply import Say, section
from bot.knowledge import KnowledgeBase
from bot.knowledge.reviews import unsigned


def sources(knowledge: KnowledgeBase, places: Iterable[str]) -> Say:
    """Names the places (its ``sources``), and says that no clinician has signed the content while that is so."""
    response = "utter_sources_unsigned" if unsigned(knowledge, date.today()) else "utter_sources"
    places = list(places)
    return section("sources", response, source_names(knowledge, places), places)


def source_names(knowledge: KnowledgeBase, places: Iterable[str]) -> list[str]:
    """Organisation, title, year, and the sections used."""
    sections: dict[str, list[str]] = {}
    for place in places:
        source_id, _, section = place.partition("#")
        sections.setdefault(source_id, []).extend([section] if section else [])
    return [_name(knowledge, source_id, used) for source_id, used in sections.items()]


def _name(knowledge: KnowledgeBase, source_id: str, sections: list[str]) -> str:
    source = knowledge.sources[source_id]
    year = f" ({source.year})" if source.year else ""
    used = f", {', '.join(sorted(set(sections)))}" if sections else ""
    return f"{source.organisation}: {source.title}{year}{used}"
