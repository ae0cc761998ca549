"""Findings as Rasa entities: value is the finding, role how it is stated; and guesses, to be asked about."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.components.reader import READING
from bot.understanding.reading import Reading

FINDING, GUESS = "finding", "guess"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FindingExtractor(GraphComponent, EntityExtractorMixin):
    """Hands on what ``ReaderFeaturizer`` read."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FindingExtractor:
        """A new component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entities of each message."""
        for message in messages:
            entities = self.add_extractor_name(as_entities(message.get(READING) or Reading()))
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages


def as_entities(reading: Reading) -> List[Dict[str, Any]]:
    """The reading in Rasa's shape; ``rule`` says what made each finding."""
    states = reading.states
    entities: List[Dict[str, Any]] = [
        {
            "entity": FINDING,
            "value": mention.finding,
            "role": mention.state,
            "start": mention.start,
            "end": mention.end,
            "confidence_entity": mention.probability,
            "rule": mention.rule,
        }
        for mention in reading.mentions
        if states[mention.finding] == mention.state
    ]
    entities += [
        {
            "entity": GUESS,
            "value": guess.finding,
            "start": guess.start,
            "end": guess.end,
            "confidence_entity": guess.probability,
            "rule": guess.rule,
        }
        for guess in reading.guesses
    ]
    for name, value in reading.profile.items():
        entities.append({"entity": name, "value": value, "start": 0, "end": 0})
    return entities
