"""A real browser at the real server, and a person in front of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import ROOT, Served
from tests.web.person import Person

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE_MS = 30_000

Opens = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents and "open_chat" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def url(served: Served) -> str:
    return served.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not shutil.which(CHROMIUM):
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_chat(browser: Any, url: str) -> Iterator[Opens]:
    """Opens the chat's own page, or another, in a fresh window."""
    contexts = []

    def open_page(at: str = "", *, wait: bool = True, **settings: Any) -> Person:
        contexts.append(browser.new_context(**{"reduced_motion": "reduce", **settings}))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(at if ":" in at else url + at)
        person = Person(page)
        if wait:
            person.waits()
        return person

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def person(open_chat: Opens) -> Person:
    return open_chat()


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The packages of package-lock.json, installed once."""
    folder = ROOT / "node_modules"
    if not (folder / "axe-core").is_dir():
        if not shutil.which("npm"):
            pytest.skip("axe-core is missing, and there is no npm to install it: see package.json")
        installed = subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=ROOT, capture_output=True, text=True)
        if installed.returncode:
            pytest.skip(f"npm ci failed: {installed.stderr.strip().splitlines()[-1:]}")
    return folder


@pytest.fixture(scope="session")
def axe(node_modules: Path) -> Callable[[Any], list[str]]:
    """What axe-core finds wrong on a page, a line each."""
    source = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    run = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(found =>
        found.nodes.map(node => `${found.id}: ${node.target.flat().join(" ")} ${node.failureSummary}`))"""

    def problems(page: Any) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found: list[str] = page.evaluate(run)
        return found

    return problems
