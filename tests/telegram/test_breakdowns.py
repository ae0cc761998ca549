"""What breaks, and what people see of it: nothing is lost, and nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from bot.rasa.agent import MODEL
from tests.telegram.bot_api import BotApi
from tests.telegram.conftest import TOKEN, on_telegram
from tests.telegram.patients import PAIN, turn

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not MODEL.is_file(), reason="there is no trained model: run `make train` first"),
]


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi(token=TOKEN) as double:
        yield double


def test_killed_between_receiving_and_answering_it_answers_once_after_the_next_start(api: BotApi, tmp_path: Path):
    ann, ben = api.person("Ann"), api.person("Ben")
    with on_telegram(tmp_path, api) as server:
        turn(ann, lambda: ann.says(PAIN))
        api.fault("timeout", method="sendMessage", times=1_000)
        api.fault("timeout", method="editMessageText", times=1_000)
        ann.presses("That's right")
        ben.says(PAIN)
        api.wait_until(lambda: not api.pending, timeout=60)
        server.kill()
    api.clear_faults()
    with on_telegram(tmp_path, api):
        ann.waits_for("How old are you", timeout=120)
        ben.waits_for("This is what I understood", timeout=120)
        turn(ann, lambda: ann.says("44"))
    assert sum("How old are you" in message.text for message in ann.inbox) == 1
    assert len(ben.inbox) == 1


def test_what_was_written_while_it_was_away_is_answered_in_order(api: BotApi, tmp_path: Path):
    ann = api.person("Ann")
    for text in (PAIN, "yes", "44"):
        ann.says(text)
    with on_telegram(tmp_path, api):
        first, second, *_ = ann.waits_for(3, timeout=120)
    assert "This is what I understood" in first.text
    assert "How old are you" in second.text


@pytest.mark.parametrize("kind", ["429", "500", "502", "reset", "timeout"])
def test_trouble_at_telegram_delays_an_answer_and_does_not_lose_it(running: BotApi, kind: str):
    ann = running.person("Ann")
    running.fault(kind, method="sendMessage", chat=ann.id, times=2)
    turn(ann, lambda: ann.says(PAIN))
    assert len(ann.inbox) == 1


def test_one_chat_that_is_slowed_down_does_not_slow_the_others(running: BotApi):
    ann, ben = running.person("Ann"), running.person("Ben")
    running.fault("429", method="sendMessage", chat=ann.id, times=1, retry_after=8)
    ann.says(PAIN)
    running.wait_until(lambda: any(call.error for call in running.calls_of("sendMessage")))
    turn(ben, lambda: ben.says(PAIN))
    assert ann.inbox == []
    ann.waits_for(1)


def test_a_text_whose_marks_are_refused_goes_out_plain(running: BotApi):
    ann = running.person("Ann")
    ann.says("/start")
    ann.waits_for(1)
    running.fault("400 parse", method="sendMessage", chat=ann.id, times=1)
    ann.says("I can't pee and I'm numb between my legs")
    ann.waits_for("Was an answer wrong")
    assert "999" in ann.inbox[1].text


def test_a_chat_that_has_moved_is_answered_where_it_is_now(running: BotApi):
    ann, there = running.person("Ann"), running.group("Moved", kind="supergroup")
    there.chat.bot_is = "member"
    running.fault("migrate", method="sendMessage", chat=ann.id, times=1, migrate_to=there.id)
    ann.says(PAIN)
    there.waits_for("This is what I understood")


def test_who_blocks_the_bot_in_the_middle_of_an_answer_stops_nobody(running: BotApi):
    ann, ben = running.person("Ann"), running.person("Ben")
    running.fault("403", method="sendMessage", chat=ann.id, times=1)
    ann.says(PAIN)
    turn(ben, lambda: ben.says(PAIN))
    turn(ann, lambda: ann.says("yes"))


def test_forget_leaves_no_word_behind(running: BotApi, state: Path):
    ann = running.person("Ann")
    turn(ann, lambda: ann.says("my unmistakable zebra hip hurts on the left"))
    assert b"zebra" in kept(state)
    ann.says("/forget")
    ann.waits_for("Everything you told me is deleted")
    running.wait_until(lambda: b"zebra" not in kept(state), timeout=20)
    ann.says("/summary")
    ann.waits_for("not told me anything")


def kept(state: Path) -> bytes:
    return b"".join(file.read_bytes() for file in state.iterdir() if file.name != "server.log")


def test_the_log_holds_no_words_and_no_names(running: BotApi, state: Path):
    ann = running.person("Zebedee")
    running.fault("403", method="sendMessage", chat=ann.id, times=1)
    ann.says("my giraffe hip hurts on the left")
    running.wait_until(lambda: "has blocked the bot" in (state / "server.log").read_text())
    printed = (state / "server.log").read_text()
    assert not any(secret in printed for secret in ("giraffe", "Zebedee", str(ann.id), TOKEN))


def test_a_second_program_that_fetches_the_messages_is_noticed_and_said(running: BotApi, state: Path):
    running.wait_until(lambda: not running.pending)
    requests.get(f"{running.base_url}{TOKEN}/getUpdates", params={"timeout": 1}, timeout=20)
    running.wait_until(lambda: "another program fetches" in (state / "server.log").read_text())
    ann = running.person("Ann")
    turn(ann, lambda: ann.says(PAIN))


def test_a_token_that_is_revoked_ends_telegram_and_not_the_web_chat(api: BotApi, tmp_path: Path):
    with on_telegram(tmp_path, api) as server:
        api.wait_until(lambda: "is ready." in server.log.read_text())
        api.revoke()
        api.person("Ann").says(PAIN)
        api.wait_until(lambda: "it refuses TELEGRAM_TOKEN" in server.log.read_text())
        assert requests.post(f"{server.url}/api/sessions", timeout=30).status_code == 201
    assert "Traceback" not in server.log.read_text()


def test_a_token_that_telegram_does_not_know_is_one_plain_line_and_the_web_chat_works(api: BotApi, tmp_path: Path):
    with on_telegram(tmp_path, api, token="123:wrong-token") as server:
        api.wait_until(lambda: "Telegram is off" in server.log.read_text())
        assert requests.post(f"{server.url}/api/sessions", timeout=30).status_code == 201
    (said,) = [line for line in server.log.read_text().splitlines() if "Telegram" in line]
    assert "TELEGRAM_TOKEN" in said and "wrong-token" not in said


def test_a_webhook_takes_nothing_without_the_secret(api: BotApi, tmp_path: Path):
    ann = api.person("Ann")
    with on_telegram(tmp_path, api, webhook=True) as server:
        api.wait_until(lambda: "waits for updates" in server.log.read_text())
        forged = {"update_id": 99, "message": {"message_id": 1, "date": 1, "chat": ann.chat.shape, "text": "/start"}}
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}):
            response = requests.post(f"{server.url}/telegram", json=forged, headers=headers, timeout=20)
            assert response.status_code == 403
        turn(ann, lambda: ann.says(PAIN))
    assert len(ann.inbox) == 1


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def running(state: Path) -> Iterator[BotApi]:
    """One server for the tests that leave it whole."""
    with BotApi(token=TOKEN) as double, on_telegram(state, double) as server:
        double.wait_until(lambda: "is ready." in server.log.read_text())
        yield double
