"""Troubles that a test orders: answers that never come, lost connections, refusals."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Optional

from tests.telegram.bot_api.errors import BLOCKED, OTHER_POLL, UPGRADED, Refused, too_many

_PARSE = "can't parse entities: Can't find end tag corresponding to start tag \"b\""


@dataclass
class Fault:
    """A trouble for the next ``times`` calls that fit; with ``afterwards`` the call takes effect and only its answer is
    lost."""

    kind: str
    method: Optional[str] = None
    chat: Optional[int] = None
    times: float = 1
    retry_after: int = 1
    migrate_to: int = -1_009_999_999_999
    afterwards: bool = False

    def fits(self, method: str, params: dict[str, Any]) -> bool:
        """Whether a call has this trouble."""
        return self.method in (None, method) and self.chat in (None, params.get("chat_id"))


_REFUSALS: dict[str, Callable[[Fault], Refused]] = {
    "400": lambda fault: Refused(400, "something went wrong"),
    "400 parse": lambda fault: Refused(400, _PARSE),
    "401": lambda fault: Refused(401, "Unauthorized"),
    "403": lambda fault: Refused(403, BLOCKED),
    "403 kicked": lambda fault: Refused(403, "bot was kicked from the group chat"),
    "409": lambda fault: Refused(409, OTHER_POLL),
    "429": lambda fault: too_many(fault.retry_after),
    "500": lambda fault: Refused(500, "Internal Server Error"),
    "migrate": lambda fault: Refused(400, UPGRADED, migrate_to_chat_id=fault.migrate_to),
}
LOST = frozenset({"502", "timeout", "reset"})
KINDS = LOST | _REFUSALS.keys()


class Lost(Exception):
    """No answer of the Bot API reaches the bot: ``kind`` says what it sees instead."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def strike(fault: Fault) -> None:
    """Raises what ``fault`` is about."""
    raise Lost(fault.kind) if fault.kind in LOST else _REFUSALS[fault.kind](fault)


def _known(kinds: Collection[str]) -> None:
    if unknown := set(kinds) - KINDS:
        raise ValueError(f"no such fault: {sorted(unknown)}; there are {sorted(KINDS)}")


class Faults:
    """The troubles that are ordered, and those that come at random."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self._random: Optional[random.Random] = None
        self._rate = 0.0
        self._kinds: Sequence[str] = ()
        self._methods: Optional[Collection[str]] = None

    def order(self, fault: Fault) -> None:
        """From the next call that fits."""
        _known([fault.kind])
        self._ordered.append(fault)

    def at_random(self, seed: int, rate: float, kinds: Sequence[str], methods: Optional[Collection[str]]) -> None:
        """Each call, of these ``methods`` or of any, fails with the probability ``rate`` before it takes effect."""
        _known(kinds)
        self._random, self._rate, self._kinds, self._methods = random.Random(seed), rate, tuple(kinds), methods

    def clear(self) -> None:
        """No troubles any more."""
        self._ordered.clear()
        self._random = None

    def next(self, method: str, params: dict[str, Any]) -> Optional[Fault]:
        """The trouble of a call, if it has one."""
        for fault in self._ordered:
            if fault.times > 0 and fault.fits(method, params):
                fault.times -= 1
                return fault
        if self._random and (self._methods is None or method in self._methods) and self._random.random() < self._rate:
            return Fault(self._random.choice(self._kinds))
        return None
