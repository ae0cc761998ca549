"""Screenshots of the chat: every screen, light, dark and on a phone; large text and forced colours.

python scripts/screenshots.py FOLDER
python scripts/screenshots.py FOLDER --look phone --url http://localhost:5005   (one look, of a server that runs)
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.serving import serving
from tests.web.conftest import CHROMIUM, FLAGS
from tests.web.person import Person
from tests.web.screens import screens

DESK = {"viewport": {"width": 1000, "height": 860}}
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}

LOOKS: dict[str, dict[str, Any]] = {
    "light": {**DESK, "color_scheme": "light"},
    "dark": {**DESK, "color_scheme": "dark"},
    "phone": PHONE,
    "forced": {**DESK, "forced_colors": "active"},
    "large": {"viewport": {"width": 800, "height": 860}},
}
LARGE = "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%' })"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", help="the address of a running server; without it, one is started")
    parser.add_argument("--look", choices=LOOKS, action="append", help="one look only; may be given again")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with address(options.url) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for look in options.look or LOOKS:
            for name, page in screens(opener(browser, url, look), **LOOKS[look]):
                page.wait_for_timeout(150)  # for fonts and scrolling; nothing to wait for can be asked
                page.screenshot(path=options.folder / f"{name}-{look}.png")
                print(f"{name}-{look}.png", flush=True)
        browser.close()


def opener(browser: Any, url: str, look: str) -> Any:
    """What opens the chat in a window of its own; the window before is closed."""

    def open_chat(at: str = "", *, wait: bool = True, **settings: Any) -> Person:
        for context in browser.contexts:
            context.close()
        page = browser.new_context(reduced_motion="reduce", **settings).new_page()
        if look == "large":
            page.add_init_script(LARGE)
        page.goto(url + at)
        person = Person(page)
        if wait:
            person.waits()
        return person

    return open_chat


@contextlib.contextmanager
def address(given: str | None) -> Iterator[str]:
    """The address of the running server, or of one that is started for this."""
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        yield server.url


if __name__ == "__main__":
    main()
