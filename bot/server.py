"""One process: Rasa agent, actions, channels."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from bot.agent import MODEL, load_agent, quiet

DATABASE = Path(".ischia/conversations.db")
PORT = 5005


def create_app(model: Path = MODEL, database: Path = DATABASE) -> Any:
    """The web application with the agent loaded. Raises FileNotFoundError when there is no model."""
    quiet()
    agent = load_agent(model, database)
    from rasa.core.run import configure_app

    from bot.channels.web import WebChannel

    app = configure_app([WebChannel()], cors=None, enable_api=False, route="/")
    app.ctx.agent = agent
    app.config.FALLBACK_ERROR_FORMAT = "json"
    return app


def serve(port: int = PORT, host: str = "0.0.0.0") -> None:
    """Serve until stopped."""
    app = create_app()
    print(f"Ischia is ready: http://localhost:{port}", flush=True)
    logging.getLogger("sanic.root").setLevel(logging.WARNING)
    app.run(host=host, port=port, access_log=False, motd=False) if _takes(app, "motd") else app.run(
        host=host, port=port, access_log=False
    )
