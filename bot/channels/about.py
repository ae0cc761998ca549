"""What a page needs to know of the clinic and its content before the conversation begins."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict

from bot.clinic import Clinic
from bot.knowledge import KnowledgeBase
from bot.knowledge.reviews import items_of, unsigned

LOGO = "/assets/logo"


def about(clinic: Clinic, knowledge: KnowledgeBase, today: date) -> Dict[str, Any]:
    """The clinic's settings that people may see, and the state of the content."""
    return {
        "name": clinic.name,
        "region": clinic.region,
        "language": clinic.services.language,
        "emergency_number": clinic.services.emergency_number,
        "advice_line": clinic.services.advice_line,
        "phone": clinic.phone,
        "booking_link": clinic.booking_link,
        "opening_hours": clinic.opening_hours,
        "greeting": clinic.greeting,
        "logo": LOGO if clinic.logo else None,
        "colours": {"accent": clinic.colours.accent, "on_accent": clinic.colours.on_accent},
        "minutes": clinic.session_hours * 60,
        "retention_days": clinic.retention_days,
        "content_version": knowledge.version,
        "items": len(list(items_of(knowledge))),
        "unsigned_items": len(unsigned(knowledge, today)),
    }
