"""The HTTP side of the double: a server in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
import threading
from concurrent.futures import Future
from typing import Any

from aiohttp import web

from tests.telegram.bot_api.delivering import deliver
from tests.telegram.bot_api.desk import Desk
from tests.telegram.bot_api.errors import Refused
from tests.telegram.bot_api.faults import Lost
from tests.telegram.bot_api.world import World

_BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


async def _given(request: web.Request) -> dict[str, Any]:
    """The parameters of a request: from its address, a form, or JSON."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given.update(json.loads(await request.text() or "{}"))
    else:
        given.update(await request.post())
    return given


class Server:
    """Listens on a free port of this machine while it runs."""

    def __init__(self, world: World, desk: Desk) -> None:
        self._world, self._desk = world, desk
        self._loop = asyncio.new_event_loop()
        self._port: Future[int] = Future()
        self._thread = threading.Thread(target=self._run, name="bot-api-double", daemon=True)

    def start(self) -> int:
        """Its port."""
        self._thread.start()
        return self._port.result(timeout=10)

    def stop(self) -> None:
        """Ends all that waits, and the thread."""
        with self._world.changed:
            self._world.closing = True
            self._world.touch()
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._closing = asyncio.Event()
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._answer)
        runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await runner.setup()
        listening = socket.create_server(("127.0.0.1", 0))
        await web.SockSite(runner, listening).start()
        courier = asyncio.create_task(deliver(self._world))
        self._port.set_result(listening.getsockname()[1])
        await self._closing.wait()
        courier.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await courier
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        try:
            result = await self._desk.take(**request.match_info, given=await _given(request))
        except Refused as refused:
            return web.json_response(refused.body, status=refused.code)
        except Lost as lost:
            return await self._no_answer(lost.kind, request)
        return web.json_response({"ok": True, "result": result})

    async def _no_answer(self, kind: str, request: web.Request) -> web.StreamResponse:
        if kind == "502":
            return web.Response(text=_BAD_GATEWAY, status=502, content_type="text/html")
        if kind == "timeout":
            await self._closing.wait()
        if request.transport:
            connection = request.transport.get_extra_info("socket")
            # With no time to linger the connection is reset rather than closed.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            request.transport.abort()
        return web.Response()
