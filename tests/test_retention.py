from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain

from bot.rasa.agent import tracker_store
from bot.retention import DAY_SECONDS, HOUR_SECONDS, forget, forget_regularly


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


async def test_a_store_that_is_out_of_reach_is_tried_again_in_an_hour(store: Any, monkeypatch: Any) -> None:
    keep(store, 31)
    pauses: list[float] = []
    with monkeypatch.context() as out_of_reach:
        out_of_reach.setattr(store, "session_scope", lambda: 1 / 0)

        async def pause(seconds: float) -> None:
            out_of_reach.undo()
            pauses.append(seconds)
            if len(pauses) == 2:
                raise asyncio.CancelledError

        monkeypatch.setattr("bot.retention.asyncio.sleep", pause)
        with pytest.raises(asyncio.CancelledError):
            await forget_regularly(store, 30)
    assert pauses == [HOUR_SECONDS, DAY_SECONDS]
    assert forget(store, 30) == 0
