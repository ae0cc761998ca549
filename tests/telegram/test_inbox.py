from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.telegram_inbox import Call, Inbox, Keyboard

ANN, BEN = 11, 12
HELLO = Call("send_message", {"text": "hello"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "telegram.db"


@pytest.fixture
def inbox(path: Path) -> Iterator[Inbox]:
    opened = Inbox(path)
    yield opened
    opened.close()


def calls(inbox: Inbox, chat: int) -> list[Call]:
    made = []
    while (entry := inbox.next_call(chat)) is not None:
        made.append(entry[1])
        inbox.made(*entry)
    return made


def test_an_update_is_kept_until_it_is_answered(inbox: Inbox) -> None:
    inbox.store(1, ANN, {"n": 1})
    entry = inbox.next_update(ANN)
    assert entry and entry.body == {"n": 1}
    inbox.settle(1, ANN, [HELLO], None)
    assert inbox.next_update(ANN) is None


def test_an_update_that_comes_again_is_not_kept_again(inbox: Inbox) -> None:
    assert inbox.store(1, ANN, {})
    assert not inbox.store(1, ANN, {})
    inbox.settle(1, ANN, [], None)
    assert not inbox.store(1, ANN, {})


def test_updates_of_a_chat_come_in_the_order_of_their_numbers(inbox: Inbox) -> None:
    for number in (3, 1, 2):
        inbox.store(number, ANN, {"n": number})
    seen = []
    while (entry := inbox.next_update(ANN)) is not None:
        seen.append(entry.body["n"])
        inbox.settle(entry.body["n"], ANN, [], None)
    assert seen == [1, 2, 3]


def test_each_chat_has_its_own(inbox: Inbox) -> None:
    inbox.store(1, ANN, {"n": 1})
    assert inbox.next_update(BEN) is None
    assert inbox.chats_with_work() == [ANN]


def test_attempts_are_counted_over_a_restart(inbox: Inbox, path: Path) -> None:
    inbox.store(1, ANN, {})
    assert [inbox.next_update(ANN).attempt for _ in range(2)] == [1, 2]  # type: ignore[union-attr]
    again = Inbox(path)
    entry = again.next_update(ANN)
    assert entry and entry.attempt == 3
    again.close()


def test_calls_are_made_in_order_and_once(inbox: Inbox) -> None:
    inbox.store(1, ANN, {})
    inbox.settle(1, ANN, [HELLO, Call("leave_chat")], None)
    assert calls(inbox, ANN) == [HELLO, Call("leave_chat")]
    assert inbox.chats_with_work() == []


def test_a_keyboard_learns_on_which_message_it_hangs(inbox: Inbox) -> None:
    shown = Keyboard("token", ["Yes"], "Is it?", [])
    inbox.settle(1, ANN, [Call("send_message", {}, keyboard="token")], shown)
    number, call = inbox.next_call(ANN) or pytest.fail("no call")
    inbox.made(number, call, message=77)
    kept = inbox.keyboard(ANN)
    assert kept and (kept.message, kept.labels) == (77, ["Yes"])


def test_a_chat_has_one_keyboard_at_most(inbox: Inbox) -> None:
    inbox.settle(1, ANN, [], Keyboard("old", ["Yes"], "", []))
    inbox.settle(2, ANN, [], Keyboard("new", ["No"], "", []))
    kept = inbox.keyboard(ANN)
    assert kept and kept.token == "new"
    inbox.settle(3, ANN, [], None)
    assert inbox.keyboard(ANN) is None


def test_a_chat_that_moves_takes_everything_along(inbox: Inbox) -> None:
    inbox.store(1, ANN, {"n": 1})
    inbox.settle(2, ANN, [HELLO], Keyboard("token", ["Yes"], "", []))
    inbox.move(ANN, BEN)
    assert calls(inbox, BEN) == [HELLO]
    assert inbox.next_update(BEN) and inbox.keyboard(BEN)
    assert inbox.next_call(ANN) is None


def test_what_was_answered_leaves_no_word_in_the_files(inbox: Inbox, path: Path) -> None:
    inbox.store(1, ANN, {"text": "zebra"})
    inbox.settle(1, ANN, [Call("send_message", {"text": "giraffe"})], None)
    calls(inbox, ANN)
    inbox.compact()
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"zebra" not in kept and b"giraffe" not in kept


def test_only_its_owner_can_read_the_file(inbox: Inbox, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_too_old_is_deleted(inbox: Inbox) -> None:
    inbox.store(1, ANN, {})
    inbox.settle(2, BEN, [HELLO], None)
    inbox.erase_older(-1)
    assert inbox.chats_with_work() == []
