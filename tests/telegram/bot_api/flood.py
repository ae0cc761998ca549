"""Flood control: how fast a bot may send, and how long it must wait when it was too fast."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from typing import Any, Optional

from tests.telegram.bot_api.errors import too_many

_COUNTED = ("sendMessage", "editMessageText", "editMessageReplyMarkup")


class Window:
    """At most ``most`` events in any ``seconds``."""

    def __init__(self, most: float, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """How long until one more is allowed."""
        while self._times and now - self._times[0] >= self.seconds:
            self._times.popleft()
        return 0.0 if len(self._times) < self.most else self._times[0] + self.seconds - now

    def count(self, now: float) -> None:
        """One more."""
        self._times.append(now)


class Flood:
    """Limits of each chat and of all together; a bot that was too fast waits out what it was told."""

    def __init__(self) -> None:
        self.limit(None, None, None)

    def limit(self, per_chat: Optional[float], overall: Optional[float], per_group_per_minute: Optional[float]) -> None:
        """None means no limit."""
        self._per_chat, self._per_group = per_chat, per_group_per_minute
        self._all = Window(overall or math.inf, 1.0)
        self._chats: dict[Any, list[Window]] = defaultdict(list)
        self._barred: dict[Any, float] = {}

    def check(self, method: str, chat: Any, now: float) -> None:
        """Counts a call at the time ``now``, or refuses it."""
        if method not in _COUNTED:
            return
        windows = [self._all, *self._windows(chat)]
        wait = max([self._barred.get(chat, now) - now, *(window.wait(now) for window in windows)])
        if wait > 0:
            seconds = math.ceil(wait)
            self._barred[chat] = now + seconds
            raise too_many(seconds)
        for window in windows:
            window.count(now)

    def _windows(self, chat: Any) -> list[Window]:
        if chat not in self._chats:
            if self._per_chat:
                self._chats[chat].append(Window(max(1, self._per_chat), max(1.0, 1 / self._per_chat)))
            if self._per_group and isinstance(chat, int) and chat < 0:
                self._chats[chat].append(Window(self._per_group, 60.0))
        return self._chats[chat]
