"""Deletes conversations that are older than the clinic keeps them."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path

DAY_SECONDS = 24 * 60 * 60


def forget(database: Path, days: int) -> int:
    """Delete every event older than ``days`` from Rasa's SQLite tracker store; the number deleted."""
    if not database.is_file():
        return 0
    with sqlite3.connect(database, timeout=30) as connection:
        known = connection.execute("SELECT name FROM sqlite_master WHERE name = 'events'").fetchone()
        if known is None:
            return 0
        oldest = time.time() - days * DAY_SECONDS
        return connection.execute("DELETE FROM events WHERE timestamp < ?", (oldest,)).rowcount


async def forget_regularly(database: Path, days: int) -> None:
    """Forget once a day, for as long as the server runs."""
    while True:
        await asyncio.to_thread(forget, database, days)
        await asyncio.sleep(DAY_SECONDS)
