"""The last word on a message's intent: a stated danger wins over whatever the classifier thinks."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.intents import decide
from bot.understanding.messages import facts_in, guesses_in, profile_in


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyNet(GraphComponent):
    """Settles the intent from the classifier's ranking and the findings."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyNet:
        """A new component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the final intent of each message."""
        for message in messages:
            entities = message.get(ENTITIES, [])
            ranking = [(guess["name"], guess["confidence"]) for guess in message.get("intent_ranking") or ()]
            name = decide(
                message.get(TEXT) or "",
                ranking,
                facts_in(entities),
                profile_in(entities),
                may_mean=bool(guesses_in(entities)),
            )
            if not ranking or name != ranking[0][0]:
                message.set(INTENT, {"name": name, "confidence": 1.0}, add_to_output=True)
        return messages
