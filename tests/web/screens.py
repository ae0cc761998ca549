"""Every screen of the chat, one after the other: for axe-core and for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.web.person import CAUDA_EQUINA, PAIN, Person

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}

TODAY = "My left calf is swollen, hot and red and it hurts since yesterday"
CANCER = "I have cancer and my hip hurts"
SOON = "I take steroid tablets and my hip hurts"

Screen = tuple[str, Any]


def screens(open_chat: Callable[..., Person], **settings: Any) -> Iterator[Screen]:
    """The name of each screen and the page that shows it."""
    yield from launched(open_chat, settings)
    yield from asked(open_chat(**settings))
    yield from placed(open_chat(**settings))
    yield from scaled(open_chat(**settings))
    for name, opening in (("emergency", CAUDA_EQUINA), ("today", TODAY), ("soon", SOON)):
        person = open_chat(**settings)
        person.answers_until(".result", opening)
        yield f"result-{name}", person.page
    yield from troubled(open_chat(**settings))


def launched(open_chat: Callable[..., Person], settings: dict[str, Any]) -> Iterator[Screen]:
    person = open_chat("/example", wait=False, **settings)
    person.button("Chat about your pain").wait_for()
    yield "launcher", person.page
    person.button("Chat about your pain").click()
    person.waits()
    yield "panel", person.page
    person.button("Menu").click()
    yield "menu", person.page


def asked(person: Person) -> Iterator[Screen]:
    yield "greeting", person.page
    person.says(PAIN)
    yield "echo", person.page
    person.presses("That's right")
    yield "age", person.page
    person.says("44")
    yield "question", person.page
    person.answers_until(".several", "no")
    person.page.locator(".several").get_by_role("checkbox").first.check()
    yield "checklist", person.page
    person.answers_until(".result", "none of these")
    yield "result-self-care", person.page
    person.page.locator(".steps").get_by_role("checkbox").first.check()
    yield "steps", person.page
    person.button("Menu").click()
    person.button("Start over").click()
    yield "start-over", person.page


def placed(person: Person) -> Iterator[Screen]:
    if person.button("Point to the place on a picture").count():
        person.button("Point to the place on a picture").click()
    person.button("Buttock, left").click()
    person.button("Lower back").click()
    yield "picture", person.page
    person.says("it hurts")
    person.says("44")
    person.button("Lower back").click()
    yield "site", person.page


def scaled(person: Person) -> Iterator[Screen]:
    person.answers_until(".scale", CANCER)
    yield "scale", person.page


def troubled(person: Person) -> Iterator[Screen]:
    person.says(PAIN)
    person.page.context.set_offline(True)
    person.button("That's right").click()
    person.page.get_by_text("Not sent yet").wait_for()
    yield "trouble", person.page
    person.page.context.set_offline(False)
    person.waits()
    person.button("Menu").click()
    person.button("Delete this conversation").click()
    yield "delete", person.page
    person.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    person.button("Start a new conversation").wait_for()
    yield "ended", person.page
