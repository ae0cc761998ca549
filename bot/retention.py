"""Deletes conversations that are older than the clinic keeps them."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from bot.channels.conversations import erase_before

logger = logging.getLogger("ischia")

HOUR_SECONDS = 60 * 60
DAY_SECONDS = 24 * HOUR_SECONDS


def forget(store: Any, days: int) -> int:
    """Delete every event older than ``days`` from Rasa's tracker store; the number deleted."""
    return erase_before(store, time.time() - days * DAY_SECONDS)


async def forget_regularly(store: Any, days: int) -> None:
    """Forget once a day, for as long as the server runs; when the store is out of reach, try again in an hour."""
    while True:
        try:
            await asyncio.to_thread(forget, store, days)
            pause = DAY_SECONDS
        except Exception as error:  # whatever a database may raise: old conversations must not stay because of it
            logger.error("Old conversations could not be deleted: %s", type(error).__name__)
            pause = HOUR_SECONDS
        await asyncio.sleep(pause)
