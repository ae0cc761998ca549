"""The whole lesson: read the data, learn in three stages, choose thresholds on what was kept apart, write the model.

    python -m bot.learning.learn FOLDER

``FOLDER`` holds the state, so that a lesson that was broken off goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bot.knowledge import load_knowledge
from bot.learning.augment import clauses
from bot.learning.base import write as write_base
from bot.learning.batches import Numberer, Vocabulary, batches
from bot.learning.examples import STATES, Example, Piece, from_replies, from_stories, from_training_files
from bot.learning.export import write_adapter, write_graph
from bot.learning.heads import warm_heads
from bot.learning.network import Network
from bot.learning.thresholds import thresholds
from bot.learning.train import Course, predicted
from bot.learning.vocabulary import vocabulary
from bot.understanding.encoder import FOLDER as MODEL
from bot.understanding.encoder import tokenizer
from bot.understanding.weights import digest, widened

DATA = Path("nlu_data")
RANK = 32
SEED = 1
KEPT_APART = frozenset("artists carers overseas rural unwell work world".split())
"""Writers of ``nlu_data/told`` whose messages are not learned from: thresholds are chosen on them."""

ONE_IN = 5
"""Of the wholly labelled messages one in so many is kept apart too."""

SEEN_AGAIN = 0.4
"""Share of the short messages that the second stage goes through again."""

LONG = 160
"""Characters from which on a message is a story: all of these are gone through in both stages."""

OURS, OTHERS = "describe_symptoms", "out_of_scope"
CLAUSES, OTHER_MATTERS, ANY = 4_000, 1_500, 1_200
"""Sizes of the parts of the third stage."""

PACE = 0.35
"""Learning rates of the third stage, as a part of those before."""

SHIPPED = ("words.npz", "layers.npz", "tokenizer.json", "adapter.npz", "graph.onnx")


class Data:
    """All examples, in what is learned from and what is kept apart."""

    def __init__(self, folder: Path = DATA) -> None:
        self.marked = list(from_training_files(folder / "nlu"))
        self.apart: list[Example] = []
        for file in sorted((folder / "told").glob("*.txt")):
            (self.apart if file.stem in KEPT_APART else self.marked).extend(from_stories(file))
        self.replies = list(from_replies(folder / "replies.tsv"))
        self.whole: list[Example] = []
        for file in sorted((folder / "labelled").glob("*.jsonl")):
            for example in _labelled(file):
                (self.apart if _kept_apart(example.text) else self.whole).append(example)

    def first(self) -> list[Example]:
        """Everything once, the scarce kinds twice."""
        return [*self.marked, *2 * self.replies, *2 * self.whole]

    def second(self, seed: int) -> list[Example]:
        """The stories, the scarce kinds, and a share of the rest."""
        draw = random.Random(seed)
        kept = [e for e in self.marked if len(e.text) >= LONG or draw.random() < SEEN_AGAIN]
        return [*kept, *2 * self.replies, *3 * self.whole]

    def third(self, seed: int) -> list[Example]:
        """Clauses by themselves, as people answer and begin; other matters, replies, and some of everything else."""
        draw = random.Random(seed)
        alone = [clause for example in self.marked if example.intent == OURS for clause in clauses(example)]
        others = [example for example in self.marked if example.intent == OTHERS]
        return [
            *draw.sample(alone, min(CLAUSES, len(alone))),
            *draw.sample(others, min(OTHER_MATTERS, len(others))),
            *draw.sample(self.marked, min(ANY, len(self.marked))),
            *self.replies,
            *self.whole,
        ]


def _labelled(file: Path) -> Iterator[Example]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        states = frozenset(row["findings"].items())
        yield Example((Piece(row["text"]),), row["intent"], None, states, frozenset(row["optional_findings"]))


def _kept_apart(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % ONE_IN == 0


def new_network(words: Vocabulary) -> Network:
    """The shipped base with adapters that change nothing yet."""
    torch.manual_seed(SEED)
    with np.load(MODEL / "words.npz") as vectors, np.load(MODEL / "layers.npz") as layers:
        base = dict(widened({**vectors, **layers}))
    return Network(base, words.outputs, len(words.intents), RANK)


def learn(state: Path) -> None:
    """Learn, and write the model into ``bot/understanding/model``. Raises FileNotFoundError without the base."""
    if not (MODEL / "words.npz").is_file():
        write_base(MODEL)
    state.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    words = vocabulary(load_knowledge())
    numberer, data = Numberer(tokenizer(), words), Data()
    print(
        f"{len(data.marked)} marked, {len(data.replies)} replies, {len(data.whole)} labelled, {len(data.apart)} apart"
    )
    network = new_network(words)
    if not (state / "first.pt").is_file():
        warm_heads(network, numberer, data.marked, seed=SEED)
    Course(network, numberer, words, [data.first()], lists=800, seed=SEED, cools=False).run(state / "first.pt")
    if not (state / "second.pt").is_file():
        _calibrate(network, numberer, data.marked)
    course = Course(network, numberer, words, [data.second(1), data.second(2)], lists=1_000, seed=SEED + 1)
    course.run(state / "second.pt")
    course = Course(network, numberer, words, [data.third(3)], lists=500, seed=SEED + 2, pace=PACE)
    course.run(state / "third.pt")
    ship(network, numberer, words, data.apart)


def _calibrate(network: Network, numberer: Numberer, examples: Sequence[Example], count: int = 400) -> None:
    draw = random.Random(SEED)
    rows = [numberer.row(example) for example in draw.sample(list(examples), count)]
    some = (numberer.batch(batch) for batch in batches(rows, draw))
    network.calibrate((torch.from_numpy(batch.ids), torch.from_numpy(batch.mask)) for batch in some)


def ship(network: Network, numberer: Numberer, words: Vocabulary, apart: Sequence[Example]) -> None:
    """Write adapter, graph and manifest."""
    early = [name for name, finding in load_knowledge().findings.items() if finding.heard_early]
    chosen = thresholds(apart, predicted(network, numberer, [numberer.row(e) for e in apart]), words, early)
    write_adapter(network, MODEL / "adapter.npz")
    write_graph(words.outputs, MODEL / "graph.onnx")
    manifest: dict[str, Any] = {
        "findings": words.findings,
        "states": STATES,
        "thresholds": chosen,
        "files": {name: digest(MODEL / name) for name in SHIPPED},
    }
    (MODEL / "model.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    learn(Path(sys.argv[1] if len(sys.argv) > 1 else ".cache/learn"))
