"""The chat page and its files."""

from __future__ import annotations

from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from bot.channels.problems import Problem
from bot.clinic import LOGO_TYPES, load_clinic

FOLDER = Path(__file__).parent.parent / "web"

SERVED = {".js", ".css", ".svg", ".png"}
"""Kinds of files that a page may load."""

_ASSET = {"Cache-Control": "max-age=300, must-revalidate", "Cross-Origin-Resource-Policy": "cross-origin"}
_PAGE = {"Cache-Control": "no-cache"}
_SEALED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""For a picture of the clinic's: an SVG may hold scripts, which must not run."""


def add_pages(routes: Blueprint) -> None:
    """The chat by itself at ``/``, inside a clinic's page at ``/example``, and what they load."""

    @routes.get("/")
    async def page(request: Request) -> HTTPResponse:
        return _file(request, FOLDER / "index.html", _PAGE)

    @routes.get("/example")
    async def example(request: Request) -> HTTPResponse:
        return _file(request, FOLDER / "example.html", _PAGE)

    @routes.get("/assets/logo")
    async def logo(request: Request) -> HTTPResponse:
        path = load_clinic().logo
        if path is None:
            raise Problem("not_found")
        return _file(request, path, {**_ASSET, **_SEALED}, LOGO_TYPES[path.suffix.lower()])

    @routes.get("/assets/<name:path>")
    async def asset(request: Request, name: str) -> HTTPResponse:
        if name not in {path.name for path in FOLDER.iterdir() if path.suffix in SERVED}:
            raise Problem("not_found")
        return _file(request, FOLDER / name, _ASSET)


def _file(request: Request, path: Path, headers: dict[str, str], kind: str | None = None) -> HTTPResponse:
    """A file, or 304 when the browser holds it as it is. Raises Problem when there is none."""
    if not path.is_file():
        raise Problem("not_found")
    content = path.read_bytes()
    digest = sha256(content).hexdigest()[:32]
    headers = {**headers, "ETag": f'"{digest}"'}
    if digest in request.headers.get("if-none-match", ""):
        return empty(304, headers)
    kind = kind or guess_type(path.name)[0] or "application/octet-stream"
    return raw(content, headers=headers, content_type=f"{kind}; charset=utf-8" if kind.startswith("text") else kind)
