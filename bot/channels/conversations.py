"""Conversations as Rasa's tracker store keeps them: taken in once, told again, deleted."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from typing import Any, Dict, List, Optional

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, Event, UserUttered

Message = Dict[str, Any]
"""One reply: ``text``, ``replies`` (labels of buttons) and perhaps ``data`` for the channel."""

Answer = Dict[str, Any]
"""What a tapped answer stands for: ``asks``, the question, and ``findings`` with their polarity."""


def answer_of(message: Message, labels: Iterable[str]) -> Optional[Answer]:
    """What these labels of a message stand for, tapped together; None when their words have to tell."""
    data = message.get("data") or {}
    meanings = [data.get("answers", {}).get(label) for label in labels]
    if not meanings or None in meanings:
        return None
    return {"asks": data["asks"], "findings": {name: p for meaning in meanings for name, p in meaning.items()}}


class Collected(OutputChannel):
    """Gathers the replies to one message."""

    def __init__(self, channel: str = "web") -> None:
        self._channel = channel
        self.messages: List[Message] = []

    def name(self) -> str:
        """Rasa's name for the channel."""
        return self._channel

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        """Keep one reply."""
        self.messages.append(_message(message.get("text"), message))

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep a plain reply."""
        self.messages.append(_message(text, {}))


class Ended(LookupError):
    """The conversation has been deleted, or was never begun."""


class Conflict(ValueError):
    """Another message came with the same id."""


def turn(agent: Any, conversation: str) -> AbstractAsyncContextManager[Any]:
    """Held by whoever adds to a conversation or deletes it, one at a time."""
    lock: AbstractAsyncContextManager[Any] = agent.lock_store.lock(f"{conversation} turn")
    return lock


async def take_once(
    agent: Any,
    text: str,
    conversation: str,
    channel: str,
    message_id: str,
    *,
    begun: bool = False,
    answer: Optional[Answer] = None,
) -> List[Message]:
    """The replies to a message; those given before when the message with this id has been taken in already.

    A message that failed half-way and got no reply is taken in again. Raises Conflict for another text with the same
    id, and Ended for a conversation that must have ``begun`` and is not there.
    """
    async with turn(agent, conversation):
        if begun and not exists(agent.tracker_store, conversation):
            raise Ended(conversation)
        given = await _given(agent.tracker_store, conversation, message_id, text)
        if given:
            return given
        collected = Collected(channel)
        await agent.handle_message(
            UserMessage(
                text,
                collected,
                conversation,
                input_channel=channel,
                message_id=message_id,
                metadata={"answer": answer} if answer else None,
            )
        )
        return collected.messages


async def events_of(store: Any, conversation: str) -> List[Event]:
    """Everything that happened in a conversation, all its sessions; nothing when there is none."""
    tracker = await store.retrieve_full_tracker(conversation)
    return list(tracker.events) if tracker else []


def replies_among(events: Iterable[Event]) -> List[Message]:
    """What was said to the person in these events."""
    return [_message(event.text, event.data) for event in events if isinstance(event, BotUttered)]


def exists(store: Any, conversation: str) -> bool:
    """Whether anything of a conversation is kept."""
    inner = _inner(store)
    if not isinstance(inner, SQLTrackerStore):
        return conversation in inner.store
    with inner.session_scope() as session:
        return session.query(inner.SQLEvent.id).filter(inner.SQLEvent.sender_id == conversation).first() is not None


def erase(store: Any, conversation: str) -> None:
    """Delete a conversation, leaving nothing of it in the file of a SQLite store."""
    inner = _inner(store)
    if isinstance(inner, SQLTrackerStore):
        with inner.session_scope() as session:
            if inner.engine.dialect.name == "sqlite":
                session.execute("PRAGMA secure_delete = ON")
            session.query(inner.SQLEvent).filter(inner.SQLEvent.sender_id == conversation).delete()
            session.commit()
    else:
        inner.store.pop(conversation, None)


def erase_before(store: Any, second: float) -> int:
    """Delete what happened before a second of the Unix clock; the number of events deleted, none from memory."""
    inner = _inner(store)
    if not isinstance(inner, SQLTrackerStore):
        return 0
    with inner.session_scope() as session:
        erased = session.query(inner.SQLEvent).filter(inner.SQLEvent.timestamp < second).delete()
        session.commit()
    return int(erased)


async def _given(store: Any, conversation: str, message_id: str, text: str) -> List[Message]:
    if not _may_hold(_inner(store), conversation, message_id):
        return []
    events = await events_of(store, conversation)
    turns = [n for n, event in enumerate(events) if isinstance(event, UserUttered)]
    replies: List[Message] = []
    for start, end in zip(turns, [*turns[1:], len(events)]):
        if events[start].message_id == message_id:
            if events[start].text != text:
                raise Conflict(message_id)
            replies = replies_among(events[start:end])
    return replies


def _may_hold(store: Any, conversation: str, message_id: str) -> bool:
    """A quick look before the whole conversation is read: almost every message is new."""
    if not isinstance(store, SQLTrackerStore):
        return True
    event = store.SQLEvent
    with store.session_scope() as session:
        said = session.query(event.id).filter(event.sender_id == conversation, event.type_name == "user")
        return said.filter(event.data.contains(message_id, autoescape=True)).first() is not None


def _inner(store: Any) -> Any:
    """Rasa wraps the store it was given."""
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store


def _message(text: Optional[str], more: Dict[str, Any]) -> Message:
    data = more.get("custom") or {}
    replies = [button["title"] for button in more.get("buttons") or []]
    return {"text": text or "", "replies": replies, **({"data": data} if data else {})}
