"""The small network over message vectors that names the intent. Saved as plain numbers, nothing that can run."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, TypeVar

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of numbers, one row a message."""

LENGTH = 30.0
"""What every vector is stretched to: the network learns little from short ones."""

EPOCHS = 14
"""Passes over the data; more of them raise the confidence, not what is found."""

T = TypeVar("T")


def spread(items: Sequence[T], most: int) -> list[T]:
    """At most ``most`` of the items, evenly from first to last."""
    if len(items) <= most:
        return list(items)
    return [items[int(at)] for at in np.linspace(0, len(items) - 1, most)]


@dataclass(frozen=True)
class IntentModel:
    """What a message is for: one hidden layer; ``names`` are the meanings of the outputs."""

    names: Sequence[str]
    hidden: Vectors
    hidden_bias: Vectors
    output: Vectors
    output_bias: Vectors

    @classmethod
    def fit(cls, vectors: Vectors, intents: Sequence[str]) -> IntentModel:
        """Learn from message vectors and the intent of each. Raises ValueError for fewer than three intents."""
        if len(set(intents)) < 3:
            raise ValueError("The intent model needs examples of at least three intents.")
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPClassifier

        network = MLPClassifier(
            hidden_layer_sizes=(256,), batch_size=128, learning_rate_init=2e-3, max_iter=EPOCHS, random_state=0
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            network.fit(_stretched(vectors), intents)
        (hidden, output), (hidden_bias, output_bias) = network.coefs_, network.intercepts_
        layers = (layer.astype(np.float32) for layer in (hidden, hidden_bias, output, output_bias))
        return cls(list(network.classes_), *layers)

    def rank(self, vector: NDArray[np.float32]) -> list[tuple[str, float]]:
        """Every intent with its likelihood (they add up to 1), the likeliest first."""
        scores = np.maximum(_stretched(vector) @ self.hidden + self.hidden_bias, 0) @ self.output + self.output_bias
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        return [(self.names[at], float(chances[at])) for at in np.argsort(-chances)]

    def save(self, file: Path) -> None:
        """Write to an ``npz`` file."""
        np.savez(file, **{part.name: np.asarray(getattr(self, part.name)) for part in fields(self)})

    @classmethod
    def load(cls, file: Path | IO[bytes]) -> IntentModel:
        """Read what ``save`` wrote. Raises FileNotFoundError when it is not there."""
        with np.load(file, allow_pickle=False) as data:
            parts = {name: data[name] for name in data.files}
        return cls(**{name: part.tolist() if part.dtype.kind == "U" else part for name, part in parts.items()})


def _stretched(vectors: Vectors) -> Vectors:
    """Vectors along the last axis, each of length ``LENGTH``; what is nothing stays nothing."""
    stretched: Vectors = vectors * (LENGTH / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))
    return stretched
