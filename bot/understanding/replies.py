"""Set phrases: a bare yes, no or not sure, and words that steer the talk. Plain text, no model."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.knowledge import Polarity
from bot.understanding.normalise import clean, words


def leading_reply(text: str) -> Polarity | None:
    """Yes, no or not sure, when the message starts with it; the longest start wins."""
    said = _plain(text)
    first = _plain(_PAUSE.split(text.strip(), maxsplit=1)[0])
    starts = [
        (len(start), polarity)
        for name, polarity in _POLARITIES.items()
        for start in _replies()[name]
        if (first == start if name.endswith("_alone") else said == start or said.startswith(start + " "))
    ]
    return max(starts, key=lambda item: item[0])[1] if starts else None


def steering(text: str) -> str | None:
    """The intent of a message that is nothing but a set phrase: a short reply, or one that steers."""
    said = _plain(text)
    for name, phrases in _replies().items():
        if said in phrases:
            return _INTENTS.get(name, name)
    return None


def is_question(text: str) -> bool:
    """Whether the words ask something: a question mark, or a word that asks at the start."""
    return _QUESTION.search(text) is not None


def asks(text: str) -> bool:
    """Whether the words ask something, or want something told or shown."""
    return is_question(text) or _REQUEST.search(text) is not None


def excepting(text: str) -> bool:
    """Whether a reply makes an exception: "except when I wipe", "apart from that", "only at night"."""
    return _EXCEPTION.search(clean(text)) is not None


def hedged(text: str) -> bool:
    """Whether a reply is taken back in part: "but it comes and goes", "just a bit"."""
    return excepting(text) or _HEDGE.search(clean(text)) is not None


def _plain(text: str) -> str:
    return " ".join(word.text for word in words(clean(text)) if word.text.isalnum())


_POLARITIES = {
    "yes": Polarity.PRESENT,
    "yes_alone": Polarity.PRESENT,
    "no": Polarity.ABSENT,
    "no_alone": Polarity.ABSENT,
    "unsure": Polarity.UNSURE,
}
_INTENTS = {"yes": "affirm", "yes_alone": "affirm", "no": "deny", "no_alone": "deny"}
_PAUSE = re.compile(r"[,.;:!?\n–—]| - | but ")


_QUESTION = re.compile(
    r"\?|^\s*(?:so |but |and |ok |please )?"
    r"(?:what|whats|why|how|when|where|who|which|can|could|should|is|are|does|do|will|would)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:(?:talk|take|guide|walk)\s+(?:me|us|him|her)\s+through|(?:tell|show|give|teach)\s+(?:me|us)|explain|wondering)\b",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(r"\b(?:except|apart\sfrom|other\sthan|unless|only)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:sometimes|occasionally|now\sand\s(?:then|again)|at\stimes|when\si|though|but)\b"
    r"|(?<!not\s)(?<!not\seven\s)\b(?:a\s(?:wee\s)?bit|a\slittle|slightly)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _replies() -> dict[str, frozenset[str]]:
    data = YAML(typ="safe").load((Path(__file__).parent / "replies.yml").read_text(encoding="utf-8"))
    return {str(name): frozenset(phrases) for name, phrases in data.items()}
