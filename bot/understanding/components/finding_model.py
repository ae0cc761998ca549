"""The learned half of the understanding: guesses at findings, from the marked messages of ``nlu_data``."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.clauses import Span, clauses
from bot.understanding.encoding import Vectors, encode
from bot.understanding.join import ASKED
from bot.understanding.learned import FindingModel, spread

GUESSES = "guesses"
"""The message property that the finding extractor reads."""

MOST = 20
"""Clauses learned from for each set of findings that one clause states; spread evenly over the files."""

MOST_EMPTY = 1_500
"""Clauses that state nothing."""

_FILE = "findings.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FindingGuesser(GraphComponent):
    """Trains and runs the model over the clause vectors of ``SentenceEncoderFeaturizer``."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: Optional[FindingModel] = None) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FindingGuesser:
        """A new, untrained component."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FindingGuesser:
        """The component with its trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, FindingModel.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from clauses of the marked messages, and keep the model."""
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
        self._model = FindingModel.fit(texts, encode(texts), [stated for _, stated in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Add to each message that seems to describe symptoms what its clauses may state."""
        for message in messages:
            assert self._model is not None, "Rasa trains or loads before it processes"
            if (message.get(INTENT) or {}).get("name") in MARKED:
                message.set(GUESSES, self._model.guesses(message.get(TEXT) or "", _vectors(message), ASKED))
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
