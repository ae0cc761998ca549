"""A conversation with the trained agent, through text and buttons alone."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.conversations import Collected
from bot.evaluation.recorded import Recorded


class Talk(Recorded):
    """One person's conversation with an agent."""

    def __init__(self, agent: Any, name: str) -> None:
        super().__init__()
        self._agent = agent
        self._name = name

    async def _replies(self, text: str) -> list[dict[str, Any]]:
        collected = Collected()
        await self._agent.handle_message(UserMessage(text, collected, self._name, input_channel="web"))
        return collected.messages
