"""Cases that were once missed, or nearly, played with the trained agent: none may be missed again.

How to add one stands in docs/safety.md, "When a case is missed".
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.checking import copied
from bot.evaluation.plain import PlainTalk
from bot.evaluation.triage import MANNERS, Manner, simulate
from bot.knowledge import KnowledgeBase, Urgency
from bot.marked import marked_messages
from bot.rasa.agent import MODEL

FILE = Path(__file__).parent / "missed_cases.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.skipif(not MODEL.is_file(), reason="there is no trained model: run `make train` first")
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
@pytest.mark.parametrize("manner", MANNERS)
async def test_a_case_that_was_missed_is_not_missed_again(
    case: dict[str, Any], manner: Manner, knowledge: KnowledgeBase
) -> None:
    result = await simulate(PlainTalk(), knowledge, case, manner)
    assert result["urgency"] is not None, "no answer was given"
    assert Urgency.from_key(result["urgency"]) >= Urgency.from_key(case["at_least"]), result["transcript"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_case_names_findings_that_exist(case: dict[str, Any], knowledge: KnowledgeBase) -> None:
    assert set(case["answers"]["findings"]) <= set(knowledge.findings)


def test_each_case_has_an_id_of_its_own() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_no_case_is_learned_by_heart() -> None:
    assert copied(marked_messages(), [case["opening"] for case in CASES]) == []
