"""What is learned from ``nlu_data`` over sentence vectors: intents of messages, and findings of clauses.

The finding model knows neither negation nor danger: whoever uses it must look after both. Models are saved as plain
numbers and strings, nothing that can run.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence, Set
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.understanding.clauses import clauses
from bot.understanding.encoding import Vectors
from bot.understanding.reading import Guess

FEWEST = 8
"""Clauses a finding needs to be learned at all."""

SHOWN = 40
"""Clauses kept for each finding, to say what a message was like."""

FINDING_EPOCHS, INTENT_EPOCHS = 10, 14
"""Passes over the data; more of them raise the confidence, not what is found."""


if TYPE_CHECKING:
    from sklearn.neural_network import MLPClassifier

T = TypeVar("T")


def spread(items: Sequence[T], most: int) -> list[T]:
    """At most ``most`` of the items, evenly from first to last."""
    if len(items) <= most:
        return list(items)
    return [items[int(at)] for at in np.linspace(0, len(items) - 1, most)]


class Saved:
    """A dataclass of arrays and lists of strings that can be written to a file."""

    def save(self, file: Path) -> None:
        """Write to an ``npz`` file."""
        np.savez(file, **{part.name: np.asarray(getattr(self, part.name)) for part in fields(self)})  # type: ignore[arg-type]

    @classmethod
    def load(cls: type[M], file: Path) -> M:
        """Read what ``save`` wrote. Raises FileNotFoundError when it is not there."""
        with np.load(file, allow_pickle=False) as data:
            parts = {name: data[name] for name in data.files}
        return cls(**{name: part.tolist() if part.dtype.kind == "U" else part for name, part in parts.items()})


M = TypeVar("M", bound=Saved)


@dataclass(frozen=True)
class Network(Saved):
    """One hidden layer; ``names`` are the meanings of the outputs."""

    names: Sequence[str]
    hidden: Vectors
    hidden_bias: Vectors
    output: Vectors
    output_bias: Vectors

    def scores(self, vectors: Vectors) -> Vectors:
        """For each vector a score of each name, any number."""
        inner = np.maximum(vectors @ self.hidden + self.hidden_bias, 0)
        scores: Vectors = inner @ self.output + self.output_bias
        return scores


def fit(vectors: Vectors, targets: NDArray[Any] | Sequence[str], *, epochs: int) -> MLPClassifier:
    """A network that has seen every vector ``epochs`` times."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(
        hidden_layer_sizes=(256,), batch_size=128, learning_rate_init=2e-3, max_iter=epochs, random_state=0
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return network.fit(vectors, targets)


def layers(network: MLPClassifier) -> dict[str, Vectors]:
    """The weights of a fitted network under the names of ``Network``."""
    parts = (network.coefs_[0], network.intercepts_[0], network.coefs_[1], network.intercepts_[1])
    names = ("hidden", "hidden_bias", "output", "output_bias")
    return {name: part.astype(np.float32) for name, part in zip(names, parts)}


@dataclass(frozen=True)
class IntentModel(Network):
    """What a message is for."""

    @classmethod
    def fit(cls, vectors: Vectors, intents: Sequence[str]) -> IntentModel:
        """Learn from message vectors and the intent of each."""
        network = fit(vectors, intents, epochs=INTENT_EPOCHS)
        return cls(names=list(network.classes_), **layers(network))

    def rank(self, vector: NDArray[np.float32]) -> list[tuple[str, float]]:
        """Every intent with its likelihood (they add up to 1), the likeliest first."""
        scores = self.scores(vector)
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        return [(self.names[at], float(chances[at])) for at in np.argsort(-chances)]


@dataclass(frozen=True)
class FindingModel(Network):
    """What a clause states; several findings at once, or none."""

    examples: Sequence[str]
    example_of: NDArray[np.int64]
    example_vectors: NDArray[np.float16]

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Vectors, stated: Sequence[Set[str]]) -> FindingModel:
        """Learn from clauses, their vectors and the findings each states. Raises ValueError when there are too few."""
        counts: dict[str, int] = {}
        for findings in stated:
            for finding in findings:
                counts[finding] = counts.get(finding, 0) + 1
        names = sorted(name for name, count in counts.items() if count >= FEWEST)
        if len(names) < 2:
            raise ValueError(f"Too few marked messages: at least two findings need {FEWEST} clauses each.")
        targets = np.array([[name in findings for name in names] for findings in stated], dtype=np.int64)
        network = fit(vectors, targets, epochs=FINDING_EPOCHS)
        shown = [(row, at) for at in range(len(names)) for row in np.flatnonzero(targets[:, at])[:SHOWN]]
        rows, columns = zip(*shown)
        return cls(
            names=names,
            **layers(network),
            examples=[texts[row] for row in rows],
            example_of=np.array(columns),
            example_vectors=vectors[list(rows)].astype(np.float16),
        )

    def guesses(self, message: str, of_clauses: Vectors, at_least: float) -> list[Guess]:
        """What the clauses of a message may state, from a likelihood of ``at_least`` on."""
        chances = 1 / (1 + np.exp(-self.scores(of_clauses)))
        return [
            Guess(self.names[column], float(row[column]), start, end, self._nearest(vector, column))
            for (start, end), vector, row in zip(clauses(message), of_clauses, chances)
            for column in np.flatnonzero(row >= at_least)
        ]

    def _nearest(self, vector: NDArray[np.float32], column: int) -> str:
        rows = np.flatnonzero(self.example_of == column)
        return self.examples[rows[int(np.argmax(self.example_vectors[rows] @ vector))]]
