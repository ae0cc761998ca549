"""What no sentence may say, and that none has expired."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase, load_knowledge
from bot.knowledge.checks import all_items, passages
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


NOT_SAID = {
    "US": r"\b(?:paracetamol|physio\w*|chemist|trousers|trainers|motorway|mum)\b",
    "UK": r"\b(?:physical therap\w+|emergency room|the ER|pants|sneakers|freeway|mom)\b",
}
"""Words of another region."""


@pytest.mark.parametrize("region", sorted(NOT_SAID))
def test_no_region_speaks_the_words_of_another(knowledge: KnowledgeBase, region: str) -> None:
    fill = knowledge.regions[region].fill
    said = [(item_id, fill(p.text)) for item_id, item in all_items(knowledge) for p in passages(item)]
    assert [where for where, text in said if re.search(NOT_SAID[region], text, re.IGNORECASE)] == []


@given(
    st.sampled_from(["physio", "Physio", "paracetamol", "Paracetamol"]),
    st.sampled_from(["a {}", "{} helps.", "the {}s"]),
)
def test_a_word_keeps_its_capital_in_another_region(word: str, frame: str) -> None:
    said = load_knowledge().regions["US"].in_words(frame.format(word))
    assert (word[0].isupper()) is (next(c for c in said.replace("a ", "").replace("the ", "") if c.isalpha()).isupper())
