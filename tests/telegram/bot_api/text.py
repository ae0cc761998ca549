"""Text as Telegram measures it: in UTF-16 code units."""

from __future__ import annotations

import re
from typing import Any

from tests.telegram.bot_api.errors import violation

LONGEST = 4096

# What Telegram marks by itself in any text.
_FOUND_BY_ITSELF = {
    "bot_command": r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w+)?",
    "url": r"https?://[^\s<>]+[^\s<>.,)]",
    "mention": r"(?<!\w)@[A-Za-z]\w{3,31}",
    "email": r"[\w.+-]+@[\w-]+\.[A-Za-z]{2,}",
}


def length(text: str) -> int:
    """How long Telegram takes ``text`` to be."""
    return len(text.encode("utf-16-le")) // 2


def found_entities(text: str, taken: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The commands, addresses and mentions in ``text`` that do not touch what is ``taken``."""
    found: list[dict[str, Any]] = []
    for kind, pattern in _FOUND_BY_ITSELF.items():
        for match in re.finditer(pattern, text):
            start, size = length(text[: match.start()]), length(match.group())
            others = taken + found
            if all(start + size <= each["offset"] or each["offset"] + each["length"] <= start for each in others):
                found.append({"type": kind, "offset": start, "length": size})
    return found


def trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """``text`` without white space at its ends, and its entities moved with it."""
    gone, kept = length(text) - length(text.lstrip()), text.strip()
    moved = []
    for entity in entities:
        start = max(entity["offset"] - gone, 0)
        end = min(entity["offset"] + entity["length"] - gone, length(kept))
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return kept, moved


def sized(text: str) -> str:
    """``text``, if it can be a message."""
    if not text:
        raise violation("message text is empty")
    if length(text) > LONGEST:
        raise violation("message is too long")
    return text
