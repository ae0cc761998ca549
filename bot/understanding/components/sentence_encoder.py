"""Sentence vectors as Rasa dense features: one for the message, and one for each of its clauses."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.encoding import encode_clauses, whole


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """The sequence features are the clauses of the message, in order; the sentence feature is what they say together.

    So a message is encoded once, for its intent and for its findings.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """No settings but the alias Rasa asks for."""
        return {**DenseFeaturizer.get_default_config()}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """A new component."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing to validate."""

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the vectors to each message."""
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        for message, vectors in zip(messages, encode_clauses([message.get(TEXT) or "" for message in messages])):
            message.add_features(Features(vectors, FEATURE_TYPE_SEQUENCE, TEXT, alias))
            message.add_features(Features(whole(vectors).reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, alias))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: the classifiers learn from a part of the examples, and encode that part themselves."""
        return training_data
