"""The real server, as `ischia serve` starts it, for tests that talk to it over HTTP."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[1]
CLINIC = ROOT / "tests" / "clinic.yml"
READY_SECONDS = 240


@dataclass(frozen=True)
class Served:
    """Where the server listens, and the file with everything it printed."""

    url: str
    log: Path


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(log: Path, *command: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process for as long as the block runs."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(ROOT), **variables}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(url: str) -> None:
    """Until something answers at ``url``."""
    for _ in range(READY_SECONDS):
        with contextlib.suppress(requests.ConnectionError):
            requests.get(url, timeout=5)
            return
        time.sleep(1)
    raise AssertionError(f"{url} did not come up")


@contextlib.contextmanager
def serving(folder: Path, **variables: str) -> Iterator[Served]:
    """`ischia serve` with its state in ``folder``, and with other environment variables where given."""
    with several_serving(folder, 1, **variables) as servers:
        yield servers[0]


@contextlib.contextmanager
def several_serving(folder: Path, count: int, **variables: str) -> Iterator[list[Served]]:
    """Several servers with their state in the same ``folder``."""
    environment = {"ISCHIA_STATE": str(folder), "ISCHIA_CLINIC": str(CLINIC), **variables}
    servers = []
    with contextlib.ExitStack() as processes:
        for port in [free_port() for _ in range(count)]:
            log = folder / f"server-{port}.log"
            command = (sys.executable, "-m", "bot.cli", "serve", "--port", str(port))
            processes.enter_context(running(log, *command, **environment))
            servers.append(Served(f"http://127.0.0.1:{port}", log))
        for server in servers:
            wait_for(f"{server.url}/api/health")
        yield servers
