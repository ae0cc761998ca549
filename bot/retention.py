"""Deletes conversations that are older than the clinic keeps them."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from bot.channels.conversations import erase_before

DAY_SECONDS = 24 * 60 * 60


def forget(store: Any, days: int) -> int:
    """Delete every event older than ``days`` from Rasa's tracker store; the number deleted."""
    return erase_before(store, time.time() - days * DAY_SECONDS)


async def forget_regularly(store: Any, days: int) -> None:
    """Forget once a day, for as long as the server runs."""
    while True:
        await asyncio.to_thread(forget, store, days)
        await asyncio.sleep(DAY_SECONDS)
