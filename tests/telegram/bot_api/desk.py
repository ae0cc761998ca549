"""Takes each call in: checked, perhaps struck by a fault, done, and written down."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from tests.telegram.bot_api.errors import Refused
from tests.telegram.bot_api.faults import Faults, Lost, strike
from tests.telegram.bot_api.flood import Flood
from tests.telegram.bot_api.handlers import handle
from tests.telegram.bot_api.methods import METHODS
from tests.telegram.bot_api.parameters import checked
from tests.telegram.bot_api.polling import get_updates
from tests.telegram.bot_api.world import World


@dataclass(frozen=True)
class Call:
    """A call the bot made, and its result or why there is none."""

    method: str
    params: dict[str, Any]
    result: Any
    error: Optional[str]
    time: float


class Desk:
    """Where all calls arrive."""

    def __init__(self, world: World, token: str) -> None:
        self._world, self._token = world, token
        self.faults, self.flood = Faults(), Flood()
        self.calls: list[Call] = []
        self.violations: list[str] = []

    async def take(self, token: str, method: str, given: Mapping[str, Any]) -> Any:
        """The result of a call; raises Refused or Lost."""
        params, result, error, start = dict(given), None, None, time.time()
        mistakes = []
        try:
            self._admit(token, method)
            params = checked(method, given)
            result = await self._do(method, params)
            return result
        except Refused as refused:
            error = refused.description
            if refused.violation:
                mistakes.append(f"{method}: {error}")
            raise
        except Lost as lost:
            error = f"no answer: {lost.kind}"
            raise
        finally:
            with self._world.changed:
                self.violations += mistakes
                self.calls.append(Call(method, params, result, error, start))
                self._world.touch()

    def _admit(self, token: str, method: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise Refused(404, "Not Found")
        if token != self._token or self._world.revoked:
            raise Refused(401, "Unauthorized")
        if method not in METHODS:
            raise Refused(404, "Not Found", violation=True)

    async def _do(self, method: str, params: dict[str, Any]) -> Any:
        with self._world.changed:
            fault = self.faults.next(method, params)
        if fault and not fault.afterwards:
            strike(fault)
        if method == "getUpdates":
            result = await get_updates(self._world, params)
        else:
            with self._world.changed:
                self.flood.check(method, params.get("chat_id"), time.monotonic())
                result = handle(self._world, method, params)
        if fault:
            strike(fault)
        return result
