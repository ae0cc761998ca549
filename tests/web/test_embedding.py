"""The one tag on a clinic's page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import Opens
from tests.web.person import PAIN

CLINIC = "https://clinic.example/"
NEARBY = ["local-network-access"]
"""Chromium asks before a public site may load from this machine; a real Ischia has a public address too."""


@pytest.fixture
def clinic_page(url: str) -> Any:
    """Serves a page of a clinic, at an address that tests/clinic.yml allows, with a policy as strict as can be."""
    policy = f"default-src 'none'; script-src {url}; connect-src {url}; img-src {url}"

    def serve(page: Any, body: str = "", head: str = "") -> None:
        html = f'<!doctype html><html lang="en"><title>A clinic</title>{head}<main>{body}</main>'
        html += f'<script src="{url}/assets/ischia.js" async></script></html>'
        answer = {"body": html, "content_type": "text/html", "headers": {"Content-Security-Policy": policy}}
        page.route(f"{CLINIC}**", lambda route: route.fulfill(**answer))
        page.goto(CLINIC)

    return serve


def test_one_tag_on_another_site_under_a_strict_policy_is_enough(open_chat: Opens, clinic_page: Any) -> None:
    person = open_chat("about:blank", wait=False, permissions=NEARBY)
    complaints: list[str] = []
    person.page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    clinic_page(person.page)
    person.button("Chat about your pain").click()
    person.waits()
    person.says(PAIN)
    assert "This is what I understood" in person.last
    background = person.button("Send").evaluate("e => getComputedStyle(e).backgroundColor")
    assert background == "rgb(29, 97, 85)"
    assert [line for line in complaints if "favicon" not in line] == []


def test_no_conversation_begins_before_the_chat_is_opened(open_chat: Opens) -> None:
    person = open_chat("/example", wait=False)
    begun: list[str] = []
    person.page.on("request", lambda request: begun.append(request.url) if "sessions" in request.url else None)
    person.button("Chat about your pain").wait_for()
    assert begun == []
    person.button("Chat about your pain").click()
    person.waits()
    assert len(begun) == 1


def test_an_element_on_the_page_is_used_where_it_stands(open_chat: Opens, clinic_page: Any) -> None:
    person = open_chat("about:blank", wait=False, permissions=NEARBY)
    clinic_page(person.page, body="<ischia-chat inline></ischia-chat>")
    person.waits()
    assert person.page.locator("ischia-chat").count() == 1
    assert person.page.locator(".launcher").count() == 0
    assert person.page.evaluate("document.activeElement === document.body"), "the page's own focus is left alone"


def test_the_styles_of_the_page_and_of_the_chat_leave_each_other_alone(open_chat: Opens, url: str) -> None:
    person = open_chat("/example", wait=False)
    heading = "getComputedStyle(document.querySelector('h1')).fontSize"
    before = person.page.evaluate(heading)
    person.page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("button, p { color: red !important; float: left }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    person.button("Chat about your pain").click()
    person.waits()
    assert person.page.evaluate(heading) == before
    assert person.turns.first.locator("p").first.evaluate("e => getComputedStyle(e).color") != "rgb(255, 0, 0)"


def test_a_launched_chat_stays_open_over_a_reload_and_keeps_what_was_said(open_chat: Opens) -> None:
    person = open_chat("/example", wait=False)
    person.button("Chat about your pain").click()
    person.waits()
    person.says(PAIN)
    person.page.reload()
    person.waits()
    assert "This is what I understood" in person.last


def test_the_clinics_name_greeting_and_links_are_shown(open_chat: Opens) -> None:
    person = open_chat(wait=False)
    clinic = {
        "name": "Harbour Street",
        "greeting": "Welcome to our clinic.",
        "phone": "020 7946 0018",
        "booking_link": "https://clinic.example/book",
        "opening_hours": "Mon to Fri",
    }

    def of_a_clinic(route: Any) -> None:
        route.fulfill(json={**route.fetch().json(), **clinic})

    person.page.route("**/api/about", of_a_clinic)
    person.page.reload()
    person.waits()
    assert person.page.get_by_role("heading", name="Harbour Street").is_visible()
    assert person.page.get_by_text("Welcome to our clinic.").is_visible()
    person.answers_until(".result", "I have been on steroids for years and my hip hurts")
    phone = person.result.get_by_role("link", name="Call Harbour Street: 020 7946 0018")
    assert phone.get_attribute("href") == "tel:02079460018"
    assert person.result.get_by_role("link", name="Book a visit").get_attribute("href") == clinic["booking_link"]
    assert person.result.get_by_text("Open: Mon to Fri").is_visible()
