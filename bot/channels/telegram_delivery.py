"""Makes the calls of a chat, in order, until each has been taken or cannot be."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Dict, Optional

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, MessageEntity
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.channels.pauses import pauses
from bot.channels.telegram_inbox import Call, Inbox

logger = logging.getLogger("ischia")


class Delivery:
    """Sends what the inbox holds; ``known_as`` gives the name under which a chat stands in the log."""

    def __init__(self, bot: Bot, inbox: Inbox, known_as: Callable[[int], str]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._known_as = known_as

    async def deliver(self, chat: int) -> Optional[int]:
        """Make every call of a chat; the new id when the chat has moved, and its calls with it."""
        waits = pauses()
        while (entry := self._inbox.next_call(chat)) is not None:
            number, call = entry
            try:
                message = await self._make(chat, call)
            except RetryAfter as error:
                await asyncio.sleep(_seconds(error))
            except ChatMigrated as error:
                self._inbox.move(chat, error.new_chat_id)
                return error.new_chat_id
            except Forbidden:
                logger.info("Telegram: the chat %s has blocked the bot or left it.", self._known_as(chat))
                self._inbox.give_up(chat)
            except BadRequest as error:
                self._refused(chat, number, call, error)
            except NetworkError:  # Telegram may have taken the call all the same; better twice than never.
                await asyncio.sleep(next(waits))
            except TelegramError as error:
                self._refused(chat, number, call, error)
            else:
                waits = pauses()
                self._inbox.made(number, call, message)
        return None

    async def _make(self, chat: int, call: Call) -> Optional[int]:
        try:
            return await self._call(chat, call, call.arguments)
        except BadRequest:
            if call.method != "send_message":
                raise
            return await self._call(chat, call, {"text": call.arguments["text"]})

    async def _call(self, chat: int, call: Call, arguments: Dict[str, Any]) -> Optional[int]:
        given = dict(arguments)
        if "entities" in given:
            given["entities"] = [MessageEntity(**entity) for entity in given["entities"]]
        if "reply_markup" in given:
            given["reply_markup"] = InlineKeyboardMarkup.de_json(given["reply_markup"], self._bot)
        if "text" in given:
            given["link_preview_options"] = LinkPreviewOptions(is_disabled=True)
        result = await getattr(self._bot, call.method)(chat_id=chat, **given)
        return result.message_id if isinstance(result, Message) else None

    def _refused(self, chat: int, number: int, call: Call, error: TelegramError) -> None:
        """An old message that cannot be edited any more is no trouble; a message that is not sent is."""
        if call.method == "send_message":
            logger.error("Telegram refused a message to %s: %s", self._known_as(chat), type(error).__name__)
        self._inbox.made(number, call)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after if isinstance(after, int) else after.total_seconds())
