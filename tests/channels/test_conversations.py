"""Messages taken once, also when something fails in between, with the trained agent."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.conversations import Conflict, Ended, erase, events_of, exists, take_once
from bot.channels.transcript import transcript

PAIN = "my left hip is sore on the stairs"


async def say(agent: Any, text: str, message_id: str, conversation: str) -> list[dict[str, Any]]:
    return await take_once(agent, text, conversation, "web", message_id)


async def failing(*_: Any, **__: Any) -> Any:
    """In place of something that works."""
    raise RuntimeError("it does not work")


@pytest.fixture
def fails(agent: Any, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Every action fails until it is undone."""
    monkeypatch.setattr(agent.processor.action_endpoint, "request", failing)
    return monkeypatch


async def turns(agent: Any, conversation: str) -> list[str]:
    return [turn["from"] for turn in transcript(await events_of(agent.tracker_store, conversation))]


async def test_the_same_message_twice_gets_the_same_replies(agent: Any) -> None:
    assert await say(agent, PAIN, "m1", "twice") == await say(agent, PAIN, "m1", "twice")
    assert await turns(agent, "twice") == ["person", "ischia"]


async def test_another_text_with_the_same_id_is_a_conflict(agent: Any) -> None:
    await say(agent, PAIN, "m1", "conflict")
    with pytest.raises(Conflict):
        await say(agent, "my groin is stiff", "m1", "conflict")


async def test_the_first_message_that_failed_can_be_sent_again(agent: Any, fails: pytest.MonkeyPatch) -> None:
    assert await say(agent, PAIN, "m1", "fails first") == []
    fails.undo()
    assert (await say(agent, PAIN, "m1", "fails first"))[-1]["data"]["asks"] == "echo"
    assert await turns(agent, "fails first") == ["person", "ischia"]


async def test_an_answer_that_failed_can_be_sent_again(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, text in enumerate((PAIN, "yes")):
        await say(agent, text, f"m{number}", "fails later")
    with monkeypatch.context() as broken:
        broken.setattr(agent.processor.action_endpoint, "request", failing)
        assert await say(agent, "44", "m2", "fails later") == []
    assert (await say(agent, "44", "m2", "fails later"))[-1]["data"]["asks"] == "duration"
    assert await turns(agent, "fails later") == ["person", "ischia"] * 3


async def test_a_turn_that_cannot_be_kept_fails(agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent.tracker_store, "save", failing)
    with pytest.raises(RuntimeError):
        await say(agent, PAIN, "m1", "not kept")
    assert not exists(agent.tracker_store, "not kept")


async def test_a_conversation_that_must_have_begun_is_not_begun_by_a_message(agent: Any) -> None:
    with pytest.raises(Ended):
        await take_once(agent, PAIN, "never begun", "web", "m1", begun=True)
    assert not exists(agent.tracker_store, "never begun")


async def test_an_erased_conversation_is_no_more(agent: Any) -> None:
    await say(agent, PAIN, "m1", "erased")
    erase(agent.tracker_store, "erased")
    assert await events_of(agent.tracker_store, "erased") == []
