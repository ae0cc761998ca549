"""How well messages are understood by rules alone, by the encoder alone, by both together, and by stock Rasa.

    .venv/bin/python scripts/compare_understanding.py LABELLED.jsonl [--stock] [--folds]

Each system learns from nlu_data in a process of its own, on one core, and is scored on a labelled file (the format of
`ischia evaluate understanding`). `--stock` adds Rasa's default pipeline with DIET, which takes many minutes.
`--folds` prints instead how well the one tuned number, the likelihood from which a guess counts, carries over from the
sources it was chosen on to others.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

from bot.agent import quiet  # noqa: E402

quiet()

from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.shared.nlu.training_data.loading import load_data  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402

from bot.evaluation.understanding import score  # noqa: E402
from bot.evaluation.vocabulary import INTENTS, in_labels  # noqa: E402
from bot.knowledge import Polarity, load_knowledge  # noqa: E402
from bot.triage import Profile  # noqa: E402
from bot.understanding import join  # noqa: E402
from bot.understanding.components import (  # noqa: E402
    EncoderIntentClassifier,
    FindingExtractor,
    FindingGuesser,
    SafetyNet,
    SentenceEncoderFeaturizer,
)
from bot.understanding.components.finding_model import GUESSES  # noqa: E402
from bot.understanding.intents import alarming, decide  # noqa: E402
from bot.understanding.messages import facts_in, profile_in  # noqa: E402

Understood = tuple[dict[str, Polarity], Profile, str]
Understand = Callable[[str], Understood]


def rules() -> tuple[Understand, float]:
    """The lexicon over spaCy; intents are what the findings alone say."""
    extractor = FindingExtractor()

    def understand(text: str) -> Understood:
        message = extractor.process([Message({"text": text})])[0]
        facts, profile = facts_in(message.get("entities")), profile_in(message.get("entities"))
        return facts, profile, decide(text, [], facts, profile)

    return understand, 0.0


def encoder() -> tuple[Understand, float]:
    """The two learned models; a finding counts from 0.5 on, whatever stands around it."""
    pipeline, spent = _learned()

    def understand(text: str) -> Understood:
        message = Message({"text": text})
        for component in pipeline:
            component.process([message])
        likely = [guess for guess in message.get(GUESSES) or () if guess.probability >= 0.5]
        facts = {guess.finding: Polarity.PRESENT for guess in likely}
        return facts, Profile(), str(message.get("intent")["name"])

    return understand, spent


def combination() -> tuple[Understand, float]:
    """What Ischia runs."""
    learned, spent = _learned()
    pipeline = [*learned, FindingExtractor(), SafetyNet()]

    def understand(text: str) -> Understood:
        message = Message({"text": text})
        for component in pipeline:
            component.process([message])
        entities = message.get("entities")
        return facts_in(entities), profile_in(entities), str(message.get("intent")["name"])

    return understand, spent


def stock() -> tuple[Understand, float]:
    """Rasa's default pipeline: bags of words and DIET; each finding is an entity, its polarity the entity's role."""
    folder = Path(tempfile.mkdtemp())
    _write_for_stock(folder)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "rasa", "train", "nlu", "--nlu", "nlu.yml", "--fixed-model-name", "stock"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    spent = time.perf_counter() - started
    from rasa.core.agent import Agent

    agent = Agent.load(str(folder / "models" / "stock.tar.gz"))

    def understand(text: str) -> Understood:
        parsed = asyncio.run(agent.parse_message(text))
        facts = {}
        for entity in parsed["entities"]:
            facts[entity["entity"]] = Polarity(entity.get("role", "present"))
        return facts, Profile(), parsed["intent"]["name"]

    return understand, spent


def _write_for_stock(folder: Path) -> None:
    data = load_data("nlu_data/nlu")
    lines: dict[str, list[str]] = {}
    for number, example in enumerate(data.intent_examples):
        if number % STOCK_SHARE:
            continue
        text = str(example.get("text"))
        for entity in sorted(example.get("entities") or [], key=lambda e: -e["start"]):
            role = {"finding": "present", "denied": "absent", "unsure": "unsure"}.get(entity["entity"])
            if role:
                name = json.dumps({"entity": entity["value"].split("+")[0], "role": role})
                text = (
                    f"{text[: entity['start']]}[{text[entity['start'] : entity['end']]}]{name}{text[entity['end'] :]}"
                )
        lines.setdefault(example.get("intent"), []).append(text)
    blocks = [
        f"  - intent: {intent}\n    examples: |\n" + "".join(f"      - {line}\n" for line in texts)
        for intent, texts in lines.items()
    ]
    (folder / "nlu.yml").write_text('version: "3.1"\nnlu:\n' + "".join(blocks), encoding="utf-8")
    (folder / "config.yml").write_text(STOCK_CONFIG, encoding="utf-8")
    (folder / "domain.yml").write_text('version: "3.1"\n', encoding="utf-8")


STOCK_SHARE = 20
"""Stock Rasa learns from every twentieth message: with so many entities an epoch over them takes about 20 s on two
cores, and all of them would take most of a day. Of findings said in the same words, it learns the first: an entity has
one type."""

STOCK_CONFIG = """recipe: default.v1
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - {name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 4}
  - {name: DIETClassifier, epochs: 30, constrain_similarities: true, BILOU_flag: false}
