"""Intents from sentence vectors."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.encoding import encode_clauses, whole
from bot.understanding.learned import IntentModel, spread

MOST = 1_300
"""Messages of one intent that are learned from; spread evenly over its files."""

_FILE = "intents.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EncoderIntentClassifier(GraphComponent, IntentClassifier):
    """A small network over the sentence features of ``SentenceEncoderFeaturizer``.


    Rasa's LogisticRegressionClassifier names fewer intents right and takes longer to train (docs/benchmarks.md).
    """

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
    ) -> EncoderIntentClassifier:
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
    ) -> EncoderIntentClassifier:
        """The component with its trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, IntentModel.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the messages of each intent, and keep the model."""
        of_intent: Dict[str, List[str]] = {}
        for message in training_data.intent_examples:
            if message.get(TEXT):
                of_intent.setdefault(message.get(INTENT), []).append(message.get(TEXT))
        examples = [(text, name) for name, texts in of_intent.items() for text in spread(texts, MOST)]
        vectors = np.array([whole(rows) for rows in encode_clauses([text for text, _ in examples])])
        self._model = IntentModel.fit(vectors, [name for _, name in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / _FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            assert self._model is not None, "Rasa trains or loads before it processes"
            _, sentence = message.get_dense_features(TEXT)
            ranking = [{"name": name, "confidence": chance} for name, chance in self._model.rank(sentence.features[0])]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
