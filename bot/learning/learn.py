"""The whole lesson: read the data, learn in two stages, choose thresholds on what was kept apart, write the model.

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
from bot.learning.answers import Answers
from bot.learning.augment import clauses
from bot.learning.base import write as write_base
from bot.learning.batches import Numberer, Vocabulary, batches
from bot.learning.examples import STATES, Example, Piece, from_replies, from_stories, from_training_files
from bot.learning.export import adapter_of, write_graph
from bot.learning.heads import warm_heads
from bot.learning.network import Network
from bot.learning.thresholds import thresholds
from bot.learning.train import Course, predicted
from bot.learning.vocabulary import vocabulary
from bot.marked import STORY
from bot.understanding.encoder import FOLDER as MODEL
from bot.understanding.encoder import tokenizer
from bot.understanding.weights import digest, widened

DATA = Path("nlu_data")
RANK = 32
SEED = 1
KEPT_APART = frozenset("artists world".split())
"""Writers of ``nlu_data/told`` none of whose messages is learned from: thresholds are chosen on them."""

SPLIT = frozenset(
    "bare bare_elsewhere bones buried carers cleared crisis dense despair forumfolk harmless_long lowpoint ordinary "
    "pairs_cauda pairs_illness pairs_injury plain plainfolk several talk twins voices whose worried".split()
)
"""Writers of true and harmless neighbours, of whose messages a part is kept apart too."""

ONE_IN = 5
"""Of the wholly labelled messages, and of those writers', one in so many is kept apart."""

SEEN_AGAIN = 0.25
"""Share of the short messages of ``nlu_data/nlu`` that an epoch of the second stage goes through again."""

LONG = 160
"""Characters from which on such a message is gone through in every epoch."""

CLAUSES = 3_000
"""Clauses of the stories that stand by themselves in an epoch, as people answer and begin."""

ANSWERS = 4_000
"""Plain answers, made up anew for every epoch."""

EPOCHS = 5
"""Epochs of the second stage."""

SHIPPED = ("words.npz", "layers.npz", "tokenizer.json", "adapter.npz", "graph.onnx")


class Data:
    """All examples, in what is learned from and what is kept apart."""

    def __init__(self, folder: Path = DATA) -> None:
        self.marked = list(from_training_files(folder / "nlu"))
        self.apart: list[Example] = []
        self.told: list[Example] = []
        for file in sorted((folder / "told").glob("*.txt")):
            for example in from_stories(file):
                apart = file.stem in KEPT_APART or (file.stem in SPLIT and _kept_apart(example.text))
                (self.apart if apart else self.told).append(example)
        self.alone = [clause for e in (*self.told, *self.marked) if e.intent == STORY for clause in clauses(e)]
        self.replies = list(from_replies(folder / "replies.tsv"))
        self.answers = Answers(folder / "answers", load_knowledge())
        self.whole: list[Example] = []
        for file in sorted((folder / "labelled").glob("*.jsonl")):
            for example in _labelled(file):
                (self.apart if _kept_apart(example.text) else self.whole).append(example)

    def first(self) -> list[Example]:
        """Everything once, the scarce kinds twice."""
        return [*self.marked, *self.told, *2 * self.replies, *self.answers.drawn(ANSWERS, SEED), *2 * self.whole]

    def later(self, seed: int) -> list[Example]:
        """All that was told, the scarce kinds, clauses by themselves, and a share of the rest."""
        draw = random.Random(seed)
        again = [e for e in self.marked if len(e.text) >= LONG or draw.random() < SEEN_AGAIN]
        return [
            *self.told,
            *again,
            *draw.sample(self.alone, min(CLAUSES, len(self.alone))),
            *self.replies,
            *self.answers.drawn(ANSWERS, seed),
            *2 * self.whole,
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
        f"{len(data.marked)} marked, {len(data.told)} told, {len(data.replies)} replies, {len(data.whole)} labelled, "
        f"{len(data.apart)} apart"
    )
    network, marked = new_network(words), [*data.marked, *data.told]
    if not (state / "first.pt").is_file():
        warm_heads(network, numberer, marked, seed=SEED)
    Course(network, numberer, words, [data.first()], lists=1_000, seed=SEED, cools=False).run(state / "first.pt")
    if not (state / "second.pt").is_file():
        _calibrate(network, numberer, marked)
    epochs = [data.later(number) for number in range(EPOCHS)]
    Course(network, numberer, words, epochs, lists=1_000, seed=SEED + 1).run(state / "second.pt")
    ship(network, numberer, words, data.apart)


def _calibrate(network: Network, numberer: Numberer, examples: Sequence[Example], count: int = 400) -> None:
    draw = random.Random(SEED)
    rows = [numberer.row(example) for example in draw.sample(list(examples), count)]
    some = (numberer.batch(batch) for batch in batches(rows, draw))
    network.calibrate((torch.from_numpy(batch.ids), torch.from_numpy(batch.mask)) for batch in some)


def ship(network: Network, numberer: Numberer, words: Vocabulary, apart: Sequence[Example]) -> None:
    """Write adapter, graph and manifest."""
    probability = predicted(network, numberer, [numberer.row(e) for e in apart])
    chosen = thresholds(apart, probability, words, load_knowledge().heard_early)
    np.savez(MODEL / "adapter.npz", **adapter_of(network))
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
