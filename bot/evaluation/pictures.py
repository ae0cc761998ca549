"""Pictures of how whole cases were judged: what was taken for what, and whether a belief means what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

from bot.knowledge import KnowledgeBase

BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""Edges of the groups of belief; finer where most cases lie."""

Case = tuple[dict[str, Any], dict[str, Any]]
"""A vignette and its result."""


def draw(knowledge: KnowledgeBase, cases: Iterable[Case], folder: Path) -> list[Path]:
    """Write ``confusion.png`` and ``calibration.png`` into ``folder``; the files written."""
    known = [(v, r) for v, r in cases if v["condition"] in knowledge.conditions and r["conditions"]]
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / "confusion.png", folder / "calibration.png"]
    _confusion(knowledge, known, files[0])
    _calibration(known, files[1])
    return files


def _confusion(knowledge: KnowledgeBase, cases: Sequence[Case], file: Path) -> None:
    ids = sorted(knowledge.conditions, key=lambda name: knowledge.conditions[name].code)
    counts = np.zeros((len(ids), len(ids)), dtype=int)
    for vignette, result in cases:
        counts[ids.index(vignette["condition"]), ids.index(result["conditions"][0])] += 1
    codes = [knowledge.conditions[name].code for name in ids]
    figure, axes = plt.subplots(figsize=(7, 6.2))
    axes.imshow(counts, cmap="Greens", vmin=0)
    axes.set_xticks(range(len(ids)), codes, rotation=90)
    axes.set_yticks(range(len(ids)), codes)
    axes.set(xlabel="ranked first", ylabel="label of the case", title=f"What {len(cases)} cases were taken for")
    for row, column in zip(*np.nonzero(counts)):
        dark = counts[row, column] > counts.max() / 2
        axes.text(column, row, counts[row, column], ha="center", va="center", color="white" if dark else "black")
    _save(figure, file)


def _calibration(cases: Sequence[Case], file: Path) -> None:
    belief = np.array([max(result["shares"].values()) for _, result in cases])
    right = np.array([result["conditions"][0] in vignette["acceptable_top3"] for vignette, result in cases])
    group = np.clip(np.digitize(belief, BINS) - 1, 0, len(BINS) - 2)
    figure, axes = plt.subplots(figsize=(5.4, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1, linestyle="--", label="belief = how often right")
    for number in range(len(BINS) - 1):
        chosen = group == number
        if chosen.any():
            axes.scatter(belief[chosen].mean(), right[chosen].mean(), s=12 * chosen.sum(), color="#2b6338", alpha=0.75)
            axes.annotate(f" n={chosen.sum()}", (belief[chosen].mean(), right[chosen].mean()), fontsize=8)
    axes.set(xlim=(0, 1), ylim=(0, 1.05), xlabel="share of belief of the pattern ranked first")
    axes.set(ylabel="share of cases where it was acceptable", title="Calibration")
    axes.legend(loc="lower right")
    _save(figure, file)


def _save(figure: Any, file: Path) -> None:
    figure.tight_layout()
    figure.savefig(file, dpi=110)
    plt.close(figure)
