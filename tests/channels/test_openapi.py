"""The description of the web API against the real server, and against what the server could be asked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator
from sanic import Sanic

from bot.channels.description import description
from bot.channels.problems import known_problems
from bot.channels.sessions import Sessions
from bot.channels.web import WebChannel
from tests.serving import ROOT, Served

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
CONFIGURATION = ROOT / "tests" / "channels" / "schemathesis.toml"
MOST_QUESTIONS = 25


def routes() -> Iterator[tuple[str, str]]:
    """Every path and method the web channel answers."""
    app = Sanic("ischia_routes", configure_logging=False, register=False)
    app.blueprint(WebChannel(Sessions("a" * 48, 3600), with_page=True).blueprint(lambda _: None))
    for route in app.router.routes:
        path = "/" + route.path.replace("<name:path>", "{name}")
        yield from ((path, method.lower()) for method in route.methods)


def test_every_route_is_described_and_nothing_else() -> None:
    described = {(path, method) for path, item in description()["paths"].items() for method in item}
    assert described == set(routes())


def test_every_code_is_described() -> None:
    assert set(description()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]) == set(known_problems())


def test_every_status_of_a_problem_is_described_but_that_of_a_wrong_method() -> None:
    answers = [operation["responses"] for item in description()["paths"].values() for operation in item.values()]
    statuses = {int(status) for responses in answers for status in responses}
    assert {problem["status"] for problem in known_problems().values()} - {405} <= statuses


def test_the_description_is_served(served: Served) -> None:
    assert requests.get(f"{served.url}/api/openapi.json", timeout=60).json() == description()


def test_schemathesis_finds_nothing(served: Served, tmp_path: Path) -> None:
    command = [str(SCHEMATHESIS), "--config-file", str(CONFIGURATION), "run", f"{served.url}/api/openapi.json"]
    ended = subprocess.run([*command, "--no-color"], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def fits(name: str, data: Any) -> None:
    """Raises ValidationError when ``data`` is not as the description of ``name`` says."""
    document = description()
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    Draft202012Validator(schema).validate(data)


CONVERSATIONS = [
    ("My left buttock has hurt for three weeks when I sit", "result"),
    ("I can't feel when I wipe, and I can't pee", "result"),
    ("What is piriformis syndrome?", "answer"),
]


@pytest.mark.parametrize(("opening", "ends_with"), CONVERSATIONS)
def test_a_whole_conversation_is_as_described(served: Served, opening: str, ends_with: str) -> None:
    begun = requests.post(f"{served.url}/api/sessions", timeout=60).json()
    fits("Session", begun)
    headers = {"Authorization": f"Bearer {begun['token']}"}
    texts = iter([opening, "summary", "That's right", "44", *["No"] * MOST_QUESTIONS])
    types: set[str] = set()
    while ends_with not in types:
        body = {"text": next(texts)}
        replies = requests.post(f"{served.url}/api/messages", json=body, headers=headers, timeout=60).json()
        fits("Replies", replies)
        types |= {message["data"]["type"] for message in replies["messages"] if "data" in message}
    fits("Transcript", requests.get(f"{served.url}/api/messages", headers=headers, timeout=60).json())


@pytest.mark.parametrize("name", ["Message", "Problem"])
def test_the_examples_are_as_described(name: str) -> None:
    for example in description()["components"]["schemas"][name]["examples"]:
        fits(name, example)


def test_about_is_as_described(served: Served) -> None:
    fits("About", requests.get(f"{served.url}/api/about", timeout=60).json())
