"""The parameters of a call: read as the Bot API reads them, and checked against the table of methods."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.telegram.bot_api.commands import command_list, language, scope
from tests.telegram.bot_api.entities import entity_list, parse_mode
from tests.telegram.bot_api.errors import violation
from tests.telegram.bot_api.keyboards import inline_keyboard, markup
from tests.telegram.bot_api.methods import METHODS
from tests.telegram.bot_api.text import length
from tests.telegram.bot_api.vocabulary import UPDATE_TYPES

_EMPTY = {"chat_id": "chat_id is empty", "text": "message text is empty", "message_id": "message_id is empty"}


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value)):
        raise violation(f"an Integer is expected, not {value!r}")
    return int(value)


def _boolean(value: Any) -> bool:
    if str(value).lower() not in ("true", "false"):
        raise violation(f"a Boolean is expected, not {value!r}")
    return str(value).lower() == "true"


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise violation(f"a String is expected, not {value!r}")
    return value


def _chat(value: Any) -> Any:
    return value if isinstance(value, str) and value.startswith("@") else _integer(value)


def _secret(value: Any) -> str:
    if len(_string(value)) > 256:
        raise violation("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", value):
        raise violation("secret token contains unallowed characters")
    return str(value)


def _update_types(value: Any) -> list[str]:
    if not isinstance(value, list) or not set(value) <= UPDATE_TYPES:
        raise violation(f"allowed_updates names what is no update: {value!r}")
    return value


def _object(name: str, required: str, **fields: Any) -> Callable[[Any], dict[str, Any]]:
    """A reader of objects with these ``fields``, each with its type."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or value.keys() - fields or set(required.split()) - value.keys():
            raise violation(f"can't parse {name}: an Object of {sorted(fields)} is expected")
        for key, each in value.items():
            if not isinstance(each, fields[key]) or (fields[key] is int and isinstance(each, bool)):
                raise violation(f'can\'t parse {name}: Field "{key}" is of the wrong type')
        return value

    return read


_link_preview = _object(
    "link preview options",
    "",
    is_disabled=bool,
    url=str,
    prefer_small_media=bool,
    prefer_large_media=bool,
    show_above_text=bool,
)
_reply = _object(
    "reply parameters",
    "message_id",
    message_id=int,
    chat_id=(int, str),
    allow_sending_without_reply=bool,
    quote=str,
    quote_parse_mode=str,
    quote_entities=list,
    quote_position=int,
    checklist_task_id=int,
)
_READERS: dict[str, Callable[[Any], Any]] = {
    "integer": _integer,
    "boolean": _boolean,
    "string": _string,
    "chat": _chat,
    "file": lambda value: value,
    "secret": _secret,
    "update types": _update_types,
    "commands": command_list,
    "scope": scope,
    "language": language,
    "parse mode": parse_mode,
    "entities": entity_list,
    "link preview": _link_preview,
    "reply": _reply,
    "markup": markup,
    "inline keyboard": inline_keyboard,
}
_JSON = frozenset(
    {"update types", "commands", "scope", "entities", "link preview", "reply", "markup", "inline keyboard"}
)


def _read(name: str, kind: str, value: Any) -> Any:
    bare = kind.rstrip("!")
    limits = re.search(r" (\d+)-(\d+)$", bare)
    bare = bare[: limits.start()] if limits else bare
    if bare in _JSON and isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise violation(f"can't parse {name} JSON object") from None
    value = _READERS[bare](value)
    if limits and not int(limits[1]) <= (length(value) if isinstance(value, str) else value) <= int(limits[2]):
        raise violation(f"{name} must be between {limits[1]} and {limits[2]}")
    return value


def checked(method: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """``given`` as Python values; refused when a parameter is unknown, missing or not what it should be."""
    known = METHODS[method]
    if unknown := given.keys() - known.keys():
        raise violation(f"{method} has no parameter {', '.join(sorted(unknown))}")
    for name, kind in known.items():
        if kind.endswith("!") and name not in given:
            raise violation(_EMPTY.get(name, f"{name} is not specified"))
    return {name: _read(name, known[name], value) for name, value in given.items()}
