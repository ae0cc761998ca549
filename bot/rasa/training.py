"""Trains the model when it is missing, or older than what it is made from."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from bot.rasa.agent import MODEL, quiet

INPUTS = ("config.yml", "domain.yml", "nlu_data")
CODE = ("bot/rasa/components", "bot/understanding/intent_model.py", "bot/understanding/model/model.json")
"""A model keeps its component's settings, and intents are learned over the vectors of this reader."""


def train(*, force: bool = False) -> bool:
    """Train if needed; True when it did. Prints what it does. Raises ValueError when training failed."""
    digest = fingerprint()
    stamp = MODEL.with_suffix(".stamp")
    if not force and MODEL.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        print("The model is up to date.")
        return False
    print("Training the model; this takes about a minute ...", flush=True)
    quiet()
    gc.disable()  # Rasa copies the messages several times over; collecting in between costs a tenth of the time
    os.environ["OMP_NUM_THREADS"] = str(os.cpu_count() or 1)  # training is one job; answering is many
    from rasa.api import train as rasa_train

    result = rasa_train(
        domain="domain.yml",
        config="config.yml",
        training_files="nlu_data",
        output=str(MODEL.parent),
        fixed_model_name=MODEL.name.removesuffix(".tar.gz"),
        force_training=force,
    )
    if result.code != 0 or not MODEL.is_file():
        raise ValueError("Training failed; run `rasa train --debug -d domain.yml --data nlu_data` to see why.")
    stamp.write_text(digest, encoding="utf-8")
    return True


def fingerprint() -> str:
    """A digest of everything a model is trained from."""
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    for name in (*INPUTS, *CODE):
        path = Path(name)
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".py"))
        else:
            yield path
