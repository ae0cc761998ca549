"""The content this installation serves: the knowledge base, the clinic's reviews, and what the clinic demands."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.clinic import load_clinic
from bot.knowledge import KnowledgeBase, load_knowledge
from bot.knowledge.reviews import only_reviewed, read_reviews, with_reviews

REVIEWS = Path(__file__).parent.parent / "reviews.yml"


def served_knowledge() -> KnowledgeBase:
    """What may be told today. Raises ValueError when the clinic wants reviewed content and a safety item is not."""
    return _served(date.today(), load_clinic().require_review)


@lru_cache(maxsize=1)
def _served(today: date, require_review: bool) -> KnowledgeBase:
    knowledge = with_reviews(load_knowledge(), read_reviews(REVIEWS))
    return only_reviewed(knowledge, today) if require_review else knowledge
