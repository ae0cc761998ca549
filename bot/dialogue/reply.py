"""One message to a person, as data: a response of the domain, its words, and what a channel needs to show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Optional

from bot.knowledge import Passage


@dataclass(frozen=True)
class Say:
    """A response of the domain with its variables, quick replies, and data for the channel.

    Words and data may hold the ``{placeholders}`` of content, such as ``{family_doctor}``: whoever sends fills them in.
    ``sources`` are those of the content in its words; those of the response itself stand beside its wording, as does
    its heading.
    """

    response: str
    words: dict[str, Any] = field(default_factory=dict)
    replies: tuple[str, ...] = ()
    data: Optional[dict[str, Any]] = None
    sources: tuple[str, ...] = ()


def section(name: str, response: str, items: Iterable[str] = (), sources: Iterable[str] = (), **data: Any) -> Say:
    """A part of the answer: a heading, that of the response, and what stands under it, item by item."""
    lines = list(items)
    told = {"type": "section", "section": name, "items": lines, **data}
    return Say(response, {"items": bullets(lines)}, data=told, sources=tuple(sources))


def told(name: str, response: str, passages: Iterable[Passage]) -> Say:
    """A part of the answer that holds sentences of the content."""
    said = list({passage.text: passage for passage in passages}.values())
    return section(name, response, [passage.text for passage in said], places_of(said))


def places_of(passages: Iterable[Passage]) -> list[str]:
    """The places some passages come from, each once: source ids, with a section where one is known."""
    return list(dict.fromkeys(place for passage in passages for place in passage.sources))


def bullets(lines: Iterable[str]) -> str:
    """Lines as a list a phone shows well."""
    return "\n".join(f"• {line}" for line in lines)
