"""The other side of the bot: people and groups, as tests play them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Optional, Union

from tests.telegram.bot_api.attachments import ATTACHMENTS, CAN_HAVE_CAPTION
from tests.telegram.bot_api.handlers import bot_becomes
from tests.telegram.bot_api.shapes import private_chat
from tests.telegram.bot_api.text import LONGEST, found_entities, length
from tests.telegram.bot_api.waiting import wait_until
from tests.telegram.bot_api.world import Chat, Query, World

Button = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """A message of the bot as a person sees it at one moment."""

    id: int
    text: str
    entities: Sequence[dict[str, Any]]
    buttons: Sequence[Sequence[Button]]
    edited: bool
    when: float

    @property
    def keyboard(self) -> Optional[list[list[str]]]:
        """The rows of labels below it, or None."""
        return [[button["text"] for button in row] for row in self.buttons] or None


class Room:
    """A chat as those in it see it."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world, self.chat = world, chat
        self.id = int(chat.shape["id"])
        with world.changed:
            world.chats[self.id] = chat

    @property
    def inbox(self) -> list[Message]:
        """What the bot has now in this chat, as it looks after edits and without what it deleted."""
        with self.world.changed:
            mine = [(key, each) for key, each in self.world.messages.items() if key[0] == self.id]
            return [
                Message(
                    each["message_id"],
                    each["text"],
                    tuple(each.get("entities", ())),
                    tuple(map(tuple, each.get("reply_markup", {}).get("inline_keyboard", ()))),
                    "edit_date" in each,
                    self.world.sent_at[key],
                )
                for key, each in mine
                if each.get("from", each.get("sender_chat")) in (self.world.bot, self.chat.shape) and "text" in each
            ]

    @property
    def transcript(self) -> str:
        """The whole chat, a line for each message."""
        with self.world.changed:
            lines = [self._line(each) for key, each in self.world.messages.items() if key[0] == self.id]
        return "\n".join(lines) or "(nothing was said)"

    def _line(self, message: dict[str, Any]) -> str:
        who = "bot" if message.get("from") == self.world.bot else message.get("from", {}).get("first_name", "channel")
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        labels = [button["text"] for row in rows for button in row]
        what = message.get("text") or message.get("caption") or "(no words)"
        return f"{message['message_id']} {who}: {what}{f'  {labels}' if labels else ''}"

    def waits_for(self, what: Union[int, str, Callable[[list[Message]], Any]], timeout: float = 30) -> Any:
        """What ``what`` gives for the inbox, once that is true: a function, a number of messages (gives the inbox), or
        words (gives the newest message with them)."""

        def ready() -> Any:
            inbox = self.inbox
            if isinstance(what, int):
                return len(inbox) >= what and (inbox or True)
            if isinstance(what, str):
                return next((message for message in reversed(inbox) if what in message.text), None)
            return what(inbox)

        return wait_until(self.world.changed, ready, timeout, lambda: f"waited for {what!r}\n{self.transcript}")

    def _says(self, kind: str = "message", **fields: Any) -> int:
        with self.world.changed:
            message = self.world.add_message(self.chat, **fields)
            return self.world.add_update(kind, message)

    def _presses(self, user: dict[str, Any], data: str, message_id: Optional[int]) -> int:
        with self.world.changed:
            query = Query(str(random.getrandbits(62)), data)
            self.world.queries[query.id] = query
            gone = {"message_id": message_id, "date": 0, "chat": self.chat.shape}
            message = self.world.messages.get((self.id, message_id or 0), gone)
            instance = str(-3_000_000_000_000_000_000 - self.id)
            press = {"id": query.id, "from": user, "message": message, "chat_instance": instance, "data": data}
            return self.world.add_update("callback_query", press)


def words(text: str) -> dict[str, Any]:
    """The fields of a message that says ``text``, which Telegram's apps trim."""
    text = text.strip()
    assert 1 <= length(text) <= LONGEST, f"Telegram's apps send 1 to {LONGEST} characters at once"
    entities = found_entities(text, [])
    return {"text": text, **({"entities": entities} if entities else {})}


class Person(Room):
    """Somebody who writes to the bot alone."""

    def __init__(self, world: World, **user: Any) -> None:
        self.user = {"id": world.next_user_id(), "is_bot": False, **user}
        super().__init__(world, Chat(private_chat(self.user)))

    def _sends(self, **fields: Any) -> int:
        assert self.chat.bot_is != "kicked", "who has blocked the bot cannot write to it"
        self.chat.bot_is = "member"
        return self._says(**{"from": self.user, **fields})

    def says(self, text: str, **extra: Any) -> int:
        """The id of the update; ``extra`` are further fields of the message."""
        return self._sends(**words(text), **extra)

    def sends(self, kind: str, caption: Optional[str] = None, **extra: Any) -> int:
        """Sends something that is no text: sticker, photo, voice ..."""
        assert caption is None or kind in CAN_HAVE_CAPTION, f"a {kind} has no caption"
        return self._sends(**ATTACHMENTS[kind], **({"caption": caption} if caption else {}), **extra)

    def edits(self, message_id: int, text: str) -> int:
        """Changes a message of their own."""
        with self.world.changed:
            message = self.world.messages[self.id, message_id]
            assert message["from"] == self.user, "only one's own messages can be changed"
            message.pop("entities", None)
            message.update(words(text), edit_date=int(time.time()))
            return self.world.add_update("edited_message", message)

    def presses(self, label: str, on: Optional[Message] = None) -> int:
        """Presses a button: of the newest message that has any, or of ``on`` as it looked then."""
        message = on or next((each for each in reversed(self.inbox) if each.buttons), None)
        assert message, f"no message has buttons\n{self.transcript}"
        data = [button.get("callback_data") for row in message.buttons for button in row if button["text"] == label]
        assert data and data[0], f"no button {label!r} below {message.text!r}: {message.keyboard}\n{self.transcript}"
        return self._presses(self.user, data[0], message.id)

    def presses_data(self, data: str, on: Optional[Message] = None) -> int:
        """A forged press: ``data`` that no button may hold, on the newest message or on ``on``."""
        message = on or next(reversed(self.inbox), None)
        return self._presses(self.user, data, message.id if message else None)

    def blocks(self) -> int:
        """Blocks the bot."""
        return bot_becomes(self.world, self.id, "kicked", by=self.user)

    def unblocks(self) -> int:
        """Lets the bot write again."""
        return bot_becomes(self.world, self.id, "member", by=self.user)
