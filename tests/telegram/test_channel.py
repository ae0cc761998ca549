from __future__ import annotations

import logging

import pytest

from bot.channels.telegram import TelegramChannel


@pytest.mark.parametrize("token", ["", "nonsense", "123456:with a space", "123456:ABC;rm"])
def test_without_a_token_that_can_be_one_it_is_off_and_says_so_in_one_line(
    token: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", token)
    with caplog.at_level(logging.INFO, logger="ischia"):
        routes = TelegramChannel.from_credentials(None).blueprint(None)  # type: ignore[arg-type]
    (line,) = caplog.messages
    assert line.startswith("Telegram is off: TELEGRAM_TOKEN")
    assert not token or token not in line
    assert not routes._future_routes and not routes._future_listeners


@pytest.mark.parametrize("token", ["123456:ABC-def_1", "  123456:ABC-def_1\n"])
def test_a_token_copied_with_space_around_it_is_a_token(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", token)
    monkeypatch.setenv("TELEGRAM_WEBHOOK", "https://chat.example.org/telegram")
    routes = TelegramChannel.from_credentials(None).blueprint(None)  # type: ignore[arg-type]
    assert routes._future_listeners
    assert [route.uri for route in routes._future_routes] == ["/telegram"]
