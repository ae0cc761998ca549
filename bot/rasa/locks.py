"""Locks that several servers share, in Redis."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.exceptions import LockError as NotLocked

POLL_SECONDS = 0.05


class RedisLocks(LockStore):
    """For ``lock_store: {type: bot.rasa.locks.RedisLocks, url: ..., port: ...}``.

    Rasa's own RedisLockStore reads its queue and writes it back: two servers that do so at once both go ahead, and a
    message sent twice is taken twice.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        self._redis = Redis(host=endpoint_config.url, **endpoint_config.kwargs)
        super().__init__()

    @asynccontextmanager
    async def lock(  # type: ignore[override]
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = POLL_SECONDS,
    ) -> AsyncIterator[None]:
        """Hold the lock of a conversation. Raises LockError when it does not come free, or was held too long."""
        name = f"ischia:lock:{conversation_id}"
        try:
            async with self._redis.lock(name, lock_lifetime, wait_time_in_seconds, blocking_timeout=lock_lifetime):
                yield
        except NotLocked as error:
            raise LockError(str(error)) from None
