from __future__ import annotations

import json
import logging

import pytest
from sanic import Sanic
from sanic.exceptions import ServiceUnavailable

from bot.channels.incoming import LONGEST
from bot.channels.problems import explain_failures, known_problems, response


@pytest.mark.parametrize("code", known_problems())
def test_every_failure_is_told_in_sentences_a_person_can_read(code: str) -> None:
    answer = response(code)
    body = json.loads(answer.body)
    assert (body["code"], body["status"]) == (code, answer.status)
    assert body["title"].endswith(".")
    assert not set("{}!_") & set(body["title"])


@pytest.mark.parametrize("code", ["trouble", "too_many"])
def test_whoever_cannot_be_answered_is_told_the_emergency_number(code: str) -> None:
    assert "call 999" in json.loads(response(code).body)["title"]


def test_the_longest_message_is_named() -> None:
    assert f"{LONGEST:,}" in json.loads(response("too_long").body)["title"]


async def answer_to(error: Exception) -> tuple[int, dict[str, str]]:
    """Status and headers of the response when a handler raises ``error``."""
    app = Sanic("ischia_failures", configure_logging=False, register=False)
    explain_failures(app)
    handled = await app.error_handler.response(None, error)
    return handled.status, dict(handled.headers)


async def test_a_server_that_is_too_busy_says_when_to_come_back() -> None:
    status, headers = await answer_to(ServiceUnavailable("busy"))
    assert (status, headers["Retry-After"]) == (503, "5")


def fail_with(text: str) -> None:
    raise RuntimeError(text)


async def test_a_failure_is_logged_with_its_place_and_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    words = " ".join(("my", "okapi", "hip"))
    with pytest.raises(RuntimeError) as failure, caplog.at_level(logging.ERROR, "ischia"):
        fail_with(words)
    assert (await answer_to(failure.value))[0] == 500
    assert "RuntimeError" in caplog.text
    assert "in fail_with" in caplog.text
    assert words not in caplog.text
