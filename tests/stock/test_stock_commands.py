"""The stock commands on the same files: `rasa run actions` and `rasa run` as two processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import requests

from bot.rasa.agent import MODEL
from tests.serving import free_port, running, wait_for

RASA = str(Path(sys.executable).with_name("rasa"))


@pytest.mark.slow
def test_two_processes_hold_the_same_conversation(tmp_path: Path) -> None:
    actions, server = free_port(), free_port()
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n", encoding="utf-8")
    with (
        running(tmp_path / "actions.log", RASA, "run", "actions", "--port", str(actions)),
        running(
            tmp_path / "server.log",
            *(RASA, "run", "--model", str(MODEL), "--port", str(server), "--endpoints", str(endpoints)),
            ISCHIA_STATE=str(tmp_path),
        ),
    ):
        wait_for(f"http://127.0.0.1:{actions}/health")
        api = f"http://127.0.0.1:{server}/webhooks/web/api"
        wait_for(f"{api}/health")
        token = requests.post(f"{api}/sessions", timeout=60).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        first = requests.post(f"{api}/messages", json={"text": "sore left hip"}, headers=headers, timeout=60).json()
        assert first["messages"][-1]["data"]["type"] == "echo"
        second = requests.post(f"{api}/messages", json={"text": "yes"}, headers=headers, timeout=60).json()
        assert second["messages"][-1]["data"]["asks"] == "age"
