"""How well messages are understood that were written by people who had seen neither the training data nor the code.

Nobody reads these files line by line: they are scored, and thresholds are set elsewhere. The floors are a little below
what was measured last (docs/benchmarks.md); raise them with it.
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
CLOSED = ("strangers_closed.jsonl", "strangers_long_closed.jsonl")

FLOORS = {
    "findings_f1": 0.90,
    "polarity": 0.98,
    "red_flag_recall": 0.90,
    "all_intents": 0.90,
}
MOST_FALSE_ALARMS = 0.08
MOST_LISTS_THAT_ALARM = 0.01
MOST_ORDINARY_THAT_ALARM = 0.015


def lines(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / file).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("file", CLOSED)
async def test_strangers_are_understood_as_well_as_they_were(file: str, agent: Any) -> None:
    asked = lines(file)
    answers = [await understand(agent, load_knowledge(), line) for line in asked]
    metrics = score(asked, answers)
    assert {name: metrics[name] for name, floor in FLOORS.items() if metrics[name] < floor} == {}
    assert metrics["false_alarms"] <= MOST_FALSE_ALARMS


@pytest.mark.parametrize(
    ("file", "most"), [("denial_lists.txt", MOST_LISTS_THAT_ALARM), ("ordinary.txt", MOST_ORDINARY_THAT_ALARM)]
)
async def test_what_is_harmless_raises_no_alarm(file: str, most: float, agent: Any) -> None:
    texts = (HERE / file).read_text(encoding="utf-8").splitlines()
    answers = [await understand(agent, load_knowledge(), {"text": text}) for text in texts]
    assert sum(answer["escalates"] for answer in answers) <= most * len(texts)


def test_no_training_message_stands_in_what_is_measured_with() -> None:
    texts = [line["text"] for file in CLOSED for line in lines(file)]
    assert copied(marked_messages(), texts) == []
