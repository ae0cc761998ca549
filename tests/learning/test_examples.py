"""Marked messages as training examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.learning.examples import from_replies, from_stories, from_training_files, pieces_of
from bot.marked import STATE_OF


def test_a_message_is_cut_at_its_marks() -> None:
    pieces = pieces_of("no [fever](denied:fever_unwell), [sore left hip](finding:hip_pain+one_sided)")
    assert [piece.text for piece in pieces] == ["no ", "fever", ", ", "sore left hip"]
    assert pieces[3].states == {("hip_pain", "present"), ("one_sided", "present")}


@pytest.mark.parametrize(("kind", "state"), STATE_OF.items())
def test_each_kind_of_mark_has_its_state(kind: str, state: str) -> None:
    (piece,) = pieces_of(f"[words]({kind}:limp)")
    assert piece.states == {("limp", state)}


def test_the_pieces_make_the_message() -> None:
    short = list(from_training_files(Path("nlu_data/nlu/other")))[::50]
    for example in [*from_stories(Path("nlu_data/told/runner.txt")), *short]:
        assert "](" not in example.text
        assert "".join(piece.text for piece in example.pieces) == example.text


def test_a_reply_knows_what_was_asked(tmp_path: Path) -> None:
    file = tmp_path / "replies.tsv"
    file.write_text("saddle_numbness\t[only a bit](finding:saddle_numbness)\n", encoding="utf-8")
    (example,) = from_replies(file)
    assert (example.asked, example.text) == ("saddle_numbness", "only a bit")
