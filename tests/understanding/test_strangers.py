"""How well messages are understood that were written by people who had never seen the lexicon or the training data.

``strangers_open.jsonl`` may be read while the lexicon is improved. ``strangers_closed.jsonl`` may not: it is what is
left to measure with. The floors are a little below what was measured last (docs/benchmarks.md); raise them with it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.checking import copied
from bot.evaluation.understanding import score, understand
from bot.knowledge import load_knowledge
from bot.marked import marked_messages

HERE = Path(__file__).parent
FILES = ("strangers_open.jsonl", "strangers_closed.jsonl")

FLOORS = {
    "findings_f1": 0.78,
    "polarity": 0.95,
    "red_flag_recall": 0.80,
    "all_intents": 0.86,
}
MOST_FALSE_ALARMS = 0.09


def lines(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / file).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("file", FILES)
async def test_strangers_are_understood_as_well_as_they_were(file: str, agent: Any) -> None:
    asked = lines(file)
    answers = [await understand(agent, load_knowledge(), line) for line in asked]
    metrics = score(asked, answers)
    assert {name: metrics[name] for name, floor in FLOORS.items() if metrics[name] < floor} == {}
    assert metrics["false_alarms"] <= MOST_FALSE_ALARMS


def test_no_training_message_stands_in_what_is_measured_with() -> None:
    texts = [line["text"] for file in FILES for line in lines(file)]
    assert copied(marked_messages(), texts) == []
