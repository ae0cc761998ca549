"""Intents from message vectors."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.encoder import Encoder
from bot.understanding.intent_model import IntentModel, spread

FILE = "intents.npz"

MOST = 1_200
"""Messages of one intent that are learned from; spread evenly over its files."""

LONGEST = 128
"""Tokens of a message that are learned from: what a story is for shows early."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ReaderIntentClassifier(GraphComponent, IntentClassifier):
    """A small network over the vectors of ``ReaderFeaturizer``."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: Optional[IntentModel] = None) -> None:
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
    ) -> ReaderIntentClassifier:
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
    ) -> ReaderIntentClassifier:
        """The component with its trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, IntentModel.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from a part of the messages of each intent, and keep what was learned."""
        of_intent: Dict[str, List[str]] = {}
        for message in training_data.intent_examples:
            if message.get(TEXT):
                of_intent.setdefault(message.get(INTENT), []).append(message.get(TEXT))
        examples = [(text, name) for name, texts in of_intent.items() for text in spread(texts, MOST)]
        reader = Encoder(threads=os.cpu_count() or 1)
        vectors = reader.vectors([text for text, _ in examples], LONGEST)
        self._model = IntentModel.fit(vectors, [name for _, name in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent and the ranking of each message."""
        assert self._model is not None  # Rasa trains or loads before it processes
        for message in messages:
            _, sentence = message.get_dense_features(TEXT)
            ranking = [{"name": name, "confidence": chance} for name, chance in self._model.rank(sentence.features[0])]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
