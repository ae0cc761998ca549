"""Intents from sentence vectors."""

from __future__ import annotations

from typing import Dict, List

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.components.trained import Trained
from bot.understanding.encoding import encode_clauses, whole
from bot.understanding.learned import IntentModel, spread

MOST = 1_600
"""Messages of one intent that are learned from; spread evenly over its files."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EncoderIntentClassifier(Trained[IntentModel], IntentClassifier):
    """A small network over the sentence features of ``SentenceEncoderFeaturizer``."""

    kind = IntentModel
    file = "intents.npz"

    def learn(self, training_data: TrainingData) -> IntentModel:
        """Learn from the messages of each intent."""
        of_intent: Dict[str, List[str]] = {}
        for message in training_data.intent_examples:
            if message.get(TEXT):
                of_intent.setdefault(message.get(INTENT), []).append(message.get(TEXT))
        examples = [(text, name) for name, texts in of_intent.items() for text in spread(texts, MOST)]
        vectors = np.array([whole(rows) for rows in encode_clauses([text for text, _ in examples])])
        return IntentModel.fit(vectors, [name for _, name in examples])

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            _, sentence = message.get_dense_features(TEXT)
            ranking = [{"name": name, "confidence": chance} for name, chance in self.model.rank(sentence.features[0])]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
