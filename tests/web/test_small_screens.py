"""Phones, large text, low windows, and texts that are hard to fit."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import Opens
from tests.web.person import CAUDA_EQUINA, PAIN, Person
from tests.web.screens import screens

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
SMALL_TARGETS = """() => [...document.querySelector("ischia-chat").shadowRoot
  .querySelectorAll("button, input, summary, [role=button], .call, .notice a")]
  .map(e => [e.getAttribute("aria-label") ?? e.textContent, (e.closest("label") ?? e).getBoundingClientRect()])
  .filter(([, r]) => r.width && (r.width < 24 || r.height < 24)).map(([name]) => name)"""


def test_no_screen_scrolls_sideways_on_a_320_px_phone_and_all_targets_are_large(open_chat: Opens) -> None:
    wide, small = {}, {}
    for name, page in screens(open_chat, **PHONE):
        wide[name] = Person(page).sideways()
        small[name] = page.evaluate(SMALL_TARGETS)
    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}
    assert {name: targets for name, targets in small.items() if targets} == {}


def test_the_whole_conversation_works_at_twice_the_text_size(open_chat: Opens) -> None:
    person = open_chat(viewport={"width": 640, "height": 740})
    person.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert person.box.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 32
    person.answers_until(".result")
    assert person.sideways() == 0
    assert person.button("Send").evaluate("e => e.getBoundingClientRect().right <= innerWidth")


@pytest.mark.parametrize("size", [{"width": 640, "height": 320}, {"width": 320, "height": 256}])
def test_a_low_window_scrolls_as_one_and_the_box_can_be_reached(open_chat: Opens, size: dict[str, int]) -> None:
    person = open_chat(viewport=size)
    person.says(PAIN)
    person.button("Send").scroll_into_view_if_needed()
    assert person.box.is_visible()
    person.presses("That's right")
    assert "How old are you" in person.last
    assert person.sideways() == 0


@pytest.mark.parametrize(
    "text",
    ["x" * 300, "Мне больно 😣 " * 60, "يؤلمني ظهري منذ أسبوع عندما أجلس", "my hip hurts " * 150],
    ids=["one long word", "emoji", "right to left", "2,000 characters"],
)
def test_any_text_fits(open_chat: Opens, text: str) -> None:
    person = open_chat(**PHONE)
    person.says(text[:2000])
    assert person.sideways() <= 0
    assert person.page.locator(".yours .bubble").first.evaluate("e => e.getBoundingClientRect().left >= 0")


def test_a_finger_brings_up_no_keyboard_and_goes_to_the_new_message(open_chat: Opens) -> None:
    person = open_chat(**PHONE)
    person.says(PAIN)
    person.button("That's right").tap()
    person.waits()
    assert person.page.evaluate("document.querySelector('ischia-chat').shadowRoot.activeElement.className") == (
        "turn theirs"
    )
    assert person.focused == "Ischia"


def test_the_launched_chat_fills_a_phone_and_leaves_no_way_behind_it(open_chat: Opens) -> None:
    person = open_chat("/example", wait=False, **PHONE)
    person.button("Chat about your pain").tap()
    person.waits()
    panel: Any = person.page.get_by_role("dialog").bounding_box()
    assert (panel["width"], panel["height"]) == (320, 640)
    assert person.page.locator("dialog:modal").count() == 1
    person.says(CAUDA_EQUINA)
    assert person.result.is_visible()
    assert "Get help now" in person.announced[0]
    person.button("Close the chat").tap()
    person.page.get_by_role("dialog").wait_for(state="detached")
    assert person.button("Chat about your pain").is_visible()
