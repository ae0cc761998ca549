"""The reader as a spaCy pipeline."""

from __future__ import annotations

from bot.understanding.pipeline import LEARNED, _span, parse, pipeline, read


def test_findings_over_the_same_words_keep_their_own_probability() -> None:
    doc = pipeline().make_doc("pins and needles")
    sure = _span(doc, 0, 16, "leg_tingling", "present", 0.9, "learned")
    faint = _span(doc, 0, 16, "saddle_tingling", "present", 0.1, "learned")
    denied = _span(doc, 0, 16, "leg_tingling", "absent", 0.2, "learned")
    assert [span._.probability for span in (sure, faint, denied) if span] == [0.9, 0.1, 0.2]
    assert denied is not None and denied._.state == "absent"


def test_each_span_names_finding_state_and_rule() -> None:
    doc = parse("my left hip aches on the stairs, no fever")
    for span in doc.spans[LEARNED]:
        assert span.label_ and span._.state in ("present", "absent", "unsure", "apart")
        assert 0.0 < span._.probability <= 1.0


def test_a_reply_is_read_with_the_question_before_it() -> None:
    asked = "numbness or an odd feeling between the legs"
    assert read("yes, all of it is numb", asked).facts.get("saddle_numbness") is not None


def test_a_set_phrase_states_nothing() -> None:
    assert read("Back").facts == {}
