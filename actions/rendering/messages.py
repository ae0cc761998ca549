"""One message to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Optional

from rasa_sdk.executor import CollectingDispatcher

from bot.clinic import load_clinic
from bot.knowledge import Line, Passage


@dataclass(frozen=True)
class Say:
    """A response of the domain with its variables, quick replies, and data for the channel."""

    response: str
    words: dict[str, Any] = field(default_factory=dict)
    replies: tuple[str, ...] = ()
    data: Optional[dict[str, Any]] = None


def send(dispatcher: CollectingDispatcher, messages: Iterable[Say]) -> None:
    """Hand messages to Rasa, with the words for services filled in."""
    services = load_clinic().services
    common = {
        "emergency_number": services.emergency_number,
        "emergency_department": services.emergency_department,
        "advice_line": services.advice_line,
        "family_doctor": services.family_doctor,
        "urgent_care": services.urgent_care,
        "crisis_name": services.crisis_line.name,
        "crisis_number": services.crisis_line.number,
        "crisis_lines": _lines(services.crisis_line),
        "abuse_name": services.abuse_line.name,
        "abuse_number": services.abuse_line.number,
        "poison_line": services.poison_line,
        "clinic_name": load_clinic().name,
        "retention_days": load_clinic().retention_days,
    }
    for message in messages:
        dispatcher.utter_message(
            response=message.response,
            buttons=[{"title": reply, "payload": reply} for reply in message.replies] or None,
            json_message=message.data,
            **{**common, **message.words},
        )


def _lines(line: Line) -> str:
    """How to reach a line, by voice and by text: "• Samaritans: call 116 123, or text SHOUT to 85258"."""
    return bullets([f"{line.name}: call {line.number}" + (f", or {line.text}" if line.text else "")])


def section(name: str, response: str, words: dict[str, Any] | None = None, **data: Any) -> Say:
    """A part of the answer, named so that a channel can show it as what it is."""
    return Say(response, words or {}, data={"type": "section", "section": name, **data})


def told(passage: Passage) -> str:
    """A passage with the words for services filled in."""
    return load_clinic().services.fill(passage.text)


def bullets(lines: Iterable[str]) -> str:
    """Lines as a list a phone shows well."""
    return "\n".join(f"• {line}" for line in lines)
