from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain

from bot.agent import tracker_store
from bot.retention import DAY_SECONDS, forget


@pytest.fixture
def store(tmp_path: Path) -> SQLTrackerStore:
    kept = tracker_store(Domain.empty(), tmp_path / "conversations.db")
    assert isinstance(kept, SQLTrackerStore)
    return kept


def keep(store: SQLTrackerStore, *ages_in_days: float) -> None:
    with store.session_scope() as session:
        for age in ages_in_days:
            when = time.time() - age * DAY_SECONDS
            session.add(store.SQLEvent(sender_id="someone", type_name="user", timestamp=when))
        session.commit()


def test_only_what_is_too_old_is_forgotten(store: Any) -> None:
    keep(store, 1, 29, 31, 400)
    assert forget(store, 30) == 2
    assert forget(store, 30) == 0


def test_what_is_in_memory_alone_is_forgotten_with_the_process() -> None:
    assert forget(InMemoryTrackerStore(Domain.empty()), 30) == 0
