"""The HTML that the Bot API takes, turned into a plain text and its entities."""

from __future__ import annotations

import re
from typing import Any

from tests.telegram.bot_api.errors import Refused, violation
from tests.telegram.bot_api.text import length

_TAGS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PIECE = re.compile(r"<(?P<tag>[^>]*)(?P<closed>>?)|&(?P<name>#?\w+);|(?P<text>[^<&]+|&)", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+)))?")


def _refusal(what: str, html: str, place: int) -> Refused:
    return violation(f"can't parse entities: {what.format(len(html[:place].encode()))}")


def _character(name: str) -> str:
    if name.startswith("#"):
        digits = name[1:]
        try:
            return chr(int(digits[1:], 16) if digits[:1] in "xX" else int(digits))
        except (ValueError, OverflowError):
            return f"&{name};"
    return _CHARACTERS.get(name, f"&{name};")


def _entity(tag: str, attributes: dict[str, str], start: int, size: int) -> dict[str, Any]:
    entity: dict[str, Any] = {"type": _TAGS[tag], "offset": start, "length": size}
    if tag == "a":
        entity["url"] = attributes["href"]
    if tag == "tg-emoji":
        entity["custom_emoji_id"] = attributes["emoji-id"]
    if tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    if tag == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"][len("language-") :]
    return entity


def _opened(inside: str, html: str, place: int) -> tuple[str, dict[str, str]]:
    name = re.split(r"\s", inside, maxsplit=1)[0]
    tag = name.lower()
    attributes = {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(inside[len(name) :])}
    if tag not in _TAGS:
        raise _refusal(f'Unsupported start tag "{tag}" at byte offset {{}}', html, place)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _refusal('Tag "span" must have class "tg-spoiler" at byte offset {}', html, place)
    if (tag == "a" and not attributes.get("href")) or (tag == "tg-emoji" and not attributes.get("emoji-id")):
        raise _refusal(f'Tag "{tag}" lacks its attribute at byte offset {{}}', html, place)
    return tag, attributes


def parse_html(html: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text of ``html`` and its entities; refused where Telegram refuses it."""
    text, entities = "", []
    open_tags: list[tuple[str, dict[str, str], int]] = []
    for piece in _PIECE.finditer(html):
        inside, place = piece["tag"], piece.start()
        if inside is None:
            text += piece["text"] or _character(piece["name"])
        elif not piece["closed"]:
            raise _refusal("Unclosed start tag at byte offset {}", html, place)
        elif not inside.startswith("/"):
            open_tags.append((*_opened(inside, html, place), length(text)))
        elif not open_tags:
            raise _refusal("Unexpected end tag at byte offset {}", html, place)
        else:
            tag, attributes, start = open_tags.pop()
            ending = inside[1:].strip().lower()
            if ending not in ("", tag):
                raise _refusal(
                    f'Unmatched end tag at byte offset {{}}, expected "</{tag}>", found "</{ending}>"', html, place
                )
            if length(text) > start:
                entities.append(_entity(tag, attributes, start, length(text) - start))
    if open_tags:
        raise _refusal(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"', html, 0)
    return text, _with_languages(sorted(entities, key=lambda each: (each["offset"], -each["length"])))


def _with_languages(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """``entities`` with the language of code that fills a block moved to the block."""
    blocks = {(each["offset"], each["length"]): each for each in entities if each["type"] == "pre"}
    kept = []
    for entity in entities:
        language = entity.pop("language", None) if entity["type"] == "code" else None
        block = blocks.get((entity["offset"], entity["length"])) if entity["type"] == "code" else None
        if block is None:
            kept.append(entity)
        elif language:
            block["language"] = language
    return kept
