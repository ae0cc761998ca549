"""What a question is answered with when a caution holds the measure back."""

from __future__ import annotations

import pytest

from bot.dialogue.interruptions import safe
from bot.knowledge import Polarity, load_knowledge
from bot.triage import Profile, complete
from bot.understanding.topics import Found

KNOWLEDGE = load_knowledge()
MEASURE = KNOWLEDGE.topics["care_self_massage"]
FOUND = Found(MEASURE.id, MEASURE.name, MEASURE.answer)


def told(*present: str) -> list[str]:
    facts = complete(KNOWLEDGE, dict.fromkeys(present, Polarity.PRESENT), Profile(age=45))
    return [passage.text for passage in safe(KNOWLEDGE, FOUND, facts)]


@pytest.mark.parametrize("finding", ["calf_swelling", "blood_thinners", "pregnancy_postpartum", "fever_unwell"])
def test_a_measure_that_could_harm_is_not_told_whoever_asks(finding: str) -> None:
    assert not set(told(finding)) & {passage.text for passage in MEASURE.answer}


def test_a_measure_nobody_has_cleared_is_told_with_its_cautions() -> None:
    caution = KNOWLEDGE.cautions["caut_massage_no"].answer[0].text
    assert MEASURE.answer[0].text in told() and caution in told()
