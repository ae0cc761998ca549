"""A conversation with the trained agent, through text and buttons alone."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.conversations import Collected
from bot.channels.incoming import Unreadable, accepted


class Talk:
    """One person's conversation with an agent."""

    def __init__(self, agent: Any, name: str) -> None:
        self._agent = agent
        self._name = name
        self.transcript: list[dict[str, Any]] = []

    async def say(self, text: str) -> list[dict[str, Any]]:
        """Say something; the replies, as the web chat gets them."""
        try:
            text = accepted(text)
        except Unreadable:
            return []
        collected = Collected()
        await self._agent.handle_message(UserMessage(text, collected, self._name, input_channel="web"))
        self.transcript.append({"from": "user", "text": text})
        for message in collected.messages:
            data = message.get("data") or {}
            asks = {"asks": data["asks"]} if "asks" in data else {}
            self.transcript.append({"from": "bot", "text": message["text"], **asks})
        return collected.messages
