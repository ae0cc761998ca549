"""Every question, answered in a dozen ways by the real reader: a no is a no, and a door held open is never one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest

from bot.dialogue.answers import read_answer
from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Profile, reasons
from bot.triage.questions import ask_for
from bot.understanding.pipeline import read
from bot.understanding.reading import Reading

KNOWLEDGE = load_knowledge()
ASKED = sorted(name for name, finding in KNOWLEDGE.findings.items() if finding.question)
PRESENT, ABSENT, UNSURE = Polarity.PRESENT, Polarity.ABSENT, Polarity.UNSURE

NO = ("no", "definitely not", "no, nothing like that", "not that I have noticed", "I have not, no", "never", "och no")
YES = ("yes", "yes, since Tuesday", "I'm afraid so", "aye, a bit", "yes it does")
NOT_SURE = ("not sure", "I couldn't tell you", "maybe, maybe not")
DOOR_OPEN = ("no, only now and then", "no, except in the mornings", "no, just a little", "not as such, but a bit")


@cache
def alone(text: str) -> Reading:
    """What the words say by themselves."""
    return read(text)


def answered(name: str, text: str) -> tuple[Polarity | None, bool]:
    """What an answer says of what was asked, and whether it is doubted."""
    found = alone(text)
    profile = Profile.from_dict(found.profile)
    answer = read_answer(KNOWLEDGE, ask_for(KNOWLEDGE, name), text, "", found.facts, profile, read)
    return answer.facts.get(name), answer.doubtful


def is_danger(name: str) -> bool:
    return any(r.urgency >= Urgency.URGENT_SAME_DAY for r in reasons({name: PRESENT}, Profile(age=45), KNOWLEDGE))


LISTS = ("general_health", "bladder_and_bowel", "leg_signs", "pregnancy_signs", "onset", "better_with")
"""Lists whose labels are names of things, so that "no" can stand before them."""

DANGERS = [name for name in ASKED if is_danger(name)]


def misread(names: Iterable[str], text: str, *allowed: Polarity | None) -> list[str]:
    return [name for name in names if answered(name, text)[0] not in allowed]


@pytest.mark.parametrize("text", NO)
def test_a_no_in_any_wording_is_a_no(text: str) -> None:
    assert misread(ASKED, text, ABSENT) == []


@pytest.mark.parametrize("text", YES)
def test_a_yes_in_any_wording_is_a_yes(text: str) -> None:
    assert misread(ASKED, text, PRESENT) == []


@pytest.mark.parametrize("text", NOT_SURE)
def test_not_sure_is_neither(text: str) -> None:
    assert misread(ASKED, text, UNSURE, None) == []


@pytest.mark.parametrize("text", DOOR_OPEN)
def test_a_no_with_a_door_open_is_not_taken_for_a_no_to_a_danger(text: str) -> None:
    plainly_no = [name for name in DANGERS if answered(name, text) == (ABSENT, False)]
    assert plainly_no == []


@pytest.mark.parametrize("text", ["no {label}", "never had {label}", "not {label}, no"])
def test_naming_a_thing_to_deny_it_does_not_state_it(text: str) -> None:
    stated = []
    for question in (KNOWLEDGE.questions[name] for name in LISTS):
        for option in question.options:
            said = text.format(label=option.label.lower())
            found = read(said)
            answer = read_answer(KNOWLEDGE, ask_for(KNOWLEDGE, question.id), said, "", found.facts, Profile(), read)
            if answer.facts.get(option.finding) is PRESENT:
                stated.append(said)
    assert stated == []
