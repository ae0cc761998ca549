"""Whether questions reach what they ask for: `scripts/measure_questions.py FILE ...`, one table row a file.

A line of a file is JSON with `text` and `accept`, the ids that a fair judge takes for an answer, or `none`. *Right*:
the likeliest is one of them, and likely enough to be told; *offered*: one of those asked about is; *declined*: nothing
is told; *wrong*: the rest. What needs a conversation of its own, such as a crisis, is left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.dialogue.answering import MOST_OFFERED, NOTHING, PERHAPS, SURE
from bot.knowledge import KnowledgeBase, load_knowledge
from bot.understanding.questions import Ranking, asked_for

APART = ("crisis", "urgent_", "feeling")
"""What is not answered by looking for a topic."""


def outcome(ranking: Ranking, accept: Iterable[str]) -> str:
    """One of right, offered, declined, wrong."""
    accepted = set(accept)
    best, likelihood = ranking[0]
    if best != NOTHING and likelihood >= SURE:
        return "right" if best in accepted else "wrong"
    if NOTHING in accepted:
        return "right"
    offers = [item for item, likelihood in ranking if likelihood >= PERHAPS and item != NOTHING][:MOST_OFFERED]
    return "offered" if accepted & set(offers) else "declined"


def measured(knowledge: KnowledgeBase, rows: Iterable[dict[str, Any]]) -> Counter[str]:
    """How often each outcome came."""
    return Counter(outcome(asked_for(knowledge, row["text"]), row["accept"]) for row in rows)


def main(files: Iterable[str]) -> None:
    """Print the table."""
    knowledge = load_knowledge()
    print(f"{'file':<28}{'all':>5}{'right':>8}{'offered':>9}{'declined':>10}{'wrong':>8}")
    for file in files:
        rows = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if not any(name.startswith(APART) for name in row["accept"])]
        found, total = measured(knowledge, rows), len(rows)
        parts = "".join(
            f"{100 * found[name] / total:>{w}.1f}"
            for name, w in zip(("right", "offered", "declined", "wrong"), (8, 9, 10, 8))
        )
        print(f"{Path(file).stem:<28}{total:>5}{parts}")


if __name__ == "__main__":
    main(sys.argv[1:])
