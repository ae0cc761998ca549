"""The double, and a real python-telegram-bot client that talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot

from tests.telegram.bot_api import BotApi, Person


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi(webhook_backoff=0.02) as api:
        yield api


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with Bot(api.token, base_url=api.base_url) as bot:
        yield bot


@pytest.fixture
def ann(api: BotApi) -> Person:
    """Somebody who has started the bot, which has not looked yet."""
    ann = api.person("Ann")
    ann.says("/start")
    return ann
