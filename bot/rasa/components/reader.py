"""The reader in Rasa's pipeline: a message is read once, for its features, its findings and its intent."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.pipeline import parse

READING = "reading"
"""The message property that holds the reading."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ReaderFeaturizer(DenseFeaturizer, GraphComponent):
    """Runs the reader; its message vector is a dense sentence feature that any Rasa classifier can use."""

    @staticmethod
    def required_packages() -> List[str]:
        """What must be installed."""
        return ["spacy", "onnxruntime", "tokenizers"]

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
    ) -> ReaderFeaturizer:
        """A new component."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing to validate."""

    def process(self, messages: List[Message]) -> List[Message]:
        """Add vector and reading to each message."""
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        for message in messages:
            doc = parse(message.get(TEXT) or "")
            message.add_features(Features(doc._.vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, alias))
            message.set(READING, doc._.reading)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing: the classifier learns from a part of the examples, and encodes that part itself."""
        return training_data
