"""The bot on Telegram: fetches or takes updates, stores them, and answers them chat by chat."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, List, Optional, Set

from telegram import BotCommand, Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bot.channels.conversations import Answer, Message, erase, take_once
from bot.channels.pauses import pauses
from bot.channels.telegram_delivery import Delivery
from bot.channels.telegram_inbox import Inbox
from bot.channels.telegram_keyboards import pressed
from bot.channels.telegram_reactions import reaction, trouble, wants_a_turn
from bot.channels.telegram_wording import DEFAULT, wording_for, wordings
from bot.clinic import load_clinic

logger = logging.getLogger("ischia")

CHANNEL = "telegram"
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]

POLL_SECONDS = 50
"""How long Telegram holds a poll open while there is nothing to tell."""

ATTEMPTS = 3
"""How often an update is tried that ends in an error, or in a crash, before the person is told so."""

DAY_SECONDS = 24 * 60 * 60


class TelegramBot:
    """One bot, in one process. What it must not lose is in ``telegram.db`` in the folder ``state``.

    With ``webhook``, an address that leads to :meth:`take`, Telegram sends the updates; else they are fetched. ``api``
    is the address of another Bot API server than Telegram's own.
    """

    def __init__(self, token: str, state: Path, secret: str, *, webhook: Optional[str], api: Optional[str]) -> None:
        self._token = token
        self._state = state
        self._secret = secret.encode()
        self._webhook = webhook
        self._address = {"base_url": f"{api}/bot"} if api else {}
        self._busy: Set[int] = set()
        self._tasks: Set[asyncio.Task[None]] = set()

    @property
    def webhook_secret(self) -> str:
        """What Telegram sends with each update, so that nobody else can."""
        return self._digest("webhook of the telegram channel")

    # --- starting and stopping

    def start(self, agent: Any) -> None:
        """Begin, in the background, with what was left undone."""
        self._agent = agent
        logging.getLogger("httpx").setLevel(logging.WARNING)  # its other lines hold the token
        # No retries by the limiter: while it waits for one chat, it holds up all the others.
        self._bot: Any = ExtBot(self._token, rate_limiter=AIORateLimiter(max_retries=0), **self._address)  # type: ignore[call-overload]
        self._inbox = Inbox(self._state / "telegram.db")
        self._delivery = Delivery(self._bot, self._inbox, self._known_as)
        self._run(self._serve())

    async def stop(self) -> None:
        """Stop at once; what is left undone is taken up at the next start."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(TelegramError):
            await self._bot.shutdown()
        self._inbox.close()

    async def _serve(self) -> None:
        """Everything from logging in to the last poll. A token that Telegram refuses ends it with one line."""
        try:
            await self._with_patience(self._bot.initialize)
            await self._with_patience(self._introduce)
            for chat in self._inbox.chats_with_work():
                self._wake(chat)
            self._run(self._erase_regularly())
            if self._webhook:
                logger.info("Telegram: @%s waits for updates at %s", self._bot.username, self._webhook)
                return
            logger.info("Telegram: @%s is ready.", self._bot.username)
            await self._poll()
        except InvalidToken:
            logger.error("Telegram is off: it refuses TELEGRAM_TOKEN. Get a new one from @BotFather.")
        except TelegramError as error:
            logger.error("Telegram is off: the bot could not be started (%s).", error.message)

    async def _introduce(self) -> None:
        """Fill the menu of commands, and say where updates are to go."""
        for language, wording in wordings().items():
            commands = [BotCommand(name, text) for name, text in wording.commands.items()]
            await self._bot.set_my_commands(commands, language_code=None if language == DEFAULT else language)
        if self._webhook is None:
            await self._bot.delete_webhook()
            return
        await self._bot.set_webhook(
            self._webhook,
            secret_token=self.webhook_secret,
            allowed_updates=UPDATES,
            max_connections=1,  # more of them deliver the messages of a chat out of order
        )

    async def _with_patience(self, step: Callable[[], Awaitable[None]]) -> None:
        """A step that is tried again while Telegram cannot be reached."""
        for pause in pauses():
            try:
                return await step()
            except BadRequest:
                raise
            except (NetworkError, RetryAfter):
                logger.warning("Telegram cannot be reached; trying again in %d seconds.", pause)
                await asyncio.sleep(pause)

    # --- receiving

    async def _poll(self) -> None:
        """Fetch updates for ever. Telegram is told to drop one only after it is stored."""
        offset, waits, warned = None, pauses(), False
        while True:
            try:
                for update in await self._bot.get_updates(offset, timeout=POLL_SECONDS, allowed_updates=UPDATES):
                    self._receive(update)
                    offset = update.update_id + 1
            except Conflict:
                if not warned:
                    logger.error("Telegram: another program fetches this bot's messages. Stop it, or use another bot.")
                warned = True
                await asyncio.sleep(next(waits))
            except (NetworkError, RetryAfter, sqlite3.Error) as error:
                logger.warning("Telegram: fetching or storing messages failed (%s).", type(error).__name__)
                await asyncio.sleep(next(waits))
            else:
                waits, warned = pauses(), False

    def take(self, data: Any) -> bool:
        """Take in an update as Telegram writes it; False when it is none."""
        try:
            update = Update.de_json(data, self._bot)
        except (TypeError, KeyError, ValueError, AttributeError):
            return False
        self._receive(update)
        return True

    def _receive(self, update: Update) -> None:
        """Store an update, and set to work on its chat; what came before is left alone."""
        chat = update.effective_chat.id if update.effective_chat else None
        if not self._inbox.store(update.update_id, chat, update.to_dict()):
            return
        if update.callback_query:
            self._run(self._acknowledge(update))
        if chat is not None:
            self._wake(chat)

    async def _acknowledge(self, update: Update) -> None:
        """Answer a press at once, so that the button stops spinning; an old one is told that it is old."""
        query = update.callback_query
        assert query is not None
        chat = update.effective_chat
        alive = chat is not None and pressed(self._inbox.keyboard(chat.id), query.data or "") is not None
        text = None if alive else wording_for(query.from_user.language_code).say("closed")
        with contextlib.suppress(TelegramError):
            await self._bot.answer_callback_query(query.id, text=text)

    # --- answering

    def _wake(self, chat: int) -> None:
        if chat not in self._busy:
            self._busy.add(chat)
            self._run(self._work(chat))

    async def _work(self, chat: int) -> None:
        """Answer one chat, an update after the other, until nothing is left."""
        try:
            while True:
                moved_to = await self._delivery.deliver(chat)
                if moved_to is not None:
                    self._wake(moved_to)
                entry = self._inbox.next_update(chat)
                if entry is None:
                    return
                await self._answer(chat, Update.de_json(entry.body, self._bot), entry.attempt)
        except sqlite3.Error as error:
            logger.error("Telegram: the answers to %s could not be kept: %s", self._known_as(chat), error)
        finally:
            self._busy.discard(chat)

    async def _answer(self, chat: int, update: Update, attempt: int) -> None:
        keyboard = self._inbox.keyboard(chat)
        conversation = f"telegram-{self._digest(str(chat))}"
        typing = self._run(self._type(chat)) if wants_a_turn(update) else None
        said = 0

        async def say(text: str, answer: Optional[Answer] = None) -> List[Message]:
            nonlocal said
            said += 1
            message_id = f"telegram-{update.update_id}-{said}"
            return await take_once(self._agent, text, conversation, CHANNEL, message_id, answer=answer)

        try:
            answer = await reaction(update, keyboard, say) if attempt <= ATTEMPTS else trouble(update, keyboard)
        except Exception as error:
            logger.error("Telegram: a message of %s failed: %s", self._known_as(chat), type(error).__name__)
            await asyncio.sleep(attempt)
            return
        if answer.forget:
            erase(self._agent.tracker_store, conversation)
        if typing is not None:
            await asyncio.wait({typing}, timeout=1)
        self._inbox.settle(update.update_id, chat, answer.calls, answer.keyboard)
        if answer.forget:
            self._inbox.compact()

    async def _type(self, chat: int) -> None:
        with contextlib.suppress(TelegramError):
            await self._bot.send_chat_action(chat, "typing")

    # --- names and time

    def _known_as(self, chat: int) -> str:
        return self._digest(str(chat))[:8]

    def _digest(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()

    async def _erase_regularly(self) -> None:
        while True:
            self._inbox.erase_older(load_clinic().retention_days * DAY_SECONDS)
            await asyncio.sleep(DAY_SECONDS)

    def _run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
