"""What the learned model may add to what the lexicon read, and what it may only ask."""

from __future__ import annotations

from bot.knowledge import Polarity
from bot.understanding.join import ASKED, BELIEVED, MOST_ASKED, join
from bot.understanding.reading import Guess, Mention, Reading

MESSAGE = "half past four and I am awake again"


def guess(finding: str, probability: float) -> Guess:
    return Guess(finding, probability, 0, len(MESSAGE), "wide awake before the birds")


def read(**facts: Polarity) -> Reading:
    return Reading(tuple(Mention(name, polarity, 0, 4, "half", "a rule") for name, polarity in facts.items()))


def test_a_likely_everyday_finding_counts_and_names_its_example() -> None:
    joined = join(read(), [guess("worse_at_night", BELIEVED)], MESSAGE)
    assert joined.facts == {"worse_at_night": Polarity.PRESENT}
    assert "wide awake before the birds" in joined.mentions[0].rule


def test_a_less_likely_one_is_asked_about() -> None:
    joined = join(read(), [guess("worse_at_night", ASKED)], MESSAGE)
    assert joined.facts == {}
    assert [asked.finding for asked in joined.guesses] == ["worse_at_night"]


def test_a_guess_alone_never_raises_the_alarm_however_likely() -> None:
    joined = join(read(low_back_pain=Polarity.PRESENT), [guess("saddle_numbness", 1.0)], MESSAGE)
    assert "saddle_numbness" not in joined.facts
    assert [asked.finding for asked in joined.guesses] == ["saddle_numbness"]


def test_what_the_lexicon_read_is_not_guessed_again_with_another_polarity() -> None:
    joined = join(read(worse_at_night=Polarity.ABSENT), [guess("worse_at_night", 0.99)], MESSAGE)
    assert joined.facts == {"worse_at_night": Polarity.ABSENT}
    assert joined.guesses == ()


def test_neither_is_a_kind_of_it_nor_what_it_is_a_kind_of() -> None:
    joined = join(read(urinary_retention=Polarity.ABSENT), [guess("bladder_or_bowel_change", 0.99)], MESSAGE)
    assert "bladder_or_bowel_change" not in joined.facts


def test_at_most_three_things_are_asked_the_likeliest_first() -> None:
    names = ["limp", "stiffness", "spasm", "fatigue"]
    joined = join(read(), [guess(name, 0.3 + 0.05 * at) for at, name in enumerate(names)], MESSAGE)
    assert [asked.finding for asked in joined.guesses] == ["fatigue", "spasm", "stiffness"][:MOST_ASKED]
