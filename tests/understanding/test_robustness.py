"""Said another way, a message says the same.

The reader is learned, so that a minor finding may come or go with a word; an alarm may not.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage import Profile
from bot.understanding.intents import alarming
from bot.understanding.pipeline import read
from bot.understanding.reading import Reading


def facts(text: str) -> dict[str, str]:
    return {name: polarity.value for name, polarity in read(text).facts.items()}


MESSAGES = [
    "my left buttock aches when I sit in the car",
    "lower back pain for three weeks, worse when bending forward",
    "the outside of my hip is sore and I can't lie on that side",
    "pins and needles in my right foot, and my calf is numb",
    "I can't pee and it's numb between my legs",
    "deep groin pain on stairs, and the hip clicks",
    "I fell off my bike yesterday and my tailbone is killing me",
    "stabbing pain down the back of my thigh when I cough",
    "my foot drags when I walk",
    "fever and shivers since Monday with a bad back",
    "my calf is swollen and hot after the flight",
    "I don't want to live like this anymore",
    "no numbness, no weakness, just a stiff lower back in the mornings",
    "used to have sciatica years ago, now it's only my sit bone",
]
MEANT = {text: facts(text) for text in MESSAGES}


def alarms(text: str) -> bool:
    reading = read(text)
    return alarming(reading.facts, Profile.from_dict(reading.profile))


def assert_says_the_same(changed: str, text: str) -> None:
    """At most two findings differ, and whether it is an alarm does not."""
    now, before = facts(changed), MEANT[text]
    differing = {name for name in {**now, **before} if now.get(name) != before.get(name)}
    assert len(differing) <= 2, differing
    assert alarms(changed) == alarms(text)


@pytest.mark.parametrize("text", MESSAGES)
def test_every_message_says_something(text: str) -> None:
    assert "present" in MEANT[text].values()


@pytest.mark.parametrize("text", MESSAGES)
@pytest.mark.parametrize(
    "change",
    [str.upper, str.lower, str.title, str.swapcase],
    ids=["shouted", "small letters", "Every Word", "caps lock"],
)
def test_case_does_not_matter(text: str, change: object) -> None:
    assert facts(change(text)) == MEANT[text]  # type: ignore[operator]


@pytest.mark.parametrize("text", MESSAGES)
@pytest.mark.parametrize(
    ("old", "new"),
    [("'", ""), ("'", "’"), (" ", "  "), (" ", "\t"), (" ", "\u00a0")],
    ids=["no apostrophe", "curly apostrophe", "two spaces", "tabs", "hard spaces"],
)
def test_marks_and_spaces_do_not_matter(text: str, old: str, new: str) -> None:
    assert_says_the_same(text.replace(old, new), text)


@pytest.mark.parametrize("text", MESSAGES)
@pytest.mark.parametrize("end", [".", "!!!", "...", " :(", " 😭", " xx", "\n\nthanks", " pls help"])
def test_how_it_ends_does_not_matter(text: str, end: str) -> None:
    assert_says_the_same(text + end, text)


@pytest.mark.parametrize("text", MESSAGES)
@pytest.mark.parametrize(
    "start", ["Hi, ", "hello there. ", "so basically ", "umm ", "Good morning doctor, ", "ok so. "]
)
def test_how_it_begins_does_not_matter(text: str, start: str) -> None:
    assert_says_the_same(start + text, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("numb between the legs", "I cannot pee since this morning"),
        ("my hip clicks", "sitting makes my back hurt"),
        ("fever of 39", "terrible back pain"),
        ("no pain at night", "my groin is sore on stairs"),
        ("my foot drags", "the calf tingles"),
    ],
)
def test_clauses_can_come_in_any_order(one: str, other: str) -> None:
    first, second = f"{one}. {other}.", f"{other}. {one}."
    differing = {name for name, state in facts(first).items() if facts(second).get(name) != state}
    assert len(differing) <= 1, differing
    assert alarms(first) == alarms(second)


FLIPPED = [
    ("my leg is numb", "my leg is not numb", "leg_numbness"),
    ("I have pins and needles in my foot", "I have no pins and needles in my foot", "leg_tingling"),
    ("it hurts on stairs", "it doesn't hurt on stairs", "worse_stairs"),
    ("I can't feel it when I wipe", "I can feel it fine when I wipe", "saddle_numbness"),
    ("I have a fever", "I don't have a fever", "fever_unwell"),
    ("my calf is swollen", "my calf isn't swollen", "calf_swelling"),
    ("pain at night", "never any pain at night", "worse_at_night"),
    ("I've lost weight without trying", "I haven't lost weight", "weight_loss"),
    ("there's weakness in my foot", "there's no weakness in my foot", "leg_weakness"),
    ("I want to die", "I don't want to die", "suicidal_thoughts"),
]


@pytest.mark.parametrize(("said", "denied", "finding"), FLIPPED)
def test_a_no_turns_a_finding_around(said: str, denied: str, finding: str) -> None:
    assert facts(said).get(finding) == "present"
    assert facts(denied).get(finding) != "present"


TWINS = [
    ("my bum hurts", "my butt hurts", "buttock_pain"),
    ("I can't wee", "I can't pee", "urinary_retention"),
    ("agony going up the stairs with my hip", "agony going up the steps with my hip", "worse_stairs"),
    ("I'm going to top myself", "I'm going to kill myself", "suicidal_thoughts"),
    ("got a temperature", "running a fever", "fever_unwell"),
    ("my arse aches after driving the lorry", "my ass aches after driving the truck", "buttock_pain"),
    ("for a fortnight", "for two weeks", "duration_weeks"),
    ("pain in my coccyx", "pain in my tailbone", "tailbone_pain"),
]


@pytest.mark.parametrize(("british", "american", "finding"), TWINS)
def test_british_and_american_say_the_same(british: str, american: str, finding: str) -> None:
    assert facts(british).get(finding) == facts(american).get(finding) == "present"


@pytest.mark.parametrize("text", MESSAGES)
@pytest.mark.parametrize("filler", ["like ", "really ", "kind of ", "honestly "])
def test_filler_words_take_no_danger_away(text: str, filler: str) -> None:
    words = text.split(" ")
    middle = len(words) // 2
    changed = " ".join([*words[:middle], filler.strip(), *words[middle:]])
    kept = sum(facts(changed).get(name) == polarity for name, polarity in MEANT[text].items())
    assert kept >= len(MEANT[text]) - 1


def test_a_slip_in_a_long_word_is_nearly_always_read() -> None:
    slips = random.Random(7)
    kept = tried = 0
    for text in MESSAGES:
        for at, word in enumerate(words := text.split(" ")):
            if len(word) < 6 or not word.isalpha():
                continue
            for _ in range(5):
                spot = slips.randrange(1, len(word) - 2)
                typo = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
                now = facts(" ".join([*words[:at], typo, *words[at + 1 :]]))
                tried += len(MEANT[text])
                kept += sum(now.get(name) == state for name, state in MEANT[text].items())
    assert kept / tried >= 0.85, f"{kept} of {tried}"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_no_text_whatever_crashes_the_reader(text: str) -> None:
    check(text, read(text))


SCRAPS = st.sampled_from(
    "my hip no not back numb bum ? ! , . but if can't 3 weeks left 39.5 never was mum's and or … 😭 ’ - / :".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(SCRAPS, max_size=60))
def test_no_heap_of_words_crashes_it(scraps: list[str]) -> None:
    text = " ".join(scraps)
    check(text, read(text))


def check(text: str, reading: Reading) -> None:
    """Every mention points into the text, and reading twice says the same."""
    assert all(0 <= mention.start < mention.end <= len(text) for mention in reading.mentions)
    assert read(text) == reading
