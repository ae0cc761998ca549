"""The assistant that Rasa's actions speak for: the content served today, and the reader of this process."""

from __future__ import annotations

from functools import partial

from bot.clinic import load_clinic
from bot.content import served_knowledge
from bot.dialogue.assistant import Assistant
from bot.understanding.pipeline import read
from bot.understanding.questions import asked_before_going, asked_for, condition_named, shown_as
from bot.wording import response_sources


def assistant() -> Assistant:
    """What the dialogue works with."""
    knowledge = served_knowledge()
    return Assistant(
        knowledge=knowledge,
        read=read,
        asked=partial(asked_for, knowledge),
        asked_before_going=asked_before_going,
        named=partial(condition_named, knowledge),
        shown_as=partial(shown_as, knowledge),
        response_sources=response_sources(),
        with_clinic=bool(load_clinic().contact),
    )
