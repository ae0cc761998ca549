"""Fifty people at once, and a Telegram that fails one call in seven."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.rasa.agent import MODEL
from tests.telegram.bot_api import BotApi, Person
from tests.telegram.conftest import TOKEN, on_telegram
from tests.telegram.patients import PAIN

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not MODEL.is_file(), reason="there is no trained model: run `make train` first"),
]

PEOPLE = 50
SAID = ("/start", PAIN, "yes that's right", "44", "no", "what is sciatica?", "/summary")


def test_every_message_is_answered_exactly_once_and_in_order(tmp_path: Path) -> None:
    with BotApi(token=TOKEN) as api, on_telegram(tmp_path, api):
        expected = undisturbed(api)
        api.random_faults(seed=7, rate=0.15, kinds=["429", "500", "502", "reset"])
        people = [api.person(f"Person {number}") for number in range(PEOPLE)]
        all_say_it_all(people)
        for person in people:
            person.waits_for(len(expected), timeout=240)
        api.clear_faults()
        api.wait_until(lambda: not api.pending)
        assert all(texts(person) == expected for person in people)


def undisturbed(api: BotApi) -> list[str]:
    """What somebody who is alone with the bot gets to see."""
    alone = api.person("Alone")
    for text in SAID:
        alone.says(text)
    alone.waits_for("This is what I know so far", timeout=60)
    api.wait_until(lambda: alone.inbox[-1].buttons)
    return texts(alone)


def texts(person: Person) -> list[str]:
    return [message.text for message in person.inbox]


def all_say_it_all(people: list[Person]) -> None:
    """Everybody's messages, mixed, each person's in their order."""
    waiting = {person.id: list(SAID) for person in people}
    turns = [person for person in people for _ in SAID]
    random.Random(7).shuffle(turns)
    for person in turns:
        person.says(waiting[person.id].pop(0))
