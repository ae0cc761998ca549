"""What people say of how they feel, so that it gets a word before the next step."""

from __future__ import annotations

import re

from bot.knowledge import Feeling, KnowledgeBase
from bot.understanding.normalise import clean

_NOT = re.compile(r"\b(?:not|no|never|n't|isn't|aren't|wasn't|don't)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_SOMEBODY_ELSE = re.compile(r"\b(?:he|she|they|who|wife|husband|mum|mom|dad)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def feelings_in(knowledge: KnowledgeBase, text: str) -> list[Feeling]:
    """The feelings that the writer names, the most telling first; not those denied or somebody else's."""
    said = clean(text).lower()
    found = [
        (len(words), feeling)
        for feeling in knowledge.feelings.values()
        for words in feeling.words
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", said)
        if not _NOT.search(said[: match.start()]) and not _SOMEBODY_ELSE.search(said[: match.start()])
    ]
    ordered = sorted(found, key=lambda item: (item[1].id != "feeling_cancer_fear", -item[0]))
    return list({feeling.id: feeling for _, feeling in ordered}.values())
