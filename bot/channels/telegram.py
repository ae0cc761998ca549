"""The Telegram channel: how the environment sets it, and how updates come in."""

from __future__ import annotations

import hmac
import logging
import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Dict, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.channels.sessions import STATE, session_secret
from bot.channels.telegram_bot import TelegramBot

logger = logging.getLogger("ischia")


class TelegramChannel(InputChannel):
    """Answers people on Telegram. Without a token it stays silent, and nothing else is touched by it.

    ``webhook`` is the public address of this channel's route, such as ``https://chat.example.org/telegram``; without
    one updates are fetched by long polling, which needs no public address. ``api`` is the address of another Bot API
    server than Telegram's own.
    """

    def __init__(
        self,
        token: Optional[str] = None,
        *,
        webhook: Optional[str] = None,
        api: Optional[str] = None,
        state: Path = STATE,
    ) -> None:
        self._token = token
        self._webhook = webhook
        self._api = api
        self._state = state

    @classmethod
    def name(cls) -> str:
        """Rasa's name for the channel."""
        return "telegram"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> InputChannel:
        """The channel as TELEGRAM_TOKEN, TELEGRAM_WEBHOOK and TELEGRAM_API in the environment set it."""
        token, webhook, api = (os.environ.get(f"TELEGRAM_{name}", "").strip() for name in ("TOKEN", "WEBHOOK", "API"))
        return cls(token, webhook=webhook or None, api=api or None)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The webhook, and the bot that starts and stops with the server."""
        routes = Blueprint("ischia_telegram")
        if not self._token:
            logger.info("Telegram is off: TELEGRAM_TOKEN is not set.")
            return routes
        if not re.fullmatch(r"\d+:[\w-]+", self._token):
            logger.error("Telegram is off: TELEGRAM_TOKEN should look like 123456:ABC... It comes from @BotFather.")
            return routes
        bot = TelegramBot(self._token, self._state, session_secret(self._state), webhook=self._webhook, api=self._api)

        @routes.listener("after_server_start")
        async def start(app: Any, loop: Any) -> None:
            bot.start(app.ctx.agent)

        @routes.listener("before_server_stop")
        async def stop(app: Any, loop: Any) -> None:
            await bot.stop()

        if self._webhook:

            @routes.post("/telegram")
            async def update(request: Request) -> HTTPResponse:
                given = request.headers.get("x-telegram-bot-api-secret-token") or ""
                if not hmac.compare_digest(given.encode(), bot.webhook_secret.encode()):
                    return empty(403)
                return empty(200 if bot.take(request.json) else 400)

        return routes
