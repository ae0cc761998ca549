"""Signed session tokens: a person can only ever continue their own conversation."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import jwt

STATE = Path(os.environ.get("ISCHIA_STATE", ".ischia"))
"""Where this machine keeps conversations and its signing key."""

SHORTEST_SECRET = 32

_ALGORITHM = "HS256"


class InvalidToken(ValueError):
    """The token is missing, forged, or has expired."""


@dataclass(frozen=True)
class Session:
    """A conversation, the token that opens it, and the second of the Unix clock at which that ends."""

    conversation: str
    token: str
    expires_at: int


@dataclass(frozen=True)
class Sessions:
    """Mints and checks tokens with one secret."""

    secret: str
    lifetime_seconds: int

    def mint(self) -> Session:
        """A session for a new conversation with an unguessable id."""
        conversation, expires_at = secrets.token_urlsafe(18), int(time.time()) + self.lifetime_seconds
        token = jwt.encode({"sub": conversation, "exp": expires_at}, self.secret, algorithm=_ALGORITHM)
        return Session(conversation, token, expires_at)

    def opened_by(self, token: str | None) -> Session:
        """The session of a token. Raises InvalidToken."""
        try:
            claims = jwt.decode(token or "", self.secret, algorithms=[_ALGORITHM], options={"require": ["exp", "sub"]})
        except jwt.PyJWTError as error:
            raise InvalidToken(str(error)) from None
        return Session(str(claims["sub"]), token or "", int(claims["exp"]))


def session_secret(folder: Path) -> str:
    """``ISCHIA_SECRET`` from the environment, else one made once and kept in ``folder`` for this machine.

    Raises ValueError when the one given is short enough to be guessed.
    """
    given = os.environ.get("ISCHIA_SECRET")
    if given:
        if len(given) < SHORTEST_SECRET:
            raise ValueError(f"ISCHIA_SECRET must have at least {SHORTEST_SECRET} characters.")
        return given
    kept = folder / "session-secret"
    if not kept.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=folder) as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            with suppress(FileExistsError):  # another server that starts at the same time was quicker
                os.link(made.name, kept)
    return kept.read_text(encoding="utf-8").strip()
