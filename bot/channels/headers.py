"""Headers of every response: what a browser may do with it, and which sites may read it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Dict, Optional, Union

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty

_SECURITY = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}


def add_headers(routes: Union[Sanic, Blueprint], origins: Collection[str]) -> None:
    """Send the headers with every response of these routes; scripts on the sites in ``origins`` may read them.

    No cookie is ever set or read: the token travels in the Authorization header, so credentials are not allowed.
    """

    @routes.on_request
    async def answer_preflight(request: Request) -> Optional[HTTPResponse]:
        asks = request.method == "OPTIONS" and "access-control-request-method" in request.headers
        return empty(headers=_PREFLIGHT) if asks and _origin(request) in origins else None

    @routes.on_response
    async def add(request: Request, response: HTTPResponse) -> None:
        for name, value in {**_SECURITY, **_shared(_origin(request), origins)}.items():
            response.headers.setdefault(name, value)


def _origin(request: Request) -> str:
    return str(request.headers.get("origin") or "")


def _shared(origin: str, origins: Collection[str]) -> Dict[str, str]:
    if origin not in origins:
        return {"Vary": "Origin"}
    return {"Vary": "Origin", "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After"}
