"""What a clinic sets, as people and pages meet it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from sanic import Sanic
from sanic.compat import Header
from sanic.request import Request

from bot.channels.web import _address
from bot.rasa.agent import MODEL
from tests.serving import Served, serving

CLINIC = """
name: Green Lane Physiotherapy
logo: logo.svg
colours: {accent: "#7A1F3D"}
greeting: Welcome. We read nothing of what you write here.
region: US
phone: "+1 555 0100"
booking_link: https://book.example
opening_hours: Monday to Friday, 9 to 5
session_hours: 2
limits: {messages_per_minute: 4, sessions_per_hour: 3}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of this clinic, behind one proxy."""
    if not MODEL.is_file():
        pytest.skip("there is no trained model: run `make train` first")
    folder = tmp_path_factory.mktemp("clinic")
    (folder / "clinic.yml").write_text(CLINIC, encoding="utf-8")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    with serving(folder, ISCHIA_CLINIC=str(folder / "clinic.yml"), ISCHIA_PROXIES="1") as server:
        yield server


def call(clinic: Served, method: str, path: str, address: str, token: str = "", **options: Any) -> requests.Response:
    headers = {"X-Forwarded-For": address, "Authorization": f"Bearer {token}"}
    return requests.request(method, clinic.url + path, headers=headers, timeout=60, **options)


def begin(clinic: Served, address: str) -> requests.Response:
    return call(clinic, "POST", "/api/sessions", address)


def test_a_page_learns_the_clinics_name_colours_and_numbers(clinic: Served) -> None:
    about = call(clinic, "GET", "/api/about", "192.0.2.1").json()
    assert about["name"] == "Green Lane Physiotherapy"
    assert about["colours"] == {"accent": "#7a1f3d", "on_accent": "#ffffff"}
    assert about["greeting"].startswith("Welcome")
    assert about["emergency_number"] == "911"
    assert (about["phone"], about["booking_link"]) == ("+1 555 0100", "https://book.example")
    assert about["minutes"] == 120


def test_the_logo_is_shown_and_no_script_in_it_runs(clinic: Served) -> None:
    about = call(clinic, "GET", "/api/about", "192.0.2.1").json()
    logo = call(clinic, "GET", about["logo"], "192.0.2.1")
    assert (logo.text, logo.headers["content-type"]) == (LOGO, "image/svg+xml")
    assert "sandbox" in logo.headers["content-security-policy"]
    assert "script-src" not in logo.headers["content-security-policy"]


def test_whoever_sends_too_much_is_told_when_to_come_back_and_whom_to_call(clinic: Served) -> None:
    token = begin(clinic, "192.0.2.2").json()["token"]
    for _ in range(5):
        response = call(clinic, "POST", "/api/messages", "192.0.2.2", token, json={"text": "hello"})
    assert (response.status_code, response.json()["code"]) == (429, "too_many")
    assert 1 <= int(response.headers["retry-after"]) <= 60
    assert "call 911" in response.json()["title"]


def test_an_address_that_begins_too_many_conversations_must_wait_and_others_need_not(clinic: Served) -> None:
    answers = [begin(clinic, "192.0.2.3").status_code for _ in range(4)]
    assert answers == [201, 201, 201, 429]
    assert begin(clinic, "192.0.2.4").status_code == 201


def test_an_address_that_a_client_made_up_does_not_matter(clinic: Served) -> None:
    answers = [begin(clinic, f"203.0.113.{number}, 192.0.2.5").status_code for number in range(4)]
    assert answers == [201, 201, 201, 429]


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "198.51.100.7", "192.0.2.9"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "made up, 198.51.100.7", "198.51.100.7"),
        (2, "198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (1, None, "192.0.2.9"),
    ],
)
def test_only_trusted_proxies_are_believed(proxies: int, told: str | None, address: str) -> None:
    app = Sanic("ischia_proxies", configure_logging=False, register=False)
    app.config.PROXIES_COUNT = proxies
    headers = Header({"x-forwarded-for": told} if told else {})
    request = Request(b"/", headers, "1.1", "GET", None, app)  # type: ignore[arg-type]
    request.conn_info = SimpleNamespace(client_ip="192.0.2.9")  # type: ignore[assignment]
    assert _address(request) == address
