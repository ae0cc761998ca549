"""The updates that wait for the bot, in order, until it confirms them."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Optional

from tests.telegram.bot_api.vocabulary import ONLY_WHEN_ASKED_FOR, UPDATE_TYPES


@dataclass
class Waiting:
    """An update that is not confirmed; one that comes ``again`` goes out once more, whatever was confirmed."""

    shape: dict[str, Any]
    again: bool = False

    @property
    def id(self) -> int:
        """Its update_id."""
        return int(self.shape["update_id"])


class Updates:
    """What waits, what the bot wants to hear of, and the one long poll that may run."""

    def __init__(self) -> None:
        self.waiting: list[Waiting] = []
        self.wanted: Collection[str] = UPDATE_TYPES - ONLY_WHEN_ASKED_FOR
        self.all: dict[int, dict[str, Any]] = {}
        self.poll: Optional[object] = None
        self.poll_ended_by = ""
        self._ids = itertools.count(700_000_001)

    def want(self, kinds: Optional[Collection[str]]) -> None:
        """From now on only these ``kinds`` are kept; none means the usual ones, None changes nothing."""
        if kinds is not None:
            self.wanted = frozenset(kinds) or UPDATE_TYPES - ONLY_WHEN_ASKED_FOR

    def add(self, kind: str, payload: dict[str, Any]) -> int:
        """The id of a new update; it is dropped when the bot does not want its kind."""
        update_id = next(self._ids)
        self.all[update_id] = {"update_id": update_id, kind: payload}
        if kind in self.wanted:
            self.waiting.append(Waiting(self.all[update_id]))
        return update_id

    def add_again(self, update_id: int) -> None:
        """Puts an update first in the queue, though it may have been delivered before."""
        self.waiting.insert(0, Waiting(self.all[update_id], again=True))

    def confirm(self, offset: int) -> None:
        """Forgets what lies before ``offset``; a negative one keeps only that many of the last."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        else:
            self.waiting = [each for each in self.waiting if each.again or each.id >= offset]

    def batch(self, limit: int) -> list[dict[str, Any]]:
        """What a poll gets now."""
        taken = self.waiting[:limit]
        self.waiting = [each for each in self.waiting if not (each.again and each in taken)]
        return [each.shape for each in taken]

    def done(self, waiting: Waiting) -> None:
        """Forgets an update that a webhook took."""
        self.waiting = [each for each in self.waiting if each is not waiting]

    def end_poll(self, reason: str) -> None:
        """The poll that runs, if any, will be told ``reason``."""
        self.poll, self.poll_ended_by = None, reason
