"""The assistant that Rasa's actions speak for: the content served today, and the reader of this process."""

from __future__ import annotations

from functools import partial

from bot.clinic import load_clinic
from bot.content import served_knowledge
from bot.dialogue.assistant import Assistant
from bot.understanding.pipeline import read
from bot.understanding.topics import answer_to, explanation_of, perhaps_meant, urgent_topic
from bot.wording import response_sources


def assistant() -> Assistant:
    """What the dialogue works with."""
    knowledge = served_knowledge()
    return Assistant(
        knowledge=knowledge,
        read=read,
        answer_to=partial(answer_to, knowledge),
        perhaps_meant=partial(perhaps_meant, knowledge),
        explanation_of=partial(explanation_of, knowledge),
        urgent_topic=partial(urgent_topic, knowledge),
        response_sources=response_sources(),
        with_clinic=bool(load_clinic().contact),
    )
