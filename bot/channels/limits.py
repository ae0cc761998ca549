"""How much one conversation and one address may send; counted in this process, or in Redis for several processes."""

from __future__ import annotations

import hmac
import ipaddress
import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Dict, Protocol, Tuple

from bot.clinic import Limits

MINUTE, HOUR = 60, 60 * 60

SHARED = 10
"""As many people as may well write from behind one address at the same time."""


class TooMany(Exception):
    """More than is allowed; ``seconds`` says when to come back."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)


class Counter(Protocol):
    """Counts under a key that is forgotten some seconds after it was first counted."""

    async def add(self, key: str, seconds: int) -> Tuple[int, float]:
        """Count one more; the number so far, and the seconds until it is forgotten."""


class MemoryCounter:
    """Counts in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: Dict[str, Tuple[int, float]] = {}
        self._clear_at = clock() + MINUTE

    async def add(self, key: str, seconds: int) -> Tuple[int, float]:
        """Count one more; the number so far, and the seconds until it is forgotten."""
        now = self._clock()
        if now >= self._clear_at:
            self._counts = {name: entry for name, entry in self._counts.items() if entry[1] > now}
            self._clear_at = now + MINUTE
        count, until = self._counts.get(key, (0, 0.0))
        if until <= now:
            count, until = 0, now + seconds
        self._counts[key] = (count + 1, until)
        return count + 1, until - now


class RedisCounter:
    """Counts in a Redis that several processes share."""

    def __init__(self, redis: Any) -> None:
        self._redis = redis

    async def add(self, key: str, seconds: int) -> Tuple[int, float]:
        """Count one more; the number so far, and the seconds until it is forgotten."""
        name = f"ischia:{key}"
        async with self._redis.pipeline(transaction=True) as steps:
            _, count, left = await steps.set(name, 0, ex=seconds, nx=True).incr(name).ttl(name).execute()
        return int(count), float(left)


def shared_counter() -> Counter:
    """In the Redis of ``ISCHIA_REDIS_URL``, or in this process alone."""
    url = os.environ.get("ISCHIA_REDIS_URL")
    if not url:
        return MemoryCounter()
    from redis.asyncio import Redis

    return RedisCounter(Redis.from_url(url))


@dataclass(frozen=True)
class Limiter:
    """Counts who does what; addresses and conversations are kept as keyed hashes only."""

    secret: str
    limits: Limits
    counter: Counter = field(default_factory=shared_counter)

    async def begins(self, address: str) -> None:
        """A conversation is begun. Raises TooMany."""
        await self._count("sessions", network(address), self.limits.sessions_per_hour, HOUR)

    async def calls(self, address: str) -> None:
        """A conversation is read, written or deleted. Raises TooMany."""
        await self._count("calls", network(address), SHARED * self.limits.messages_per_minute, MINUTE)

    async def writes(self, conversation: str) -> None:
        """A message is sent. Raises TooMany."""
        await self._count("messages", conversation, self.limits.messages_per_minute, MINUTE)

    async def _count(self, what: str, who: str, most: int, seconds: int) -> None:
        key = hmac.new(self.secret.encode(), f"{what} {who}".encode(), "sha256").hexdigest()
        count, left = await self.counter.add(key, seconds)
        if count > most:
            raise TooMany(max(1, math.ceil(left)))


def network(address: str) -> str:
    """The part of an address that stays with one household: all of IPv4, the first half of IPv6."""
    try:
        parsed = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
