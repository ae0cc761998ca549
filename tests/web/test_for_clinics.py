"""docs/for-clinics.md keeps its word: its settings are taken, and its page shows the chat."""

from __future__ import annotations

import re
from pathlib import Path

from bot.clinic import load_clinic
from tests.serving import ROOT
from tests.web.conftest import Opens
from tests.web.person import PAIN
from tests.web.test_embedding import CLINIC, NEARBY

GUIDE = (ROOT / "docs" / "for-clinics.md").read_text(encoding="utf-8")
SERVER = "https://chat.example.org"


def example(language: str, number: int = 0) -> str:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)[number]


def test_the_settings_of_the_guide_are_taken(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "clinic.yml").write_text(example("yaml"), encoding="utf-8")
    clinic = load_clinic.__wrapped__(tmp_path / "clinic.yml")
    assert clinic.name == "Harbour Street Physiotherapy"
    assert clinic.origins == ("https://www.example.org",)


def test_the_page_of_the_guide_shows_the_chat(open_chat: Opens, url: str) -> None:
    person = open_chat("about:blank", wait=False, permissions=NEARBY)
    html = example("html").replace(SERVER, url)
    person.page.route(f"{CLINIC}**", lambda route: route.fulfill(body=html, content_type="text/html"))
    person.page.goto(CLINIC)
    person.button("Chat about your pain").click()
    person.waits()
    person.says(PAIN)
    assert "This is what I understood" in person.last


def test_the_element_of_the_guide_stands_in_the_page(open_chat: Opens, url: str) -> None:
    person = open_chat("about:blank", wait=False, permissions=NEARBY)
    html = example("html").replace(SERVER, url).replace("</body>", f"{example('html', 1)}</body>")
    person.page.route(f"{CLINIC}**", lambda route: route.fulfill(body=html, content_type="text/html"))
    person.page.goto(CLINIC)
    person.waits()
    assert person.page.locator(".launcher").count() == 0
