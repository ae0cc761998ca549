"""All that the double knows: the bot, chats, messages, presses of buttons; one lock guards it."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Optional, TypeVar

from tests.telegram.bot_api.errors import BLOCKED, UPGRADED, Refused
from tests.telegram.bot_api.hooks import Delivery, Hook
from tests.telegram.bot_api.shapes import bot_user
from tests.telegram.bot_api.updates import Updates

Found = TypeVar("Found")


@dataclass
class Chat:
    """A chat, and what the bot is in it: new, member, administrator, kicked or left."""

    shape: dict[str, Any]
    bot_is: str = "new"
    moved_to: Optional[int] = None

    @property
    def private(self) -> bool:
        """Whether it is with one person alone."""
        return bool(self.shape["type"] == "private")


@dataclass
class Query:
    """A press of a button: when it reached the bot, and when and how the bot answered it."""

    id: str
    data: str
    delivered: Optional[float] = None
    answered: Optional[float] = None
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def seconds(self) -> Optional[float]:
        """How long the person saw the button turn, once it is answered."""
        return None if self.answered is None or self.delivered is None else self.answered - self.delivered


class World:
    """The state of the double; every reading and change happens inside ``with world.changed``."""

    def __init__(self, bot_id: int, query_lifetime: float, webhook_backoff: float) -> None:
        self.changed = threading.Condition()
        self.bells: list[Callable[[], None]] = []
        self.bot = bot_user(bot_id)
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.sent_at: dict[tuple[int, int], float] = {}
        self.queries: dict[str, Query] = {}
        self.query_lifetime = query_lifetime
        self.updates = Updates()
        self.hook: Optional[Hook] = None
        self.deliveries: list[Delivery] = []
        self.webhook_backoff = webhook_backoff
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.revoked = False
        self.closing = False
        self._message_ids = itertools.count(1)
        self._user_ids = itertools.count(5_100_000_001, 17)

    def next_user_id(self) -> int:
        """An id for a new user or chat."""
        return next(self._user_ids)

    def touch(self) -> None:
        """Wakes all who wait for a change."""
        with self.changed:
            self.changed.notify_all()
            for bell in self.bells:
                bell()

    def chat(self, chat_id: Any) -> Chat:
        """The chat the bot means."""
        if chat_id not in self.chats:
            raise Refused(400, "chat not found")
        return self.chats[chat_id]

    def open_chat(self, chat_id: Any) -> Chat:
        """The chat the bot means, if it may write there."""
        chat = self.chat(chat_id)
        kind = chat.shape["type"]
        if chat.moved_to:
            raise Refused(400, UPGRADED, migrate_to_chat_id=chat.moved_to)
        if chat.private and chat.bot_is == "new":
            raise Refused(403, "bot can't initiate conversation with a user")
        if chat.private and chat.bot_is == "kicked":
            raise Refused(403, BLOCKED)
        if chat.bot_is == "kicked":
            raise Refused(403, f"bot was kicked from the {kind} chat")
        if chat.bot_is in ("left", "new"):
            raise Refused(403, f"bot is not a member of the {kind} chat")
        return chat

    def add_message(self, chat: Chat, **fields: Any) -> dict[str, Any]:
        """A new message in ``chat``."""
        message = {"message_id": next(self._message_ids), "date": int(time.time()), "chat": chat.shape, **fields}
        key = (chat.shape["id"], message["message_id"])
        self.messages[key], self.sent_at[key] = message, time.time()
        return message

    def add_update(self, kind: str, payload: dict[str, Any]) -> int:
        """The id of a new update."""
        update_id = self.updates.add(kind, copy.deepcopy(payload))
        self.touch()
        return update_id

    def was_delivered(self, update: dict[str, Any]) -> None:
        """Notes when the bot got to know of a press."""
        query = self.queries.get(update.get("callback_query", {}).get("id", ""))
        if query and query.delivered is None:
            query.delivered = time.time()

    async def until(self, ready: Callable[[], Optional[Found]], timeout: Optional[float] = None) -> Optional[Found]:
        """What ``ready`` gives as soon as it gives something; None after ``timeout`` seconds."""
        loop, rung = asyncio.get_running_loop(), asyncio.Event()
        end = None if timeout is None else loop.time() + timeout

        def ring() -> None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(rung.set)

        with self.changed:
            self.bells.append(ring)
        try:
            while True:
                rung.clear()
                with self.changed:
                    found = ready()
                left = None if end is None else end - loop.time()
                if found is not None or self.closing or (left is not None and left <= 0):
                    return found
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(rung.wait(), left)
        finally:
            with self.changed:
                self.bells.remove(ring)
