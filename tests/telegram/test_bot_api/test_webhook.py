"""Updates that are posted to the bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict

from tests.serving import free_port
from tests.telegram.bot_api import BotApi, Person
from tests.telegram.test_bot_api.looking import until


class Site:
    """A small site that takes updates, with an answer that can be changed."""

    def __init__(self) -> None:
        self.url = f"http://127.0.0.1:{free_port()}/hook"
        self.status = 200
        self.got: list[tuple[str, int]] = []
        self.at_once, self.most_at_once = 0, 0

    async def take(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.got.append(
            (request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), (await request.json())["update_id"])
        )
        await asyncio.sleep(0.02)
        self.at_once -= 1
        return web.Response(status=self.status)

    async def open(self) -> None:
        application = web.Application()
        application.router.add_post("/hook", self.take)
        self.runner = web.AppRunner(application)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", int(self.url.split(":")[2].split("/")[0])).start()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    await site.open()
    yield site
    await site.runner.cleanup()


async def test_a_webhook_gets_each_update_with_the_secret_and_in_order(
    api: BotApi, bot: Bot, ann: Person, site: Site
) -> None:
    ids = [api.pending[0], *(ann.says(f"message {number}") for number in range(5))]
    await bot.set_webhook(site.url, secret_token="s3cret_-", max_connections=1)
    await until(api, lambda: not api.pending)
    assert site.got == [("s3cret_-", update_id) for update_id in ids]
    assert (site.most_at_once, {delivery.status for delivery in api.deliveries}) == (1, {200})


async def test_a_webhook_with_more_connections_is_posted_to_at_once(
    api: BotApi, bot: Bot, ann: Person, site: Site
) -> None:
    for number in range(6):
        ann.says(f"message {number}")
    await bot.set_webhook(site.url, max_connections=3)
    await until(api, lambda: not api.pending)
    assert site.most_at_once == 3


async def test_what_the_webhook_does_not_take_is_posted_again(api: BotApi, bot: Bot, ann: Person, site: Site) -> None:
    site.status = 500
    await bot.set_webhook(site.url, max_connections=1)
    await until(api, lambda: len(api.deliveries) > 1)
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (site.url, 1)
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    site.status = 200
    await until(api, lambda: not api.pending)


async def test_a_webhook_that_is_down_gets_its_updates_later(api: BotApi, bot: Bot, ann: Person) -> None:
    site = Site()
    await bot.set_webhook(site.url)
    await until(api, lambda: api.deliveries)
    await site.open()
    await until(api, lambda: not api.pending)
    await site.runner.cleanup()


async def test_polling_and_a_webhook_exclude_each_other(api: BotApi, bot: Bot, site: Site) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await until(api, lambda: api.world.updates.poll)
    await bot.set_webhook(site.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_webhook_can_be_posted_an_update_twice(api: BotApi, bot: Bot, ann: Person, site: Site) -> None:
    update_id = ann.says("hello")
    await bot.set_webhook(site.url)
    await until(api, lambda: not api.pending)
    api.deliver_again(update_id)
    await until(api, lambda: not api.pending)
    assert [each for _, each in site.got].count(update_id) == 2
