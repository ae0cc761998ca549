"""PostgreSQL and Redis as processes of their own, for tests of several servers; skips where they are not installed."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import free_port, running

READY_SECONDS = 30


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[dict[str, str]]:
    """A PostgreSQL with its data in ``folder``; the variables of endpoints.production.yml that lead to it."""
    programs, port, user = _postgresql_programs(), free_port(), _owner()
    data = folder / "postgresql"
    data.mkdir()
    shutil.chown(data, user)
    as_user = {"user": user} if os.getuid() == 0 else {}
    for parent in (folder, *folder.parents[:2]):  # pytest keeps its folders to their owner
        parent.chmod(0o755)
    create = [str(programs / "initdb"), "--username=ischia", "--auth=trust", "--no-sync", str(data)]
    subprocess.run(create, cwd=data, check=True, capture_output=True, **as_user)  # type: ignore[call-overload]
    serve = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(data), "-F"]
    server = subprocess.Popen(serve, cwd=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_user)
    try:
        _wait_for_port(port)
        create = [str(programs / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "ischia", "ischia"]
        _until_it_works(create)
        yield {
            "POSTGRES_HOST": "127.0.0.1",
            "POSTGRES_PORT": str(port),
            "POSTGRES_DB": "ischia",
            "POSTGRES_USER": "ischia",
            "POSTGRES_PASSWORD": "none",
        }
    finally:
        server.terminate()
        server.wait(timeout=30)


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[dict[str, str]]:
    """A Redis that keeps nothing on the disk; the variables that lead to it."""
    program, port = shutil.which("redis-server"), free_port()
    if program is None:
        pytest.skip("there is no redis-server on this machine")
    command = (program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder))
    with running(folder / "redis.log", *command):
        _wait_for_port(port)
        yield {
            "REDIS_HOST": "127.0.0.1",
            "REDIS_PORT": str(port),
            "ISCHIA_REDIS_URL": f"redis://127.0.0.1:{port}/2",
        }


def _postgresql_programs() -> Path:
    """The folder with PostgreSQL's own programs."""
    asked = shutil.which("pg_config")
    folder = Path(subprocess.check_output([asked, "--bindir"], text=True).strip()) if asked else Path("/")
    if not (folder / "initdb").is_file():
        pytest.skip("there is no PostgreSQL server on this machine")
    return folder


def _owner() -> str:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return getpass.getuser()
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _wait_for_port(port: int) -> None:
    for _ in range(READY_SECONDS * 10):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing listens on port {port}")


def _until_it_works(command: list[str]) -> None:
    for _ in range(READY_SECONDS * 10):
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError(f"{command[0]} did not work")
