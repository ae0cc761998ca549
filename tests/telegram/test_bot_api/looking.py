"""How these tests look at updates."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, TelegramObject, Update

from tests.telegram.bot_api import BotApi

YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]]
)


async def newest(bot: Bot) -> Update:
    """The last update, all before it confirmed."""
    return (await bot.get_updates(offset=-1))[0]


def leftovers(thing: Any) -> list[str]:
    """The fields that python-telegram-bot does not know."""
    if isinstance(thing, (list, tuple)):
        return [name for each in thing for name in leftovers(each)]
    if not isinstance(thing, TelegramObject):
        return []
    values = [getattr(thing, name) for name in thing.to_dict(recursive=False) if hasattr(thing, name)]
    return [*thing.api_kwargs, *leftovers(values), *leftovers(getattr(thing, "from_user", None))]


async def until(api: BotApi, ready: Callable[[], Any]) -> None:
    """Waits aside, so that the loop of the test goes on."""
    await asyncio.to_thread(api.wait_until, ready, 5)
