"""How people say things, and what must not be heard in them. Held-out sentences: none stands in nlu_data."""

from __future__ import annotations

import pytest

from bot.understanding.pipeline import read

SAID = [
    ("sore backside after the drive to Cork", {"buttock_pain": "present"}),
    ("the ache sits right on the bone I sit on", {"sitting_bone_pain": "present"}),
    ("my lower back is fine but my left hip hurts", {"hip_pain": "present", "one_sided": "present"}),
    ("no pins and needles, no weakness", {"leg_tingling": "absent", "leg_weakness": "absent"}),
    ("I can't feel it when I wipe", {"saddle_numbness": "present"}),
    ("struggling to start a wee since yesterday", {"urinary_retention": "present", "duration_days": "present"}),
    ("my foot slaps the floor when I walk", {"foot_drop": "present"}),
    ("peeing fine and nothing numb down there", {"urinary_retention": "absent", "saddle_numbness": "absent"}),
    ("worse when I sit, better when I walk", {"worse_sitting": "present", "better_walking_or_moving": "present"}),
    ("stairs are no bother", {"worse_stairs": "absent"}),
    ("been going on for six weeks", {"duration_weeks": "present"}),
    ("my gran fell in the hall and can't stand", {"after_fall_or_trauma": "present", "cannot_bear_weight": "present"}),
    ("I had a fever of 39 last night with the back pain", {"fever_unwell": "present", "low_back_pain": "present"}),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_the_findings_of_a_message(text: str, expected: dict[str, str]) -> None:
    facts = {name: polarity.value for name, polarity in read(text).facts.items()}
    assert {name: facts.get(name) for name in expected} == expected


NOT_SAID = [
    ("can a bad hip make your back hurt?", "low_back_pain"),
    ("if I went numb between the legs, who would I call?", "saddle_numbness"),
    ("my neighbour's foot dropped years ago, mine is just a sore hip", "foot_drop"),
    ("this queue is killing me", "buttock_pain"),
    ("my mum had breast cancer, my hip just clicks", "cancer_history"),
    ("get off my back", "low_back_pain"),
    ("pain in the front of my left thigh and my left calf", "bilateral_leg_symptoms"),
    ("worse sat at my desk, for about 2 months", "recent_surgery_immobility"),
]


@pytest.mark.parametrize(("text", "finding"), NOT_SAID)
def test_what_must_not_be_heard(text: str, finding: str) -> None:
    polarity = read(text).facts.get(finding)
    assert polarity is None or polarity.value != "present"


@pytest.mark.parametrize("word", ["", " ", "?", "🍑", "\u202e", "a" * 5000, "no " * 400, "((((", "not not not hip"])
def test_nothing_crashes_the_reader(word: str) -> None:
    read(word)


def test_each_mention_points_at_its_words() -> None:
    text = "Hello — my LEFT buttock can't stop aching"
    for mention in read(text).mentions:
        assert text[mention.start : mention.end] == mention.words


AGES = [
    ("my lad, 6, limps since Tuesday", 6),
    ("she is twelve and her hip aches", 12),
    ("fourteen-year-old daughter limps round the shop", 14),
    ("our 11 month old cries when we lift his legs", 1),
    ("mum 83 slipped in the shower", 83),
    ("Dad (73) can't stand", 73),
    ("I'm seventy-four and my hips are stiff", 74),
    ("27F, glute pain on sitting", 27),
    ("41 yo, slipped disc last year", 41),
    ("my leg went dead and then my 3yr old climbed on it", None),
    ("came off a ladder from about 2m", None),
    ("38.9 on the thermometer", None),
    ("I'm ten stone and my back hurts", None),
    ("a section 5 months ago, my tailbone hurts", None),
]


@pytest.mark.parametrize(("text", "age"), AGES)
def test_ages_in_words_and_digits(text: str, age: int | None) -> None:
    assert read(text).profile.get("age") == age
