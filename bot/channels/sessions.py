"""Signed session tokens: a person can only ever continue their own conversation."""

from __future__ import annotations

import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

import jwt

STATE = Path(os.environ.get("ISCHIA_STATE", ".ischia"))
"""Where this machine keeps conversations and its signing key."""

LIFETIME_SECONDS = 24 * 60 * 60
"""As long as Rasa keeps a session open (``session_expiration_time`` in domain.yml)."""

_ALGORITHM = "HS256"


class InvalidToken(ValueError):
    """The token is missing, forged, or has expired."""


@dataclass(frozen=True)
class Sessions:
    """Mints and checks tokens with one secret."""

    secret: str
    lifetime_seconds: int = LIFETIME_SECONDS

    def mint(self) -> tuple[str, str]:
        """A new unguessable conversation id and the token that opens it."""
        conversation = secrets.token_urlsafe(18)
        claims = {"sub": conversation, "exp": int(time.time()) + self.lifetime_seconds}
        return conversation, jwt.encode(claims, self.secret, algorithm=_ALGORITHM)

    def conversation(self, token: str | None) -> str:
        """The conversation a token opens. Raises InvalidToken."""
        try:
            claims = jwt.decode(token or "", self.secret, algorithms=[_ALGORITHM], options={"require": ["exp", "sub"]})
        except jwt.PyJWTError as error:
            raise InvalidToken(str(error)) from None
        return str(claims["sub"])


def session_secret(folder: Path) -> str:
    """``ISCHIA_SECRET`` from the environment, else one made once and kept in ``folder`` for this machine."""
    given = os.environ.get("ISCHIA_SECRET")
    if given:
        return given
    kept = folder / "session-secret"
    if not kept.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return kept.read_text(encoding="utf-8").strip()
