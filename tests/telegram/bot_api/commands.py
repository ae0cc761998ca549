"""The commands of a bot, their scopes, and languages."""

from __future__ import annotations

import re
from typing import Any

from tests.telegram.bot_api.errors import violation
from tests.telegram.bot_api.text import length
from tests.telegram.bot_api.vocabulary import SCOPES

MOST = 100


def command_list(value: Any) -> list[dict[str, str]]:
    """``value``, if it is a list of commands."""
    if not isinstance(value, list):
        raise violation("can't parse commands: Array expected")
    if len(value) > MOST:
        raise violation("BOT_COMMANDS_TOO_MUCH")
    for command in value:
        if not isinstance(command, dict) or command.keys() != {"command", "description"}:
            raise violation("can't parse commands: each has a command and a description")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command["command"])):
            raise violation("BOT_COMMAND_INVALID")
        if not 1 <= length(str(command["description"])) <= 256:
            raise violation("BOT_COMMAND_DESCRIPTION_INVALID")
    if len({command["command"] for command in value}) < len(value):
        raise violation("BOT_COMMAND_INVALID")
    return value


def scope(value: Any) -> str:
    """The name that commands of the scope ``value`` are kept under."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in SCOPES:
        raise violation("can't parse BotCommandScope: unsupported type")
    if value.keys() != {"type", *SCOPES[kind]}:
        raise violation(f"can't parse BotCommandScope: {kind} takes {sorted(SCOPES[kind])}")
    return " ".join(str(value[name]) for name in sorted(value, key=("type", "chat_id", "user_id").index))


def language(value: str) -> str:
    """``value``, if it is a two-letter code, or nothing at all."""
    if not re.fullmatch(r"([a-z]{2})?", value):
        raise violation("LANG_CODE_INVALID")
    return value
