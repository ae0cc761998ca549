"""A text with its formatting, from a parse mode or from entities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.telegram.bot_api.errors import violation
from tests.telegram.bot_api.html import parse_html
from tests.telegram.bot_api.markdown import parse_markdown
from tests.telegram.bot_api.text import found_entities, length, sized, trimmed
from tests.telegram.bot_api.vocabulary import ENTITIES, MAY_BE_LEFT_OUT

_PARSERS = {"html": parse_html, "markdownv2": parse_markdown}


def parse_mode(value: str) -> str:
    """``value``, if it is a parse mode that the double reads."""
    if value.lower() not in _PARSERS:
        raise violation("unsupported parse_mode")
    return value.lower()


def entity_list(value: Any) -> list[dict[str, Any]]:
    """``value``, if it is a list of entities of known types."""
    if not isinstance(value, list):
        raise violation("can't parse entities: Expected an Array of MessageEntity")
    for entity in value:
        if not isinstance(entity, dict) or entity.get("type") not in ENTITIES:
            raise violation("can't parse entities: unsupported type of MessageEntity")
        fields = {"type": str, "offset": int, "length": int, **ENTITIES[entity["type"]]}
        unknown, missing = entity.keys() - fields, fields.keys() - entity.keys() - MAY_BE_LEFT_OUT
        if unknown or missing or any(type(entity[name]) is not fields[name] for name in entity):
            raise violation(f"can't parse entities: MessageEntity of type {entity['type']} is not as it should be")
    return value


def _inside(entity: dict[str, Any], text: str) -> None:
    units = text.encode("utf-16-le")
    for place in (entity["offset"], entity["offset"] + entity["length"]):
        before = units[2 * place - 2 : 2 * place]
        if len(before) == 2 and 0xD8 <= before[1] <= 0xDB:
            raise violation(f"entity at UTF-16 offset {place} cuts a character in two")
    if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > length(text):
        raise violation(
            f"entity beginning at UTF-16 offset {entity['offset']} ends after the end of the text at UTF-16 offset "
            f"{entity['offset'] + entity['length']}"
        )


def formatted(params: Mapping[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """The text of a message and its entities, as Telegram keeps them."""
    text, entities = params["text"], params.get("entities") or []
    if "parse_mode" in params:
        if entities:
            raise violation("entities and parse_mode do not go together")
        text, entities = _PARSERS[params["parse_mode"]](text)
    else:
        for entity in entities:
            _inside(entity, text)
    text, entities = trimmed(text, entities)
    entities = entities + found_entities(sized(text), entities)
    return text, sorted(entities, key=lambda each: (each["offset"], -each["length"]))
