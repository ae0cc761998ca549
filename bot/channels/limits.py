"""How much one conversation and one address may send; counted in this process, or in Redis for several processes."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import math
import os
import time
from dataclasses import dataclass, field

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from bot.clinic import Limits

SHARED = 10
"""As many people as may well write from behind one address at the same time."""


class TooMany(Exception):
    """More than is allowed; ``seconds`` says when to come back."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)


def shared_counts() -> Storage:
    """In the Redis of ``ISCHIA_REDIS_URL``, or in this process alone."""
    storage = storage_from_string(os.environ.get("ISCHIA_REDIS_URL") or "memory://", key_prefix="ischia")
    assert isinstance(storage, Storage)  # an address of limits' asynchronous kind is no Redis of ours
    return storage


@dataclass(frozen=True)
class Limiter:
    """Counts who does what; addresses and conversations are kept as keyed hashes only."""

    secret: str
    limits: Limits
    counts: Storage = field(default_factory=shared_counts)

    async def begins(self, address: str) -> None:
        """A conversation is begun. Raises TooMany."""
        await self._count("sessions", network(address), RateLimitItemPerHour(self.limits.sessions_per_hour))

    async def calls(self, address: str) -> None:
        """A conversation is read, written or deleted. Raises TooMany."""
        most = SHARED * self.limits.messages_per_minute
        await self._count("calls", network(address), RateLimitItemPerMinute(most))

    async def writes(self, conversation: str) -> None:
        """A message is sent. Raises TooMany."""
        await self._count("messages", conversation, RateLimitItemPerMinute(self.limits.messages_per_minute))

    async def _count(self, what: str, who: str, limit: RateLimitItem) -> None:
        key = hmac.new(self.secret.encode(), f"{what} {who}".encode(), "sha256").hexdigest()
        await asyncio.to_thread(self._hit, key, limit)  # the library's asynchronous Redis needs a newer redis-py

    def _hit(self, key: str, limit: RateLimitItem) -> None:
        window = FixedWindowRateLimiter(self.counts)  # a moving one in memory never lets go of a key
        if not window.hit(limit, key):
            left = window.get_window_stats(limit, key).reset_time - time.time()
            raise TooMany(max(1, math.ceil(left)))


def network(address: str) -> str:
    """The part of an address that stays with one household: all of IPv4, the first half of IPv6."""
    try:
        parsed = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
