"""getUpdates."""

from __future__ import annotations

import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.telegram.bot_api import BotApi, Person
from tests.telegram.test_bot_api.looking import newest, until


async def test_a_long_poll_ends_as_soon_as_there_is_something(api: BotApi, bot: Bot, ann: Person) -> None:
    seen = await newest(bot)
    poll = asyncio.create_task(bot.get_updates(offset=seen.update_id + 1, timeout=20))
    await until(api, lambda: api.world.updates.poll)
    start = time.monotonic()
    ann.says("hello")
    assert [update.message.text for update in await poll] == ["hello"]
    assert time.monotonic() - start < 1


async def test_a_long_poll_ends_empty_when_its_time_is_up(bot: Bot) -> None:
    start = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < time.monotonic() - start < 2


async def test_updates_come_in_order_until_they_are_confirmed(api: BotApi, bot: Bot, ann: Person) -> None:
    ann.says("two")
    ann.says("three")
    for _ in range(2):
        assert [update.message.text for update in await bot.get_updates(limit=2)] == ["/start", "two"]
    rest = await bot.get_updates(offset=(await bot.get_updates())[1].update_id)
    assert [update.message.text for update in rest] == ["two", "three"]
    assert len(api.pending) == 2


async def test_an_update_can_come_twice_though_it_was_confirmed(api: BotApi, bot: Bot, ann: Person) -> None:
    (update,) = await bot.get_updates()
    api.deliver_again(update.update_id)
    ann.says("hello")
    again, new = await bot.get_updates(offset=update.update_id + 1)
    assert (again, new.message.text) == (update, "hello")
    assert await bot.get_updates(offset=new.update_id + 1) == ()


async def test_only_wanted_kinds_of_updates_are_kept(bot: Bot, ann: Person) -> None:
    seen = await newest(bot)
    await bot.get_updates(offset=seen.update_id + 1, allowed_updates=["callback_query"])
    ann.says("hello")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    ann.says("hello again")
    assert len(await bot.get_updates()) == 1


async def test_a_second_poll_ends_the_first(bot: Bot, api: BotApi) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await until(api, lambda: api.world.updates.poll)
    async with Bot(api.token, base_url=api.base_url) as twin:
        await twin.get_updates()
    with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one"):
        await first
