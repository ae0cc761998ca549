"""One conversation held by two server processes in turn: nothing that matters may live in one of them alone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from typing import Any

import pytest
import requests

from bot.rasa.agent import MODEL
from tests.serving import ROOT, Served, several_serving
from tests.stores import postgresql, redis

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not MODEL.is_file(), reason="there is no trained model: run `make train` first"),
]

ENDPOINTS = str(ROOT / "deploy" / "endpoints.production.yml")
SECRET = "a secret that both servers know, long enough to sign"


@pytest.fixture(scope="module")
def sharing_a_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """Two servers on one machine, with SQLite."""
    with several_serving(tmp_path_factory.mktemp("shared"), 2) as servers:
        yield servers


@pytest.fixture(scope="module")
def sharing_stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """Two servers as in production, with PostgreSQL and Redis."""
    folder = tmp_path_factory.mktemp("stores")
    with redis(folder) as locks, postgresql(folder) as store:
        variables = {"ISCHIA_ENDPOINTS": ENDPOINTS, "ISCHIA_SECRET": SECRET, **store, **locks}
        with several_serving(folder, 2, **variables) as servers:
            yield servers


@pytest.fixture(params=["sharing_a_folder", "sharing_stores"])
def servers(request: pytest.FixtureRequest) -> list[Served]:
    return list(request.getfixturevalue(request.param))


def call(served: Served, method: str, token: str, body: Any = None) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.request(method, f"{served.url}/api/messages", json=body, headers=headers, timeout=60)


def begin(served: Served) -> str:
    return str(requests.post(f"{served.url}/api/sessions", timeout=60).json()["token"])


def test_a_conversation_goes_on_whichever_server_answers(servers: list[Served]) -> None:
    turn = cycle(servers)
    token = begin(next(turn))
    texts = ["my left hip is sore on the stairs", "yes", "44", "back", "45"]
    replies = [call(next(turn), "POST", token, {"text": text}).json()["messages"] for text in texts]
    assert [messages[-1]["data"]["asks"] for messages in replies] == ["echo", "age", "duration", "age", "duration"]
    assert call(servers[0], "GET", token).json() == call(servers[1], "GET", token).json()


def test_a_message_that_reached_one_server_is_known_to_the_other(servers: list[Served]) -> None:
    token, message = begin(servers[0]), {"id": "my-message-1", "text": "my left hip is sore on the stairs"}
    assert call(servers[0], "POST", token, message).json() == call(servers[1], "POST", token, message).json()
    assert len(call(servers[1], "GET", token).json()["turns"]) == 3


def test_what_one_server_deleted_is_gone_from_the_other(servers: list[Served]) -> None:
    token = begin(servers[0])
    call(servers[0], "DELETE", token)
    assert call(servers[1], "POST", token, {"text": "hello"}).status_code == 401


def test_a_message_that_reaches_both_at_once_counts_once(sharing_stores: list[Served]) -> None:
    message = {"id": "my-message-1", "text": "my left hip is sore on the stairs"}
    for _ in range(10):
        token = begin(sharing_stores[0])
        with ThreadPoolExecutor(2) as both:
            calls = [both.submit(call, served, "POST", token, message) for served in sharing_stores]
        assert calls[0].result().json() == calls[1].result().json()
        assert len(call(sharing_stores[0], "GET", token).json()["turns"]) == 3
