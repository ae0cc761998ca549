"""The MarkdownV2 that the Bot API takes, turned into a plain text and its entities."""

from __future__ import annotations

import re
from typing import Any

from tests.telegram.bot_api.errors import violation
from tests.telegram.bot_api.text import length

_MARKS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
}
_PIECE = re.compile(
    r"\\(?P<escaped>.)|(?P<mark>```|`|__|\|\||[*_~])|\]\((?P<url>[^)\n]*)\)|(?P<link>\[)"
    r"|(?P<reserved>[\]()>#+\-=|{}.!])|(?P<text>[^\\*_~`|\[\]()>#+\-=|{}.!]+)",
    re.DOTALL,
)


def parse_markdown(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text of ``source`` and its entities; quotes and custom emoji are not read, so they are refused."""
    text, entities = "", []
    still_open: list[tuple[str, int]] = []

    def closes(mark: str, **fields: str) -> None:
        _, start = still_open.pop()
        if length(text) > start:
            kind = "text_link" if mark == "[" else _MARKS[mark]
            entities.append({"type": kind, "offset": start, "length": length(text) - start, **fields})

    for piece in _PIECE.finditer(source):
        mark, inside = piece["mark"] or piece["link"], still_open[-1][0] if still_open else ""
        if piece["escaped"]:
            text += piece["escaped"]
        elif inside in ("`", "```") and mark != inside:
            text += piece.group()
        elif mark and mark == inside:
            closes(mark)
        elif mark:
            still_open.append((mark, length(text)))
        elif piece["url"] is not None and inside == "[":
            closes("[", url=piece["url"])
        elif piece["text"]:
            text += piece["text"]
        else:
            raise violation(
                f"can't parse entities: Character '{piece.group()[0]}' is reserved and must be escaped with the "
                "preceding '\\'"
            )
    if still_open:
        place = len(source.encode())
        raise violation(f"can't parse entities: Can't find end of the entity starting before byte offset {place}")
    return text, sorted(entities, key=lambda each: (each["offset"], -each["length"]))
