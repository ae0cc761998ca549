"""Findings as Rasa entities: value is the finding, role its polarity; and guesses, to be asked about."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.components.finding_model import GUESSES
from bot.understanding.extract import FindingReader
from bot.understanding.reading import Reading

FINDING, GUESS = "finding", "guess"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FindingExtractor(GraphComponent, EntityExtractorMixin):
    """Runs the lexicon reader over each message, and joins it with the learned guesses."""

    def __init__(self) -> None:
        self._reader = FindingReader()

    @staticmethod
    def required_packages() -> List[str]:
        """What must be installed."""
        return ["spacy"]

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
            reading = self._reader.read(message.get(TEXT) or "", message.get(GUESSES) or ())
            entities = self.add_extractor_name(as_entities(reading))
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages


def as_entities(reading: Reading) -> List[Dict[str, Any]]:
    """The reading in Rasa's shape; ``rule`` and ``context`` say what made each finding."""
    facts = reading.facts
    entities: List[Dict[str, Any]] = [
        {
            "entity": FINDING,
            "value": mention.finding,
            "role": mention.polarity.value,
            "start": mention.start,
            "end": mention.end,
            "rule": mention.rule,
            "context": mention.context,
        }
        for mention in reading.mentions
        if facts[mention.finding] is mention.polarity
    ]
    entities += [
        {
            "entity": GUESS,
            "value": guess.finding,
            "start": guess.start,
            "end": guess.end,
            "confidence_entity": guess.probability,
            "rule": f"learned from {guess.like!r}",
        }
        for guess in reading.guesses
    ]
    for name, value in reading.profile.items():
        entities.append({"entity": name, "value": value, "start": 0, "end": 0})
    return entities
