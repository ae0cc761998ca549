"""Serves telemelya at 127.0.0.1:PORT; run by the Python of its own environment: `python -I telemelya_server.py PORT`.

Its routes are mounted without its media store, and its messages are kept in memory. Two things it lacks are added here:
the secret that goes with each update, and a yes to the methods by which a bot introduces itself.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import fakeredis
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from telemelya.server import bot_api, control_api
from telemelya.server.state import state_manager

secrets: dict[str, str] = {}
state_manager._redis = fakeredis.FakeAsyncRedis(decode_responses=True)
app = FastAPI()


@app.middleware("http")
async def keep_the_secret(request: Request, go_on: Any) -> Any:
    """Remembers the secret of a webhook, which telemelya does not read."""
    if request.url.path.endswith("/setWebhook"):
        token = request.url.path.split("/")[1].removeprefix("bot")
        body = (await request.body()).decode()
        fields = json.loads(body) if body.startswith("{") else {key: each[0] for key, each in parse_qs(body).items()}
        secrets[token] = fields.get("secret_token", "")
    return await go_on(request)


async def deliver(token: str, update: dict[str, Any]) -> dict[str, Any]:
    """Posts ``update`` to the webhook as Telegram does, with its secret."""
    url = await state_manager.get_webhook(token)
    if not url:
        return {"delivered": False, "error": "no webhook is set"}
    headers = {"X-Telegram-Bot-Api-Secret-Token": secrets[token]} if secrets.get(token) else {}
    async with aiohttp.ClientSession() as session, session.post(url, json=update, headers=headers) as response:
        return {"delivered": response.ok, "status_code": response.status, "error": f"status {response.status}"}


control_api.deliver_update = deliver
app.include_router(bot_api.router)
app.include_router(control_api.router)


@app.post("/bot{token}/{method}")
async def introduction(token: str, method: str) -> dict[str, Any]:
    """Says yes to setMyCommands and the like."""
    if not method.startswith(("setMy", "deleteMy")):
        raise HTTPException(404)
    return {"ok": True, "result": True}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
