"""The independent double telemelya, in an environment of its own, and people who talk to a bot through it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Optional

import pytest
import requests

from tests.serving import ROOT, free_port, running, wait_for
from tests.telegram.bot_api.waiting import wait_until

FOLDER = Path(__file__).parent
LOCK = FOLDER / "telemelya.lock"
HOME = ROOT / ".cache" / "telemelya"
_NEW_ENOUGH = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))"


def _starts(python: str) -> bool:
    try:
        return subprocess.run([python, "-c", _NEW_ENOUGH], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def new_enough_python() -> Optional[str]:
    """A Python of 3.11 or later that starts: PYTHON311, one on the PATH, or one of pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [os.environ.get("PYTHON311"), *(shutil.which(f"python3.{minor}") for minor in (13, 12, 11))]
    found += [str(path) for minor in (13, 12, 11) for path in sorted(pyenv.glob(f"3.{minor}.*/bin/python3"))]
    return next((python for python in found if python and _starts(python)), None)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        lines = (done.stderr + done.stdout).strip().splitlines() or ["no reason given"]
        reason = next((line for line in lines if line.startswith("ERROR")), lines[-1])
        pytest.skip(f"telemelya could not be installed: {reason}")


def environment() -> Path:
    """The Python that has telemelya, installed anew when its lock has changed; skips the test when it cannot be had."""
    python, stamp = HOME / "bin" / "python", HOME / "installed"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted and _starts(str(python)):
        return python
    base = new_enough_python()
    if base is None:
        pytest.skip("telemelya needs Python 3.11 or later: install one, or name it in PYTHON311")
    shutil.rmtree(HOME, ignore_errors=True)
    _run(base, "-m", "venv", str(HOME))
    options = ("--quiet", "--disable-pip-version-check", "--require-hashes", "--retries", "1", "--timeout", "20")
    _run(str(python), "-m", "pip", "install", *options, "-r", str(LOCK))
    stamp.write_text(wanted)
    return python


class Somebody:
    """A person who writes to the bot in a chat of their own."""

    def __init__(self, url: str, token: str, chat_id: int, first_name: str) -> None:
        self._control = f"{url}/api/v1/test"
        self._token, self.id, self._first_name = token, chat_id, first_name
        self._session = requests.Session()
        # One session of telemelya for each person keeps what the bot sends them apart.
        self._session.headers.update({"Authorization": "Bearer any", "X-Test-Session": f"person-{chat_id}"})

    def _update(self, **fields: Any) -> None:
        user = {"id": self.id, "first_name": self._first_name}
        body = {"chat_id": self.id, "from_user": user, **fields}
        answer = self._session.post(f"{self._control}/send_update", params={"bot_token": self._token}, json=body)
        answer.raise_for_status()

    def says(self, text: str) -> None:
        """Sends the bot a text."""
        self._update(text=text)

    def presses(self, label: str) -> None:
        """Presses the newest button with this label."""
        for message in reversed(self.messages):
            for row in (message["reply_markup"] or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return self._update(
                            callback_data=button["callback_data"], callback_message_id=message["message_id"]
                        )
        raise AssertionError(f"no button {label!r}\n{self.transcript}")

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Each call of the bot that was about this person."""
        answer = self._session.get(f"{self._control}/responses")
        answer.raise_for_status()
        return list(answer.json()["responses"])

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What the bot has in the chat now, after edits; telemelya keeps the keyboard when an edit leaves it out."""
        now: dict[int, dict[str, Any]] = {}
        for call in self.calls:
            if call["method"] in ("sendMessage", "editMessageText", "editMessageReplyMarkup"):
                now[call["message_id"]] = call
            if call["method"] == "deleteMessage":
                now.pop(call["message_id"], None)
        return list(now.values())

    @property
    def transcript(self) -> str:
        """What the bot said."""
        return "\n".join(str(message["text"]) for message in self.messages) or "(the bot said nothing)"

    def waits_for(self, ready: Callable[[list[dict[str, Any]]], Any], timeout: float = 30) -> Any:
        """What ``ready`` gives for the messages, once that is true."""
        return wait_until(threading.Condition(), lambda: ready(self.messages), timeout, lambda: self.transcript)


class Telemelya:
    """Where telemelya listens."""

    def __init__(self, url: str) -> None:
        self.url, self.base_url = url, f"{url}/bot"

    def person(self, token: str, chat_id: int = 4_200_001, first_name: str = "Ann") -> Somebody:
        """Somebody who talks to the bot with this ``token``."""
        return Somebody(self.url, token, chat_id, first_name)


@contextlib.contextmanager
def telemelya(folder: Path) -> Iterator[Telemelya]:
    """telemelya for as long as the block runs, with its log in ``folder``."""
    python, port = environment(), free_port()
    command = (str(python), "-I", str(FOLDER / "telemelya_server.py"), str(port))
    with running(folder / "telemelya.log", *command):
        wait_for(f"http://127.0.0.1:{port}/")
        yield Telemelya(f"http://127.0.0.1:{port}")
