"""Troubles that a test orders."""

from __future__ import annotations

import contextlib

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.telegram.bot_api import BotApi, Person
from tests.telegram.bot_api.errors import Refused
from tests.telegram.bot_api.flood import Flood

FAULTS = [
    ("429", RetryAfter, "Flood control exceeded"),
    ("500", NetworkError, "Internal Server Error"),
    ("502", NetworkError, "Bad Gateway"),
    ("reset", NetworkError, ""),
    ("timeout", TimedOut, ""),
    ("401", InvalidToken, "Unauthorized"),
    ("403", Forbidden, "bot was blocked"),
    ("403 kicked", Forbidden, "bot was kicked"),
    ("400", BadRequest, ""),
    ("400 parse", BadRequest, "Can't parse entities"),
    ("409", Conflict, "terminated by other"),
    ("migrate", ChatMigrated, ""),
]


@pytest.mark.parametrize(("kind", "error", "reason"), FAULTS)
async def test_an_ordered_fault_strikes_once_and_before_any_effect(
    api: BotApi, bot: Bot, ann: Person, kind: str, error: type, reason: str
) -> None:
    api.fault(kind, method="sendMessage")
    await bot.get_me()
    with pytest.raises(error, match=reason):
        await bot.send_message(ann.id, "Hello", read_timeout=0.3)
    assert ann.inbox == []
    await bot.send_message(ann.id, "Hello")


async def test_a_fault_can_lose_the_answer_of_what_was_done(api: BotApi, bot: Bot, ann: Person) -> None:
    api.fault("reset", method="sendMessage", afterwards=True)
    with pytest.raises(NetworkError):
        await bot.send_message(ann.id, "Hello")
    assert [message.text for message in ann.inbox] == ["Hello"]


async def test_a_fault_can_be_for_one_chat_only(api: BotApi, bot: Bot, ann: Person) -> None:
    bob = api.person("Bob")
    bob.says("/start")
    api.fault("429", chat=bob.id, times=2, retry_after=7)
    await bot.send_message(ann.id, "Hello")
    for _ in range(2):
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(bob.id, "Hello")
    assert refused.value._retry_after.total_seconds() == 7
    await bot.send_message(bob.id, "Hello")


async def test_random_faults_are_the_same_for_the_same_seed(api: BotApi, bot: Bot, ann: Person) -> None:
    rounds = []
    for _ in range(2):
        api.random_faults(seed=3, rate=0.5, kinds=["500", "502"], methods=["sendMessage"])
        before = len(api.calls_of("sendMessage"))
        for _ in range(20):
            with contextlib.suppress(NetworkError):
                await bot.send_message(ann.id, "Hello")
        rounds.append([call.error for call in api.calls_of("sendMessage")[before:]])
    assert rounds[0] == rounds[1]
    assert {None, "Internal Server Error", "no answer: 502"} == set(rounds[0])
    assert len(ann.inbox) == (rounds[0] + rounds[1]).count(None)


async def test_flood_control_limits_each_chat_and_all_together(api: BotApi, bot: Bot, ann: Person) -> None:
    bob = api.person("Bob")
    bob.says("/start")
    api.flood(per_chat_per_second=1)
    await bot.send_message(ann.id, "One")
    with pytest.raises(RetryAfter):
        await bot.send_message(ann.id, "Two")
    await bot.send_message(bob.id, "One")
    api.flood(per_chat_per_second=None, overall=2)
    for text in ("Two", "Three"):
        await bot.send_message(ann.id, text)
    with pytest.raises(RetryAfter):
        await bot.send_message(bob.id, "Two")


def test_who_was_too_fast_waits_as_long_as_they_are_told() -> None:
    flood = Flood()
    flood.limit(per_chat=1, overall=None, per_group_per_minute=None)
    flood.check("sendMessage", 42, now=0.0)
    with pytest.raises(Refused, match="retry after 1"):
        flood.check("sendMessage", 42, now=0.5)
    with pytest.raises(Refused, match="retry after 1"):
        flood.check("sendMessage", 42, now=1.2)
    flood.check("sendMessage", 42, now=2.2)


def test_a_group_has_a_limit_for_each_minute_too() -> None:
    flood = Flood()
    flood.limit(per_chat=None, overall=None, per_group_per_minute=20)
    for second in range(20):
        flood.check("sendMessage", -42, now=second)
    with pytest.raises(Refused, match="retry after 40"):
        flood.check("sendMessage", -42, now=20)


async def test_all_calls_are_written_down(api: BotApi, bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "Hello", disable_notification=True)
    (call,) = api.calls_of("sendMessage")
    assert call.params == {"chat_id": ann.id, "text": "Hello", "disable_notification": True}
    assert (call.result["text"], call.error) == ("Hello", None)


async def test_troubles_can_be_ended(api: BotApi, bot: Bot, ann: Person) -> None:
    api.fault("500", times=9)
    api.random_faults(seed=1, rate=1, kinds=["500"])
    api.clear_faults()
    await bot.send_message(ann.id, "Hello")
