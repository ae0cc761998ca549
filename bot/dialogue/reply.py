"""One message to a person, as data: a response of the domain, its words, and what a channel needs to show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Optional


@dataclass(frozen=True)
class Say:
    """A response of the domain with its variables, quick replies, and data for the channel.

    Words and data may hold the ``{placeholders}`` of content, such as ``{family_doctor}``: whoever sends fills them in.
    ``sources`` are those of the content in its words; those of the response itself stand beside its wording.
    """

    response: str
    words: dict[str, Any] = field(default_factory=dict)
    replies: tuple[str, ...] = ()
    data: Optional[dict[str, Any]] = None
    sources: tuple[str, ...] = ()


def section(
    name: str, response: str, words: dict[str, Any] | None = None, sources: Iterable[str] = (), **data: Any
) -> Say:
    """A part of the answer, named so that a channel can show it as what it is."""
    return Say(response, words or {}, data={"type": "section", "section": name, **data}, sources=tuple(sources))


def bullets(lines: Iterable[str]) -> str:
    """Lines as a list a phone shows well."""
    return "\n".join(f"• {line}" for line in lines)
