"""Who decides: the reader above its thresholds, the rules where they are sure, and else the person is asked."""

from __future__ import annotations

from bot.knowledge import load_knowledge
from bot.understanding.reading import Reading
from bot.understanding.spans import Span
from bot.understanding.verdict import DURATION, MOST_ASKED, Ruled, Thresholds, verdict

KNOWLEDGE = load_knowledge()
TEXT = "can't feel it when I wipe"


def judged(*learned: Span, ruled: tuple[Ruled, ...] = (), others: tuple[tuple[int, int], ...] = ()) -> Reading:
    thresholds = Thresholds({"*": {"read": 0.5, "ask": 0.2, "deny": 0.5}, "foot_drop": {"read": 0.8}})
    return verdict(TEXT, learned, ruled, {}, others, KNOWLEDGE, thresholds)


def span(finding: str, state: str, probability: float, start: int = 0, end: int = 12) -> Span:
    return Span(finding, state, start, end, probability)


def test_what_is_likely_is_read() -> None:
    assert judged(span("saddle_numbness", "present", 0.7)).states == {"saddle_numbness": "present"}


def test_what_is_doubtful_is_asked_and_nothing_else() -> None:
    reading = judged(span("saddle_numbness", "present", 0.3))
    assert reading.facts == {}
    assert [guess.finding for guess in reading.guesses] == ["saddle_numbness"]


def test_each_finding_has_its_own_threshold() -> None:
    assert judged(span("foot_drop", "present", 0.7)).facts == {}


def test_a_doubtful_denial_clears_nothing() -> None:
    assert judged(span("saddle_numbness", "absent", 0.4)).states == {}


def test_what_is_not_the_writers_now_is_no_fact() -> None:
    reading = judged(span("cancer_history", "apart", 0.9))
    assert reading.states == {"cancer_history": "apart"}
    assert reading.facts == {}


def test_present_here_wins_over_denied_there() -> None:
    reading = judged(span("leg_numbness", "absent", 0.9), span("leg_numbness", "present", 0.6, 15, 20))
    assert reading.states == {"leg_numbness": "present"}


def test_a_rule_is_believed_beside_a_reader_that_is_silent() -> None:
    reading = judged(ruled=(Ruled("saddle_numbness", 0, 25, "numb_wiping"),))
    assert reading.states == {"saddle_numbness": "present"}


def test_a_rule_that_the_reader_contradicts_is_asked() -> None:
    reading = judged(span("saddle_numbness", "absent", 0.9), ruled=(Ruled("saddle_numbness", 0, 25, "numb_wiping"),))
    assert reading.states == {"saddle_numbness": "absent"}


def test_a_rule_that_is_only_apart_for_the_reader_is_asked() -> None:
    reading = judged(span("saddle_numbness", "apart", 0.9), ruled=(Ruled("saddle_numbness", 0, 25, "numb_wiping"),))
    assert [guess.finding for guess in reading.guesses] == ["saddle_numbness"]
    assert reading.facts == {}


def test_the_unit_of_a_duration_is_that_of_the_rule() -> None:
    reading = judged(span("duration_days", "present", 0.9), ruled=(Ruled("duration_weeks", 0, 7, DURATION),))
    assert reading.states == {"duration_weeks": "present"}


def test_a_time_that_is_not_this_troubles_is_no_duration() -> None:
    reading = judged(span("duration_weeks", "apart", 0.9), ruled=(Ruled("duration_weeks", 0, 7, DURATION),))
    assert reading.states == {}


def test_several_doubtful_kinds_make_the_broader_finding() -> None:
    kinds = [span(name, "present", 0.4) for name in ("urinary_retention", "urinary_leak", "bowel_control_loss")]
    assert judged(*kinds).states == {"bladder_or_bowel_change": "present"}


def test_no_more_is_asked_than_a_person_can_answer() -> None:
    doubtful = ("hip_pain", "groin_pain", "limp", "stiffness", "rash")
    assert len(judged(*(span(name, "present", 0.3) for name in doubtful)).guesses) == MOST_ASKED


def test_what_is_known_is_not_asked_again_in_a_broader_form() -> None:
    reading = judged(span("urinary_retention", "present", 0.9), span("bladder_or_bowel_change", "present", 0.3))
    assert reading.guesses == ()


def test_what_is_said_of_somebody_else_alone_is_apart() -> None:
    assert judged(span("cancer_history", "present", 0.9), others=((0, 20),)).states == {"cancer_history": "apart"}


def test_a_doubtful_duration_is_no_question() -> None:
    assert judged(span("duration_days", "present", 0.3)).guesses == ()
