from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from bot.retention import DAY_SECONDS, forget


def store(path: Path, *ages_in_days: float) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, timestamp FLOAT)")
        for age in ages_in_days:
            connection.execute("INSERT INTO events (timestamp) VALUES (?)", (time.time() - age * DAY_SECONDS,))


def test_only_what_is_too_old_is_forgotten(tmp_path: Path) -> None:
    database = tmp_path / "conversations.db"
    store(database, 1, 29, 31, 400)
    assert forget(database, 30) == 2
    assert forget(database, 30) == 0


def test_without_a_database_there_is_nothing_to_forget(tmp_path: Path) -> None:
    assert forget(tmp_path / "none.db", 30) == 0
