"""Posts the waiting updates to the webhook, and again until the bot takes them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Optional

import aiohttp

from tests.telegram.bot_api.hooks import Delivery, Hook
from tests.telegram.bot_api.updates import Waiting
from tests.telegram.bot_api.world import World

_PATIENCE = aiohttp.ClientTimeout(total=60)
_SECRET = "X-Telegram-Bot-Api-Secret-Token"


async def _post(session: aiohttp.ClientSession, hook: Hook, waiting: Waiting) -> Delivery:
    headers = {_SECRET: hook.secret} if hook.secret else {}
    try:
        if not hook.local:
            raise aiohttp.ClientError("the double posts to this machine only")
        async with session.post(hook.url, json=waiting.shape, headers=headers, allow_redirects=False) as response:
            await response.read()
            trouble = f"Wrong response from the webhook: {response.status} {response.reason}"
            return Delivery(waiting.id, response.status, trouble, time.time())
    except (aiohttp.ClientError, asyncio.TimeoutError) as trouble:
        return Delivery(waiting.id, None, f"Connection failed: {trouble}", time.time())


async def _hand_over(world: World, session: aiohttp.ClientSession, hook: Hook, waiting: Waiting) -> None:
    while world.hook is hook:
        with world.changed:
            world.was_delivered(waiting.shape)
        delivery = await _post(session, hook, waiting)
        with world.changed:
            world.deliveries.append(delivery)
            if delivery.taken:
                world.updates.done(waiting)
            world.touch()
        if delivery.taken:
            return
        await asyncio.sleep(world.webhook_backoff)


async def deliver(world: World) -> None:
    """Runs until it is cancelled; in order while the webhook allows one connection only."""
    busy: dict[asyncio.Task[None], Waiting] = {}

    def next_one() -> Optional[tuple[Hook, Waiting]]:
        if world.hook is None or len(busy) >= world.hook.max_connections:
            return None
        free = (each for each in world.updates.waiting if all(each is not other for other in busy.values()))
        waiting = next(free, None)
        return (world.hook, waiting) if waiting else None

    def finished(task: asyncio.Task[None]) -> None:
        busy.pop(task, None)
        with world.changed:
            world.touch()

    async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
        try:
            while found := await world.until(next_one):
                task = asyncio.create_task(_hand_over(world, session, *found))
                busy[task] = found[1]
                task.add_done_callback(finished)
        finally:
            tasks = list(busy)
            for task in tasks:
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks, return_exceptions=True)
