"""The files of deploy/ as far as they can be checked without a container engine."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.serving import ROOT

FOLDER = ROOT / "deploy"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    # Not by ruamel.yaml: Rasa teaches it to fill in ${...} from the environment.
    return dict(yaml.safe_load((FOLDER / "compose.yml").read_text(encoding="utf-8"))["services"])


def test_both_servers_know_every_variable_of_their_stores(services: dict[str, Any]) -> None:
    needed = set(re.findall(r"\$\{(\w+)\}", (FOLDER / "endpoints.production.yml").read_text(encoding="utf-8")))
    for name in ("ischia-1", "ischia-2"):
        assert needed <= set(services[name]["environment"])


def test_the_proxy_sends_to_services_that_are_there(services: dict[str, Any]) -> None:
    proxied = re.findall(r"([\w-]+):5005", (FOLDER / "Caddyfile").read_text(encoding="utf-8"))
    assert set(proxied) == {"ischia-1", "ischia-2"} <= set(services)


def test_updates_of_telegram_go_to_the_one_server_that_has_the_token(services: dict[str, Any]) -> None:
    caddyfile = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    (server,) = re.findall(r"handle /telegram {.*?reverse_proxy ([\w-]+):5005\n", caddyfile, re.DOTALL)
    assert [name for name, s in services.items() if "TELEGRAM_TOKEN" in s.get("environment", {})] == [server]


def test_every_service_waits_for_services_that_can_tell_when_they_are_ready(services: dict[str, Any]) -> None:
    awaited = {name for service in services.values() for name in service.get("depends_on", {})}
    assert awaited == {name for name, service in services.items() if "healthcheck" in service}


def test_no_secret_is_written_down(services: dict[str, Any]) -> None:
    given = [service.get("environment", {}) for service in services.values()]
    secrets = [value for variables in given for name, value in variables.items() if re.search("SECRET|PASSWORD", name)]
    assert secrets
    assert all(value.startswith("${") for value in secrets)
