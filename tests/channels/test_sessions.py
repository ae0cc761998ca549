from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.channels.sessions import InvalidToken, Sessions, session_secret

HOUR = 3600


def test_a_token_opens_its_own_conversation() -> None:
    sessions = Sessions("a" * 48, HOUR)
    session = sessions.mint()
    assert sessions.opened_by(session.token) == session


def test_two_sessions_never_share_a_conversation() -> None:
    sessions = Sessions("a" * 48, HOUR)
    assert len({sessions.mint().conversation for _ in range(200)}) == 200


@pytest.mark.parametrize("token", [None, "", "nonsense", "a.b.c"])
def test_a_missing_or_broken_token_is_refused(token: str | None) -> None:
    with pytest.raises(InvalidToken):
        Sessions("a" * 48, HOUR).opened_by(token)


def test_a_token_signed_by_somebody_else_is_refused() -> None:
    with pytest.raises(InvalidToken):
        Sessions("a" * 48, HOUR).opened_by(Sessions("b" * 48, HOUR).mint().token)


def test_an_expired_token_is_refused() -> None:
    sessions = Sessions("a" * 48, lifetime_seconds=-1)
    with pytest.raises(InvalidToken):
        sessions.opened_by(sessions.mint().token)


def test_the_secret_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ISCHIA_SECRET", "from outside, and long enough to sign")
    assert session_secret(tmp_path) == "from outside, and long enough to sign"
    assert not list(tmp_path.iterdir())


def test_without_one_a_secret_is_made_once_and_only_its_owner_can_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ISCHIA_SECRET", raising=False)
    first = session_secret(tmp_path)
    assert session_secret(tmp_path) == first
    assert (tmp_path / "session-secret").stat().st_mode & 0o077 == 0


def test_a_secret_that_could_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ISCHIA_SECRET", "short")
    with pytest.raises(ValueError, match="at least 32"):
        session_secret(tmp_path)


def test_servers_that_start_at_once_agree_on_the_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ISCHIA_SECRET", raising=False)
    with ThreadPoolExecutor(8) as servers:
        assert len(set(servers.map(session_secret, [tmp_path / "state"] * 40))) == 1
