from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_text import LONGEST, Text, joined, pieces, text_of, together
from bot.channels.telegram_wording import wording_for

ENGLISH = wording_for("en")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def reply(text: str, *replies: str, **data: Any) -> dict[str, Any]:
    return {"text": text, "replies": list(replies), "data": data}


def bold_parts(text: Text) -> list[str]:
    return [text.plain[start : start + length] for start, length in text.bold]


def test_a_heading_is_bold() -> None:
    text = text_of(reply("Why:\n• one\n• two", heading="Why"), ENGLISH)
    assert bold_parts(text) == ["Why"]


def test_a_sentence_that_leads_to_no_list_is_plain() -> None:
    assert text_of(reply("Think of this:\n\nand that"), ENGLISH).bold == ()


def test_the_names_of_patterns_are_bold() -> None:
    pattern = {"name": "Sciatica", "summary": "a sore nerve", "for": [], "against": []}
    text = text_of(reply("May fit.\n\nSciatica: a sore nerve", patterns=[pattern]), ENGLISH)
    assert bold_parts(text) == ["Sciatica"]


def test_a_question_tells_its_place() -> None:
    text = text_of(reply("Does it tingle?", type="question", place=3, total=8), ENGLISH)
    assert text.plain == "Question 3 of about 8\n\nDoes it tingle?"


def test_a_question_whose_place_is_not_known_tells_none() -> None:
    assert text_of(reply("How old?", type="question", place=1, total=None), ENGLISH).plain == "How old?"


def test_bold_places_are_counted_as_telegram_counts() -> None:
    text = Text("🚨 Why:\n• one", ((2, 4),))
    assert text.entities() == [{"type": "bold", "offset": 3, "length": 4}]


def test_parts_of_an_answer_that_belong_together_are_one_message() -> None:
    parts = [
        reply("now", type="result"),
        *(reply(name, section=name) for name in ("why", "do_now", "steps", "at_once")),
    ]
    assert [[m["text"] for m in group] for group in together(parts)] == [
        ["now"],
        ["why", "do_now"],
        ["steps", "at_once"],
    ]


def test_what_has_buttons_stands_alone() -> None:
    parts = [reply("a", "Yes"), reply("b", section="fits"), reply("c", "No", section="at_once")]
    assert [len(group) for group in together(parts)] == [1, 1, 1]


def test_bold_places_move_along_when_texts_are_joined() -> None:
    assert bold_parts(joined([Text("Why:", ((0, 4),)), Text("So do:", ((3, 2),))])) == ["Why:", "do"]


def test_a_long_text_is_cut_at_paragraphs() -> None:
    paragraphs = [letter * 900 for letter in "abcdefgh"]
    cut = list(pieces(Text("\n\n".join(paragraphs))))
    assert [piece.plain for piece in cut] == ["\n\n".join(paragraphs[:4]), "\n\n".join(paragraphs[4:])]


def test_a_bold_place_that_is_cut_is_bold_on_both_sides() -> None:
    text = Text("a" * 8 + " " + "b" * 8, ((6, 6),))
    assert [bold_parts(piece) for piece in pieces(text, longest=10)] == [["aa"], ["bbb"]]


def test_an_emoji_is_never_cut_in_two() -> None:
    assert [piece.plain for piece in pieces(Text("😀😀😀"), longest=3)] == ["😀", "😀", "😀"]


@given(st.text(alphabet="ab \n.😀", max_size=300), st.integers(2, 40))
def test_nothing_but_space_is_lost_and_every_piece_fits(plain: str, longest: int) -> None:
    cut = [piece.plain for piece in pieces(Text(plain), longest)]
    assert all(0 < units(piece) <= longest for piece in cut)
    assert "".join("".join(cut).split()) == "".join(plain.split())


@pytest.mark.parametrize("words", [1, 5_000])
def test_every_piece_is_one_that_telegram_takes(words: int) -> None:
    assert all(units(piece.plain) <= LONGEST for piece in pieces(Text("word " * words)))
