"""A conversation told again: who said what, since it last began anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Dict, List, Optional

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.channels.conversations import replies_among

Turn = Dict[str, Any]
"""``from`` is person, with ``id`` and ``text`` or ``change``; or ischia, with ``messages``."""

CHANGE = "/go_back"
"""The command by which a channel opens a question again."""

_BEGIN_ANEW = "start_over"


def change_command(asks: str) -> str:
    """What Rasa is sent to open the question ``asks`` again."""
    return CHANGE + json.dumps({"question": asks})


def transcript(events: Iterable[Event]) -> List[Turn]:
    """The turns since the last start over, whose reply comes first; messages that got no reply are left out."""
    turns: List[Turn] = []
    said: Optional[UserUttered] = None
    for event in events:
        if isinstance(event, UserUttered):
            said = event
        elif isinstance(event, BotUttered):
            if said is not None:
                turns, said = _with_person(turns, said), None
            if not turns or turns[-1]["from"] == "person":
                turns.append({"from": "ischia", "messages": []})
            turns[-1]["messages"] += replies_among([event])
    return turns


def _with_person(turns: List[Turn], said: UserUttered) -> List[Turn]:
    if said.intent_name == _BEGIN_ANEW:
        return []
    text = said.text or ""
    turn = {"from": "person", "id": said.message_id}
    if text.startswith(CHANGE):
        return [*turns, {**turn, "change": json.loads(text[len(CHANGE) :])["question"]}]
    return turns if text.startswith("/") else [*turns, {**turn, "text": text}]
