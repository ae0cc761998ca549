"""What the outputs of the network mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bot.evaluation.vocabulary import LABELLED, labelled_name
from bot.knowledge import KnowledgeBase
from bot.knowledge.checks import WORKED_OUT
from bot.learning.batches import Vocabulary

INTENTS = Path("nlu_data/nlu")


def vocabulary(knowledge: KnowledgeBase, folder: Path = INTENTS) -> Vocabulary:
    """Every finding that a person can state, and every intent that the training files name."""
    findings = tuple(sorted(set(knowledge.findings) - WORKED_OUT))
    group_names = tuple(sorted(LABELLED))
    labelled = [labelled_name(knowledge, name) for name in findings]
    return Vocabulary(
        findings=findings,
        intents=tuple(sorted(set(_intents(folder)))),
        labels={name: finding.label for name, finding in knowledge.findings.items()},
        groups=np.array([group_names.index(name) if name else -1 for name in labelled]),
        group_names=group_names,
    )


def _intents(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.yml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip().startswith("- intent:"):
                yield line.partition(":")[2].strip()
