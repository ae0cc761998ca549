"""One process: Rasa agent, actions, channels."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from bot.channels.sessions import STATE
from bot.clinic import load_clinic
from bot.content import served_knowledge
from bot.rasa.agent import MODEL, load_agent, quiet

DATABASE = STATE / "conversations.db"
PORT = 5005
LARGEST_REQUEST = 1_000_000
"""Bytes that any channel may be sent; the web chat takes far fewer."""


def create_app(model: Path = MODEL, database: Path = DATABASE) -> Any:
    """The web application with the agent loaded; ``ISCHIA_ENDPOINTS`` names shared stores, ``ISCHIA_PROXIES`` how many
    proxies stand in front.

    Raises FileNotFoundError when there is no model, ValueError when the clinic wants reviewed content and some is not.
    """
    quiet()
    served_knowledge()
    endpoints = os.environ.get("ISCHIA_ENDPOINTS")
    agent = load_agent(model, database, Path(endpoints) if endpoints else None)
    from rasa.core.channels.channel import register
    from sanic import Sanic

    from bot.channels.headers import add_headers
    from bot.channels.problems import explain_failures
    from bot.channels.telegram import TelegramChannel
    from bot.channels.web import WebChannel
    from bot.retention import forget_regularly

    app = Sanic("ischia", configure_logging=False)  # not Rasa's own application: it takes "/" for itself
    app.config.update(
        KEEP_ALIVE_TIMEOUT=120,  # Sanic's 5 s resets waiting clients under load
        RESPONSE_TIMEOUT=120,
        REQUEST_MAX_SIZE=LARGEST_REQUEST,
        PROXIES_COUNT=int(os.environ.get("ISCHIA_PROXIES") or 0),
    )
    app.ctx.agent = agent
    app.add_task(forget_regularly(agent.tracker_store, load_clinic().retention_days))
    explain_failures(app)
    add_headers(app, load_clinic().origins)
    register([WebChannel(with_page=True), TelegramChannel.from_credentials(None)], app, route=None)
    return app


def serve(port: int = PORT, host: str = "0.0.0.0") -> None:
    """Serve until stopped."""
    app = create_app()
    print(f"Ischia is ready: http://localhost:{port}", flush=True)
    app.run(host=host, port=port, access_log=False, motd=False)
