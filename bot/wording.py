"""The words of an installation: its services and its name, filled into whatever is said."""

from __future__ import annotations

from typing import Any

from bot.clinic import Clinic
from bot.dialogue.reply import bullets
from bot.knowledge import Line


def words_of(clinic: Clinic) -> dict[str, Any]:
    """The placeholders that any response may have."""
    services = clinic.services
    return {
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
        "clinic_name": clinic.name,
        "clinic": clinic.contact,
        "retention_days": clinic.retention_days,
    }


def filled(value: Any, clinic: Clinic) -> Any:
    """A value of a reply, and all within it, with the placeholders of content filled in. Raises KeyError."""
    if isinstance(value, str):
        return clinic.services.fill(value)
    if isinstance(value, dict):
        return {name: filled(part, clinic) for name, part in value.items()}
    return [filled(part, clinic) for part in value] if isinstance(value, (list, tuple)) else value


def _lines(line: Line) -> str:
    """How to reach a line, by voice and by text: "• Samaritans: call 116 123, or text SHOUT to 85258"."""
    return bullets([f"{line.name}: call {line.number}" + (f", or {line.text}" if line.text else "")])
