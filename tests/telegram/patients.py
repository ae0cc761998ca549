"""What people do on Telegram, a turn at a time."""

from __future__ import annotations

from collections.abc import Callable

from tests.denials import MOST_QUESTIONS, NOTHING
from tests.telegram.bot_api import Message, Person

PAIN = "My left buttock hurts when I sit, for three weeks now"
EMERGENCY = "I can't pee and I'm numb between my legs"


def turn(person: Person, act: Callable[[], object]) -> list[Message]:
    """Does something, and waits for all of the reply: the messages that came."""
    before = len(person.inbox)
    act()
    return list(person.waits_for(lambda inbox: len(inbox) > before and is_complete(inbox[-1]) and inbox[before:]))


def is_complete(message: Message) -> bool:
    """Whether nothing more comes after a message: it asks something, or names the sources of an answer."""
    return bool(message.buttons) or "How old are you" in message.text or "There is more if you want it" in message.text


def answers_nothing(person: Person) -> list[Message]:
    """Denies everything until the answer is given: its messages."""
    for _ in range(MOST_QUESTIONS):
        labels = [label for row in person.inbox[-1].keyboard or [] for label in row]
        label = next(each for each in NOTHING if each in labels)
        reply = turn(person, lambda label=label: person.presses(label))  # type: ignore[misc]
        if "There is more if you want it" in reply[-1].text:
            return reply
    raise AssertionError(f"no answer after {MOST_QUESTIONS} questions\n{person.transcript}")
