"""The commands of docs/api.md, run one after the other."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest

from tests.serving import ROOT, Served

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
COMMANDS = [
    command
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for command in re.findall(r"curl .*?[^\\]\n", block, re.DOTALL)
]


def run(command: str, served: Served, token: str) -> Any:
    """What a command prints, as data."""
    command = command.replace("http://localhost:5005", served.url)
    done = subprocess.run(["sh", "-c", command], env={"TOKEN": token}, capture_output=True, text=True, check=True)
    return json.loads(done.stdout or "null")


def test_the_commands_do_what_the_page_says(served: Served) -> None:
    begin, write, tap, change, read, delete, about, health = COMMANDS
    token = run(begin, served, "")["token"]
    assert run(write, served, token)["messages"][-1]["data"]["asks"] == "echo"
    assert run(tap, served, token)["id"] == "9c1d7b2e5f3a"
    assert run(change, served, token)["id"] == "0b8e3d6f1a2c"
    assert run(read, served, token)["turns"][1]["id"] == "5f2c9a1e4b7d"
    assert run(delete, served, token) is None
    assert run(read, served, token) == json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])
    assert run(about, served, "")["name"] == "Ischia"
    assert run(health, served, "") == {"status": "ok"}


@pytest.mark.parametrize("variable", re.findall(r"^\| `(ISCHIA_\w+)`", PAGE, re.MULTILINE))
def test_every_variable_is_read_somewhere(variable: str) -> None:
    assert any(f'"{variable}"' in path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
