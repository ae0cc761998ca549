"""The learned half of the understanding: guesses at findings, from the marked messages of ``nlu_data``."""

from __future__ import annotations

from typing import Any, Dict, List

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.clauses import Span, clauses
from bot.understanding.components.trained import Trained
from bot.understanding.encoding import Vectors, encode
from bot.understanding.join import ASKED
from bot.understanding.learned import FindingModel, spread

GUESSES = "guesses"
"""The message property that the finding extractor reads."""

MOST = 20
"""Clauses learned from for each set of findings that one clause states; spread evenly over the files."""

MOST_EMPTY = 1_500
"""Clauses that state nothing."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FindingGuesser(Trained[FindingModel]):
    """Trains and runs the model over the clause vectors of ``SentenceEncoderFeaturizer``."""

    kind = FindingModel
    file = "findings.npz"

    def learn(self, training_data: TrainingData) -> FindingModel:
        """Learn from clauses of the marked messages."""
        marked: Dict[frozenset[str], List[str]] = {}
        for message in training_data.intent_examples:
            text = message.get(TEXT)
            if text and message.get(INTENT) in MARKED:
                for start, end in clauses(text):
                    stated = _stated_in((start, end), message.get(ENTITIES) or ())
                    marked.setdefault(stated, []).append(text[start:end].strip(" ,.;"))
        examples = [
            (text, stated) for stated, texts in marked.items() for text in spread(texts, MOST if stated else MOST_EMPTY)
        ]
        texts = [text for text, _ in examples]
        return FindingModel.fit(texts, encode(texts), [stated for _, stated in examples])

    def process(self, messages: List[Message]) -> List[Message]:
        """Add to each message that seems to describe symptoms what its clauses may state."""
        for message in messages:
            if (message.get(INTENT) or {}).get("name") in MARKED:
                message.set(GUESSES, self.model.guesses(message.get(TEXT) or "", _vectors(message), ASKED))
        return messages


MARKED = frozenset({"describe_symptoms", "emergency"})
"""Intents whose training messages have their findings marked."""


def _vectors(message: Message) -> Vectors:
    sequence, _ = message.get_dense_features(TEXT)
    return np.asarray(sequence.features, dtype=np.float32)


def _stated_in(clause: Span, entities: Any) -> frozenset[str]:
    """The findings whose marked words lie mostly in the clause, or fill most of it."""
    stated: set[str] = set()
    for entity in entities:
        start, end = entity["start"], entity["end"]
        shared = min(end, clause[1]) - max(start, clause[0])
        if entity["entity"] == "finding" and shared > 0:
            if shared >= 0.5 * (end - start) or shared >= 0.6 * (clause[1] - clause[0]):
                stated.update(str(entity["value"]).split("+"))
    return frozenset(stated)
