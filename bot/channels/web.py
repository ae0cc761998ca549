"""The web chat: signed sessions, JSON messages, and the page itself."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file, json

from bot.channels.conversations import Collected
from bot.channels.incoming import LONGEST, Unreadable, accepted
from bot.channels.sessions import STATE, InvalidToken, Sessions, session_secret
from bot.clinic import load_clinic
from bot.content import served_knowledge
from bot.knowledge.reviews import items_of, unsigned

PAGE = Path(__file__).parent.parent / "web"

_PROBLEMS = {
    "empty": (400, "Please write a message first."),
    "too_long": (413, f"That is a long message. Please keep it under {LONGEST:,} characters, or send it in parts."),
    "command": (400, "Commands with a slash do not work here. Use your own words, for example: start over."),
    "not_json": (400, "The message could not be read. Please send JSON with a text."),
    "no_session": (401, "This conversation has ended. Please start a new one."),
    "trouble": (
        500,
        "Something went wrong on our side. Your message was not lost: please send it again. "
        "If it is urgent, do not wait: call {emergency_number}.",
    ),
}


class WebChannel(InputChannel):
    """``POST /api/sessions`` and ``POST /api/messages``; the page at ``/``."""

    def __init__(self, sessions: Optional[Sessions] = None, *, with_page: bool = False) -> None:
        self._sessions = sessions or Sessions(session_secret(STATE))
        self._with_page = with_page

    @classmethod
    def name(cls) -> str:
        """Rasa's name for the channel."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> InputChannel:
        """Nothing is set in credentials.yml: the secret comes from the environment."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint(f"ischia_{inspect.getmodulename(__file__)}")

        async def tell(conversation: str, text: str) -> List[Dict[str, Any]]:
            collected = Collected()
            await on_new_message(UserMessage(text, collected, conversation, input_channel=self.name()))
            return collected.messages

        if self._with_page:
            add_page(routes)

        @routes.get("/api/health")
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.get("/api/about")
        async def about(request: Request) -> HTTPResponse:
            clinic, knowledge = load_clinic(), served_knowledge()
            return json(
                {
                    "name": clinic.name,
                    "region": clinic.region,
                    "emergency_number": clinic.services.emergency_number,
                    "retention_days": clinic.retention_days,
                    "content_version": knowledge.version,
                    "items": len(list(items_of(knowledge))),
                    "unsigned_items": len(unsigned(knowledge, date.today())),
                }
            )

        @routes.post("/api/sessions")
        async def start(request: Request) -> HTTPResponse:
            conversation, token = self._sessions.mint()
            messages = await tell(conversation, "/greet")
            return json(
                {"token": token, "expires_in": self._sessions.lifetime_seconds, "messages": messages}, 201, _HEADERS
            )

        @routes.post("/api/messages")
        async def message(request: Request) -> HTTPResponse:
            try:
                conversation = self._sessions.conversation(_bearer(request))
                body = request.json if request.body else None
                text = accepted(body.get("text") if isinstance(body, dict) else None)
            except InvalidToken:
                return _problem(*_PROBLEMS["no_session"])
            except Unreadable as error:
                return _problem(*_PROBLEMS[error.reason])
            except Exception:  # Sanic raises InvalidUsage for a body that is not JSON
                return _problem(*_PROBLEMS["not_json"])
            messages = await tell(conversation, text)
            if not messages:
                return _problem(*_PROBLEMS["trouble"])
            return json({"messages": messages}, headers=_HEADERS)

        return routes


_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def _bearer(request: Request) -> Optional[str]:
    header = request.headers.get("authorization") or ""
    return header[7:] if header.lower().startswith("bearer ") else None


def _problem(status: int, sentence: str) -> HTTPResponse:
    body = {"type": "about:blank", "status": status, "title": load_clinic().services.fill(sentence)}
    return json(body, status, {**_HEADERS, "Content-Type": "application/problem+json"})


def add_page(routes: Blueprint) -> None:
    """The chat page and its files. Not under the stock ``rasa run``, which keeps "/" for itself."""

    @routes.get("/")
    async def page(request: Request) -> HTTPResponse:
        return await file(PAGE / "index.html", headers=_HEADERS)

    @routes.get("/assets/<name:path>")
    async def asset(request: Request, name: str) -> HTTPResponse:
        if name not in {path.name for path in PAGE.glob("*.*")}:
            return _problem(404, "There is no such file.")
        return await file(PAGE / name, headers=_HEADERS)