"""

SYSTEMS = {"rules alone": rules, "encoder alone": encoder, "rules and encoder": combination, "stock Rasa": stock}


def _learned() -> tuple[list[Any], float]:
    data = load_data("nlu_data/nlu")
    storage = LocalModelStorage(Path(tempfile.mkdtemp()))
    parts = []
    started = time.perf_counter()
    for part in (EncoderIntentClassifier, FindingGuesser):
        component = part.create({}, storage, Resource(part.__name__), None)
        component.train(data)
        parts.append(component)
    spent = time.perf_counter() - started
    featurizer = SentenceEncoderFeaturizer("encoder", {**SentenceEncoderFeaturizer.get_default_config()})
    return [featurizer, *parts], spent


def measure(name: str, file: Path) -> dict[str, Any]:
    """Train one system and score it; times in milliseconds, memory in megabytes."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    understand, training = SYSTEMS[name]()
    understand("a first message, to load what is loaded late")
    knowledge, answers, spent = load_knowledge(), [], []
    for line in lines:
        started = time.perf_counter()
        facts, profile, intent = understand(line["text"])
        spent.append(1000 * (time.perf_counter() - started))
        known = {finding: polarity for finding, polarity in facts.items() if finding in knowledge.findings}
        answers.append(
            {
                "findings": in_labels(knowledge, known),
                "escalates": alarming(known, profile),
                "intent": INTENTS.get(intent, intent),
            }
        )
    metrics = score(lines, answers)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        **{key: value for key, value in metrics.items() if key != "red_flag_recall_by_kind"},
        "p50_ms": median(spent),
        "p95_ms": quantiles(spent, n=20)[-1],
        "memory_mb": memory,
        "training_s": training,
    }


def table(file: Path, names: list[str]) -> str:
    """One column for each system."""
    columns = {}
    for name in names:
        command = [sys.executable, __file__, str(file), "--only", name]
        output = subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "."}
        )
        columns[name] = json.loads(output.stdout.splitlines()[-1])
    rows = ["| measure | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for key in columns[names[0]]:
        shown = [
            f"{column[key]:.0f}" if key.endswith(("_ms", "_mb", "_s")) else f"{100 * column[key]:.1f} %"
            for column in columns.values()
        ]
        rows.append(f"| {key.replace('_', ' ')} | " + " | ".join(shown) + " |")
    return "\n".join(rows)


def folds(file: Path, parts: int = 5) -> str:
    """The likelihood from which a guess counts, chosen on four fifths of the sources and scored on the fifth."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    sources = sorted({line["source"] for line in lines}, key=lambda s: (-sum(x["source"] == s for x in lines), s))
    part_of = {source: number % parts for number, source in enumerate(sources)}
    understand, _ = combination()
    knowledge = load_knowledge()
    at: dict[float, list[dict[str, Any]]] = {}
    for believed in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        join.BELIEVED = believed
        at[believed] = []
        for line in lines:
            facts, profile, intent = understand(line["text"])
            labels = in_labels(knowledge, facts)
            at[believed].append({"findings": labels, "escalates": alarming(facts, profile), "intent": intent})

    def f1(believed: float, ids: set[str]) -> float:
        kept = [(line, answer) for line, answer in zip(lines, at[believed]) if line["id"] in ids]
        return float(score([line for line, _ in kept], [answer for _, answer in kept])["findings_f1"])

    rows = ["| held-out part | lines | chosen | F1 there | F1 where it was chosen |", "|---|---|---|---|---|"]
    held = []
    for part in range(parts):
        inside = {line["id"] for line in lines if part_of[line["source"]] == part}
        outside = {line["id"] for line in lines} - inside
        best = max(at, key=lambda believed: f1(believed, outside))
        held.append(f1(best, inside))
        rows.append(
            f"| {part + 1} | {len(inside)} | {best} | {100 * held[-1]:.1f} % | {100 * f1(best, outside):.1f} % |"
        )
    return "\n".join([*rows, f"| mean | {len(lines)} | | {100 * mean(held):.1f} % | |"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--only", choices=list(SYSTEMS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.only, options.file)))
    elif options.folds:
        print(folds(options.file))
    else:
        print(table(options.file, [name for name in SYSTEMS if name != "stock Rasa" or options.stock]))
