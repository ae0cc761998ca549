"""Errors as ``application/problem+json``, each with a code for programs and a sentence for people."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from traceback import format_tb
from typing import Any, Dict, Optional, Union

from ruamel.yaml import YAML
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.clinic import load_clinic

logger = logging.getLogger("ischia")

PATH = Path(__file__).with_name("problems.yml")

RETRY_SECONDS = 5
"""When to come back after the server was too busy."""

_CODES = {401: "no_session", 404: "not_found", 405: "method", 413: "too_large"}


class Problem(Exception):
    """A request that cannot be answered; ``code`` is a key of problems.yml."""

    def __init__(self, code: str, retry_after: Optional[int] = None) -> None:
        self.code = code
        self.headers = {"Retry-After": str(retry_after)} if retry_after is not None else {}
        super().__init__(code)


@lru_cache(maxsize=1)
def known_problems() -> Dict[str, Dict[str, Any]]:
    """The status and the sentence of each code."""
    return dict(YAML(typ="safe").load(PATH.read_text(encoding="utf-8")))


def response(code: str, status: Optional[int] = None, headers: Optional[Dict[str, str]] = None) -> HTTPResponse:
    """The answer for a code, with another ``status`` where the code stands for several."""
    problem = known_problems()[code]
    status = status or problem["status"]
    title = load_clinic().services.fill(problem["title"])
    body = {"type": "about:blank", "status": status, "title": title, "code": code}
    return json(body, status, headers, content_type="application/problem+json")


def explain_failures(routes: Union[Sanic, Blueprint]) -> None:
    """Answer every failure of these routes with a problem."""

    @routes.exception(Exception)
    async def failed(request: Request, error: Exception) -> HTTPResponse:
        if isinstance(error, Problem):
            return response(error.code, headers=error.headers)
        if isinstance(error, SanicException) and error.status_code < 500:
            return response(_CODES.get(error.status_code, "not_json"), error.status_code, _allowed(error))
        if isinstance(error, SanicException) and error.status_code == 503:
            return response("trouble", 503, {"Retry-After": str(RETRY_SECONDS)})
        logger.error("A request failed with %s.\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))
        return response("trouble")


def _allowed(error: SanicException) -> Dict[str, str]:
    return {key: value for key, value in getattr(error, "headers", {}).items() if key == "Allow"}
