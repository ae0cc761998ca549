"""The web chat: signed sessions, JSON messages, and the page itself. The routes are described in openapi.yml."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, Dict, Optional, Tuple

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels.about import about
from bot.channels.conversations import Answer, Conflict, Ended, erase, events_of, exists, take_once, turn
from bot.channels.description import description
from bot.channels.headers import add_headers
from bot.channels.incoming import Unreadable, accepted
from bot.channels.limits import Limiter, TooMany
from bot.channels.pages import add_pages
from bot.channels.problems import Problem, explain_failures
from bot.channels.sessions import STATE, InvalidToken, Session, Sessions, session_secret
from bot.channels.transcript import change_command, transcript
from bot.clinic import load_clinic
from bot.content import served_knowledge

LARGEST_REQUEST = 16_000
"""Bytes; the longest message fits several times."""

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_ASKS = re.compile(r"[a-z][a-z0-9_]{0,63}")
_POLARITIES = ("present", "absent", "unsure")

MOST_FINDINGS = 30
"""Findings of one tapped answer; the longest list has a third of that."""


class WebChannel(InputChannel):
    """``/api/sessions`` and ``/api/messages``; the page at ``/``."""

    def __init__(self, sessions: Optional[Sessions] = None, *, with_page: bool = False) -> None:
        clinic = load_clinic()
        self._sessions = sessions or Sessions(session_secret(STATE), clinic.session_hours * 3600)
        self._limiter = Limiter(self._sessions.secret, clinic.limits)
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
        """The routes. Messages go to the application's agent, which also holds what was said before."""
        routes = Blueprint("ischia_web")
        explain_failures(routes)
        add_headers(routes, load_clinic().origins)
        if self._with_page:  # not under the stock `rasa run`, which keeps "/" for itself
            add_pages(routes)

        @routes.on_request
        async def refuse_large(request: Request) -> None:
            if len(request.body) > LARGEST_REQUEST:
                raise Problem("too_large")

        @routes.get("/api/health")
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.get("/api/about")
        async def tell_about(request: Request) -> HTTPResponse:
            return json(about(load_clinic(), served_knowledge(), date.today()))

        @routes.get("/api/openapi.json")
        async def describe(request: Request) -> HTTPResponse:
            return json(description())

        @routes.post("/api/sessions")
        async def start(request: Request) -> HTTPResponse:
            await _within(self._limiter.begins(_address(request)))
            session = self._sessions.mint()
            messages = await take_once(request.app.ctx.agent, "/greet", session.conversation, self.name(), "greet")
            if not messages:
                raise Problem("trouble")
            return json({"token": session.token, "expires_at": session.expires_at, "messages": messages}, 201)

        @routes.get("/api/messages")
        async def tell_again(request: Request) -> HTTPResponse:
            session = await self._session(request)
            events = await events_of(request.app.ctx.agent.tracker_store, session.conversation)
            if not events:
                raise Problem("no_session")
            return json({"expires_at": session.expires_at, "turns": transcript(events)})

        @routes.post("/api/messages")
        async def take(request: Request) -> HTTPResponse:
            session = await self._session(request)
            await _within(self._limiter.writes(session.conversation))
            message_id, text, answer = _message(request)
            try:
                messages = await take_once(
                    request.app.ctx.agent,
                    text,
                    session.conversation,
                    self.name(),
                    message_id,
                    begun=True,
                    answer=answer,
                )
            except Ended:
                raise Problem("no_session") from None
            except Conflict:
                raise Problem("conflict") from None
            if not messages:
                raise Problem("trouble")
            return json({"id": message_id, "messages": messages})

        @routes.delete("/api/messages")
        async def forget(request: Request) -> HTTPResponse:
            session, agent = await self._session(request), request.app.ctx.agent
            async with turn(agent, session.conversation):
                if not exists(agent.tracker_store, session.conversation):
                    raise Problem("no_session")
                erase(agent.tracker_store, session.conversation)
            return empty()

        return routes

    async def _session(self, request: Request) -> Session:
        await _within(self._limiter.calls(_address(request)))
        scheme, _, token = (request.headers.get("authorization") or "").partition(" ")
        try:
            return self._sessions.opened_by(token.strip() if scheme.lower() == "bearer" else None)
        except InvalidToken:
            raise Problem("no_session") from None


async def _within(limit: Awaitable[None]) -> None:
    try:
        await limit
    except TooMany as error:
        raise Problem("too_many", retry_after=error.seconds) from None


def _address(request: Request) -> str:
    """Where a request comes from, as told by as many proxies as are trusted, or as seen."""
    return request.remote_addr or request.ip


def _message(request: Request) -> Tuple[str, str, Optional[Answer]]:
    """The id of the message in a request, what Rasa is sent (its text, or the command to change an answer), and what a
    tapped answer stands for."""
    try:
        body = request.json
    except InvalidUsage:
        raise Problem("not_json") from None
    if not isinstance(body, dict) or ("text" in body and "change" in body):
        raise Problem("not_json")
    message_id, change = body.get("id", secrets.token_urlsafe(12)), body.get("change")
    if not _matches(_ID, message_id) or ("change" in body and not _matches(_ASKS, change)):
        raise Problem("not_json")
    if change is not None:
        return message_id, change_command(change), None
    try:
        return message_id, accepted(body.get("text")), _answer(body["answer"]) if "answer" in body else None
    except Unreadable as error:
        raise Problem(error.reason) from None


def _answer(given: object) -> Answer:
    if not isinstance(given, dict) or set(given) != {"asks", "findings"} or not _matches(_ASKS, given["asks"]):
        raise Problem("not_json")
    findings = given["findings"]
    if not isinstance(findings, dict) or len(findings) > MOST_FINDINGS:
        raise Problem("not_json")
    if not all(_matches(_ASKS, name) and polarity in _POLARITIES for name, polarity in findings.items()):
        raise Problem("not_json")
    return given


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))
