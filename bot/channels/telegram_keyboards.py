"""Answers to tap: what hangs below a message, and what a press means."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any, Dict, List, Optional

from bot.channels.conversations import Message
from bot.channels.telegram_inbox import Keyboard
from bot.channels.telegram_text import Text
from bot.channels.telegram_wording import Wording

SEND = "send"
ROW_CHARACTERS = 24
"""Labels of a row together; more does not fit beside each other on a small phone."""

MOST_IN_A_ROW = 6


def keyboard_for(message: Message, text: Text) -> Keyboard:
    """The keyboard of a reply. Its token tells nothing and cannot be guessed."""
    data = message.get("data") or {}
    options = [option["label"] for option in data["options"]] if data.get("kind") == "checklist" else []
    return Keyboard(
        secrets.token_urlsafe(12),
        list(message["replies"]),
        text.plain,
        text.entities(),
        options,
        asks=data.get("asks"),
        answers=data.get("answers") or {},
    )


def markup(keyboard: Keyboard, wording: Wording) -> Dict[str, Any]:
    """The inline keyboard as the Bot API wants it: options one below the other, short answers side by side."""
    buttons = {label: _button(keyboard, _shown(keyboard, label), str(n)) for n, label in enumerate(keyboard.labels)}
    rows = [[buttons.pop(option)] for option in keyboard.options]
    if keyboard.picked:
        rows.append([_button(keyboard, wording.say("send_answer"), SEND)])
    row: List[Dict[str, str]] = []
    for button in buttons.values():
        if not row or not _fits(row, button):
            row = []
            rows.append(row)
        row.append(button)
    return {"inline_keyboard": rows}


def pressed(keyboard: Optional[Keyboard], data: str) -> Optional[str]:
    """The label that was pressed, or ``SEND``; None when the press is not of this keyboard."""
    token, _, which = data.partition(":")
    if keyboard is None or not secrets.compare_digest(token.encode(), keyboard.token.encode()):
        return None
    if which == SEND:
        return SEND if keyboard.picked else None
    return keyboard.labels[int(which)] if which.isdecimal() and int(which) < len(keyboard.labels) else None


def toggled(keyboard: Keyboard, label: str) -> Keyboard:
    """With one option picked, or no longer."""
    picked = [option for option in keyboard.options if (option in keyboard.picked) != (option == label)]
    return replace(keyboard, picked=picked)


def _shown(keyboard: Keyboard, label: str) -> str:
    if label not in keyboard.options:
        return label
    return f"{'☑' if label in keyboard.picked else '☐'} {label}"


def _fits(row: List[Dict[str, str]], button: Dict[str, str]) -> bool:
    labels = [other["text"] for other in (*row, button)]
    return len(labels) <= MOST_IN_A_ROW and sum(map(len, labels)) <= ROW_CHARACTERS


def _button(keyboard: Keyboard, text: str, which: str) -> Dict[str, str]:
    return {"text": text, "callback_data": f"{keyboard.token}:{which}"}
