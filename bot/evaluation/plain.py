"""Conversations without Rasa: a loop over the dialogue and the reader, with the intents that were trained."""

from __future__ import annotations

import io
import tarfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from actions.assistant import assistant
from bot.clinic import load_clinic
from bot.dialogue.conversing import respond
from bot.dialogue.reply import Say
from bot.dialogue.state import Conversation
from bot.dialogue.turns import Message, stated
from bot.evaluation.recorded import Recorded
from bot.rasa.agent import MODEL
from bot.triage import Profile
from bot.understanding.intent_model import IntentModel
from bot.understanding.intents import decide
from bot.understanding.pipeline import parse
from bot.wording import responses, worded


class PlainTalk(Recorded):
    """One person's conversation; the same replies, word for word, as through Rasa."""

    def __init__(self, model: Path = MODEL) -> None:
        super().__init__()
        self._intents = _intents(model)
        self._conversation = Conversation()

    async def _replies(self, text: str) -> list[dict[str, Any]]:
        self._conversation, says = respond(assistant(), self._conversation, self._heard(text))
        return [_shown(say) for say in says]

    def _heard(self, text: str) -> Message:
        doc = parse(text)
        reading, facts = doc._.reading, doc._.reading.facts
        profile = Profile.from_dict(reading.profile)
        guesses = tuple(guess.finding for guess in reading.guesses)
        intent = decide(text, self._intents.rank(doc._.vector), facts, profile, may_mean=bool(guesses))
        return Message(text, intent, stated(intent, facts), profile, guesses)


@lru_cache(maxsize=1)
def _intents(model: Path) -> IntentModel:
    """The intents of a trained model. Raises FileNotFoundError without one."""
    with tarfile.open(model) as archive:
        name = next(name for name in archive.getnames() if name.endswith("/intents.npz"))
        packed = archive.extractfile(name)
        assert packed is not None
        return IntentModel.load(io.BytesIO(packed.read()))


def _shown(say: Say) -> dict[str, Any]:
    response = responses()[say.response]
    words, data = worded(say, load_clinic())
    buttons = list(say.replies) or [button["title"] for button in response.get("buttons", ())]
    return {"text": str(response["text"]).format_map(words), "replies": buttons, **({"data": data} if data else {})}
