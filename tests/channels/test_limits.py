from __future__ import annotations

from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.channels.limits import HOUR, MINUTE, Limiter, MemoryCounter, RedisCounter, TooMany, network
from bot.clinic import Limits
from tests.stores import redis


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counter(clock: Clock) -> MemoryCounter:
    return MemoryCounter(clock)


@pytest.fixture
def limiter(counter: MemoryCounter) -> Limiter:
    return Limiter("secret", Limits(messages_per_minute=3, sessions_per_hour=2), counter)


async def test_as_many_messages_as_allowed_pass_and_the_next_waits(limiter: Limiter, clock: Clock) -> None:
    for _ in range(3):
        await limiter.writes("one")
    clock.now += 20
    with pytest.raises(TooMany) as refused:
        await limiter.writes("one")
    assert refused.value.seconds == MINUTE - 20


async def test_whoever_waited_as_long_as_told_may_write_again(limiter: Limiter, clock: Clock) -> None:
    for _ in range(3):
        await limiter.writes("one")
    clock.now += MINUTE
    await limiter.writes("one")


async def test_one_conversation_does_not_use_up_what_another_may_send(limiter: Limiter) -> None:
    for _ in range(3):
        await limiter.writes("one")
    await limiter.writes("another")


async def test_conversations_begun_from_one_address_are_counted_by_the_hour(limiter: Limiter, clock: Clock) -> None:
    await limiter.begins("192.0.2.1")
    await limiter.begins("192.0.2.1")
    await limiter.begins("192.0.2.2")
    clock.now += MINUTE
    with pytest.raises(TooMany):
        await limiter.begins("192.0.2.1")


async def test_many_conversations_behind_one_address_share_a_wider_limit(limiter: Limiter) -> None:
    for _ in range(30):
        await limiter.calls("192.0.2.1")
    with pytest.raises(TooMany):
        await limiter.calls("192.0.2.1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("[2001:db8::1]", "2001:db8::1", True),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("not an address", "another", False),
    ],
)
def test_one_household_is_one_address(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


async def test_no_address_is_kept(limiter: Limiter, counter: MemoryCounter) -> None:
    await limiter.begins("192.0.2.1")
    assert "192.0.2" not in str(vars(counter))


async def test_what_has_run_out_is_forgotten(limiter: Limiter, counter: MemoryCounter, clock: Clock) -> None:
    for number in range(50):
        await limiter.writes(str(number))
    clock.now += HOUR
    await limiter.writes("later")
    assert len(vars(counter)["_counts"]) == 1


async def test_several_servers_count_together_in_redis(tmp_path: Path) -> None:
    with redis(tmp_path) as variables:
        counters = [RedisCounter(Redis.from_url(variables["ISCHIA_REDIS_URL"])) for _ in range(2)]
        servers = [Limiter("secret", Limits(messages_per_minute=3), counter) for counter in counters]
        for limiter in (*servers, servers[0]):
            await limiter.writes("one")
        with pytest.raises(TooMany):
            await servers[1].writes("one")


async def test_redis_forgets_what_has_run_out(tmp_path: Path) -> None:
    with redis(tmp_path) as variables:
        connection = Redis.from_url(variables["ISCHIA_REDIS_URL"])
        for number in (1, 2):
            count, left = await RedisCounter(connection).add("key", MINUTE)
            assert (count, 0 < left <= MINUTE) == (number, True)
