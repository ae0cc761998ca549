"""What every way of holding a conversation shares: what a channel takes in, and the transcript."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from bot.channels.incoming import Unreadable, accepted


class Recorded(ABC):
    """A conversation of one person that keeps its transcript: the contract of ``ischia simulate``."""

    def __init__(self) -> None:
        self.transcript: list[dict[str, Any]] = []

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Say something; the replies, as the web chat gets them."""
        try:
            text = accepted(text)
        except Unreadable:
            return []
        messages = await self._replies(text)
        self.transcript.append({"from": "user", "text": text})
        for message in messages:
            data = message.get("data") or {}
            asks = {"asks": data["asks"]} if "asks" in data else {}
            self.transcript.append({"from": "bot", "text": message["text"], **asks})
        return messages

    @abstractmethod
    async def _replies(self, text: str) -> list[dict[str, Any]]:
        """The replies to a text that a channel has taken in."""
