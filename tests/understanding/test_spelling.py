"""Misspelt words of the lexicon are mended; words that exist are not."""

from __future__ import annotations

import pytest

from bot.understanding.extract import FindingReader


@pytest.fixture(scope="module")
def reader() -> FindingReader:
    return FindingReader()


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        ("my buttokc hurts", "buttock_pain"),
        ("soreness in the hamstirng bone when sitting on my tailbnoe", "tailbone_pain"),
        ("lots of tinglling in my leg", "leg_tingling"),
        ("awful backahce", "low_back_pain"),
        ("my sciatcia shoots down my leg", "pain_radiates_down_leg"),
    ],
)
def test_a_slip_of_the_thumb_is_read(reader: FindingReader, typed: str, finding: str) -> None:
    assert finding in reader.read(typed).facts


@pytest.mark.parametrize("word", ["panics", "squeaks", "hoeing", "boulders", "cheese", "clock", "wobbles", "numbers"])
def test_a_word_that_exists_stays(reader: FindingReader, word: str) -> None:
    assert reader._speller.mend(word) == word


def test_offsets_still_point_at_what_was_typed(reader: FindingReader) -> None:
    text = "really sore buttokc"
    mention = next(m for m in reader.read(text).mentions if m.finding == "buttock_pain")
    assert "buttokc" in text[mention.start : mention.end]
