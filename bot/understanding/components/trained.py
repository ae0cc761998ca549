"""What the components that learn share: making, loading and keeping a model."""

from __future__ import annotations

from typing import Any, ClassVar, Dict, Generic, Optional, Type, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.learned import Saved

M = TypeVar("M", bound=Saved)


class Trained(GraphComponent, Generic[M]):
    """A component around one model of type ``kind``, kept in ``file``; subclasses say how it is learned."""

    kind: ClassVar[Type[Saved]]
    file: ClassVar[str]

    def __init__(self, storage: ModelStorage, resource: Resource, model: Optional[M] = None) -> None:
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
    ) -> Trained[M]:
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
    ) -> Trained[M]:
        """The component with its trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, cls.kind.load(folder / cls.file))  # type: ignore[arg-type]

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the model, and keep it."""
        self._model = self.learn(training_data)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / self.file)
        return self._resource

    def learn(self, training_data: TrainingData) -> M:
        """The model that the training data makes."""
        raise NotImplementedError

    @property
    def model(self) -> M:
        """The trained model; Rasa trains or loads before it processes."""
        assert self._model is not None
        return self._model
