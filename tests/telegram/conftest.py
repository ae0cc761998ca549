"""`ischia serve` on Telegram, with the double of the Bot API in Telegram's place."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.rasa.agent import MODEL
from tests.serving import free_port, running, wait_for
from tests.telegram.bot_api import BotApi
from tests.telegram.telemelya import Telemelya

TOKEN = "123456:TEST-token"


@dataclass(frozen=True)
class OnTelegram:
    """Where the server listens, the file with everything it printed, and its process."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def on_telegram(
    folder: Path, api: BotApi | Telemelya, *, token: str = TOKEN, webhook: bool = False
) -> Iterator[OnTelegram]:
    """The real server with its state in ``folder``, for as long as the block runs."""
    port, log = free_port(), folder / "server.log"
    url = f"http://127.0.0.1:{port}"
    command = (sys.executable, "-m", "bot.cli", "serve", "--port", str(port))
    variables = {
        "ISCHIA_STATE": str(folder),
        "TELEGRAM_TOKEN": token,
        "TELEGRAM_API": api.base_url.removesuffix("/bot"),
    }
    if webhook:
        variables["TELEGRAM_WEBHOOK"] = f"{url}/telegram"
    with running(log, *command, **variables) as process:
        wait_for(f"{url}/api/health")
        yield OnTelegram(url, log, process)


@pytest.fixture(scope="module", params=["polling", "webhook"])
def telegram(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotApi]:
    """The double, with Ischia at work behind it; once fetching its updates, once having them sent."""
    if not MODEL.is_file():
        pytest.skip("there is no trained model: run `make train` first")
    folder = tmp_path_factory.mktemp("telegram")
    with BotApi(token=TOKEN) as api, on_telegram(folder, api, webhook=request.param == "webhook") as on:
        api.wait_until(lambda: "Telegram: @" in on.log.read_text(), timeout=30)
        yield api


@pytest.fixture
def ann(telegram: BotApi) -> Any:
    """Somebody who has not written yet."""
    return telegram.person(first_name="Ann <b>", language_code="en")
