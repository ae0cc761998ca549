"""What may hang below a message: inline keyboards in full, the other kinds by their outline."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.telegram.bot_api.errors import Refused, violation
from tests.telegram.bot_api.vocabulary import BUTTON_DEEDS, BUTTON_LOOKS

MOST_BUTTONS, MOST_IN_A_ROW, LONGEST_DATA = 100, 8, 64
_OTHER_KINDS = {
    "keyboard": "is_persistent resize_keyboard one_time_keyboard input_field_placeholder selective".split(),
    "remove_keyboard": ["selective"],
    "force_reply": ["input_field_placeholder", "selective"],
}


def _button_refusal(what: str) -> Refused:
    return violation(f"can't parse inline keyboard button: {what}")


def _button(button: Any) -> None:
    if not isinstance(button, dict):
        raise _button_refusal("InlineKeyboardButton must be an Object")
    unknown, deeds = button.keys() - BUTTON_DEEDS - BUTTON_LOOKS, button.keys() & BUTTON_DEEDS
    if unknown:
        raise _button_refusal(f"unknown fields {sorted(unknown)}")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise _button_refusal('Field "text" must be a non-empty String')
    if not deeds:
        raise _button_refusal("Text buttons are unallowed in the inline keyboard")
    if len(deeds) > 1:
        raise _button_refusal(f"exactly one of {sorted(deeds)} is allowed")
    data = button.get("callback_data", "-")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise violation("BUTTON_DATA_INVALID")
    address = urlsplit(button.get("url", "tg://user"))
    if address.scheme not in ("http", "https", "tg") or not address.netloc:
        raise violation("inline keyboard button URL is invalid")


def inline_keyboard(value: Any) -> dict[str, Any]:
    """``value``, if it is an inline keyboard."""
    if not isinstance(value, dict) or value.keys() != {"inline_keyboard"}:
        raise violation("inline keyboard expected")
    rows = value["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise violation("can't parse inline keyboard: rows of buttons expected")
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise violation("reply markup is too long")
    for row in rows:
        for button in row:
            _button(button)
    return value


def markup(value: Any) -> dict[str, Any]:
    """``value``, if it is a reply markup."""
    if not isinstance(value, dict):
        raise violation("object expected as reply markup")
    kinds = value.keys() & _OTHER_KINDS.keys()
    if not kinds:
        return inline_keyboard(value)
    kind = next(iter(kinds))
    if len(kinds) > 1 or value.keys() - {kind} - set(_OTHER_KINDS[kind]):
        raise violation("can't parse reply keyboard markup JSON object")
    if kind == "keyboard" and not all(isinstance(row, list) and row for row in value[kind] or [None]):
        raise violation("can't parse reply keyboard markup JSON object")
    return value
