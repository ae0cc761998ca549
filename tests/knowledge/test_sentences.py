"""What no sentence may say, and that none has expired."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.knowledge import KnowledgeBase
from bot.knowledge.checks import all_items
from tests.knowledge.sentences import sentences

DOSE = r"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|milligrams?|micrograms?|ml|tablets?|pills?|capsules?)\b"
EMERGENCY_NUMBER = r"(?<!,)\b(?:999|112|911|000)\b"
VERDICT = r"\bnothing serious\b|\bdon.t worry\b|\bno need to worry\b|\byou (?:have|suffer from) (?:sciatica|a slipped)"

FORBIDDEN = [
    pytest.param(DOSE, id="a drug dose"),
    pytest.param(EMERGENCY_NUMBER, id="an emergency number of one country"),
    pytest.param(VERDICT, id="a verdict or false comfort"),
]


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_sentence_says(knowledge: KnowledgeBase, pattern: str) -> None:
    said = [(name, text) for name, text in sentences(knowledge) if re.search(pattern, text, re.IGNORECASE)]
    assert said == []


def test_no_content_that_ships_has_expired(knowledge: KnowledgeBase) -> None:
    """Goes red on the day content runs out: have it reviewed again, then set a new date."""
    expiring = {key: item for key, item in all_items(knowledge) if hasattr(item, "expires_on")}
    assert [key for key, item in expiring.items() if item.expires_on < date.today()] == []
