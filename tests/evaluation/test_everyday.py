"""Everyday pains, as people tell them: nobody is frightened, and what a physiotherapist would name first leads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Assessment, Profile, assess

KNOWLEDGE = load_knowledge()
STORIES = [json.loads(line) for line in Path(__file__).with_name("everyday.jsonl").read_text("utf-8").splitlines()]
NAMED_FIRST = 0.85


def assessed(story: dict[str, Any]) -> Assessment:
    facts = {name: Polarity(value) for name, value in story["findings"].items()}
    return assess(facts, Profile(age=story["age"]), KNOWLEDGE)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_an_everyday_pain_is_at_most_worth_a_visit(story: dict[str, Any]) -> None:
    assert assessed(story).urgency <= Urgency.SEE_CLINICIAN_SOON


def test_what_a_physiotherapist_would_name_first_leads() -> None:
    led = [assessed(story).ranked[0].condition.id in story["lead"] for story in STORIES]
    assert sum(led) >= NAMED_FIRST * len(STORIES)
