"""Screenshots of the chat page: every kind of message, each light, dark and on a phone.

python scripts/screenshots.py docs/screenshots
python scripts/screenshots.py docs/screenshots --url http://localhost:5005   (a server that already runs)
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1000, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1000, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True},
}
PAIN = "The middle of my left buttock has hurt for three weeks, mostly when I sit. Getting up and walking eases it."
EMERGENCY = "My back is agony, I can't pee and I'm numb between my legs"
MOST_QUESTIONS = 25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", help="the address of a running server; without it, one is started")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with contextlib.nullcontext(options.url) if options.url else serving() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for look, settings in LOOKS.items():
            page = browser.new_context(reduced_motion="reduce", **settings).new_page()
            page.goto(url)
            for name in moments(page):
                page.wait_for_timeout(150)
                page.screenshot(path=str(options.folder / f"{name}-{look}.png"))
                print(f"{name}-{look}.png", flush=True)
            page.context.close()
        browser.close()


def moments(page: Any) -> Iterator[str]:
    """Plays one conversation and pauses at each moment worth a picture."""
    page.locator(".turn").first.wait_for(timeout=60_000)
    settle(page)
    yield "greeting"
    say(page, PAIN)
    yield "echo"
    page.get_by_role("button", name="That's right").click()
    settle(page)
    say(page, "44")
    yield "question"
    pictured = False
    for _ in range(MOST_QUESTIONS):
        if page.locator(".result").count():
            break
        toggles = page.locator(".reply[aria-pressed]:enabled")
        if toggles.count():
            if not pictured:
                toggles.nth(0).click()
                yield "checklist"
                toggles.nth(0).click()
                pictured = True
            page.locator(".reply:enabled", has_text="None of these").click()
        else:
            no = page.get_by_role("button", name="No", exact=True, disabled=False)
            (no if no.count() else page.locator(".reply:enabled")).first.click()
        settle(page)
    yield "result"
    page.get_by_role("button", name="Start over").click()
    page.locator("dialog").get_by_role("button", name="Start over").click()
    settle(page)
    say(page, EMERGENCY)
    yield "emergency"


def say(page: Any, text: str) -> None:
    page.get_by_label("Write your message").fill(text)
    page.keyboard.press("Enter")
    settle(page)


def settle(page: Any) -> None:
    """Waits for the reply."""
    page.wait_for_timeout(100)
    page.locator("#typing").wait_for(state="hidden", timeout=60_000)


@contextlib.contextmanager
def serving(patience: float = 240) -> Iterator[str]:
    """A server of its own on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        give_up = time.monotonic() + patience
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{url}/api/health", timeout=5)
                break
            if server.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError("The server did not start.")
            time.sleep(1)
        yield url
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main()
