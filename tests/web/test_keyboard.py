"""The keyboard alone."""

from __future__ import annotations

from tests.denials import MOST_QUESTIONS, NOTHING
from tests.web.conftest import Opens
from tests.web.person import BOX, PAIN, Person


def test_the_whole_conversation_can_be_had_by_keyboard(person: Person) -> None:
    keyboard = person.page.keyboard
    assert person.focused == BOX
    keyboard.type(PAIN)
    keyboard.press("Enter")
    person.waits()
    for _ in range(MOST_QUESTIONS):
        if person.result.count():
            break
        assert person.focused == BOX
        labels = person.page.locator(".reply").all_inner_texts()
        if not labels:
            keyboard.type("44")
        else:
            person.tabs_to(next(label for label in ("That's right", *NOTHING) if label in labels))
        keyboard.press("Enter")
        person.waits()
    assert person.result.locator(".level").inner_text()
    assert person.focused == BOX
    person.tabs_to("Why this")
    keyboard.press("Enter")
    person.waits()
    assert person.page.locator(".pattern").count() >= 1


def test_boxes_are_ticked_and_answers_changed_by_keyboard(person: Person) -> None:
    person.answers_until(".several")
    person.tabs_to("Send answer")
    person.page.keyboard.press("Shift+Tab")
    person.page.keyboard.press("Space")
    person.tabs_to("Send answer", "Tab")
    person.page.keyboard.press("Enter")
    person.waits()
    assert person.focused == BOX
    person.tabs_to("Change the answer: 44")
    person.page.keyboard.press("Enter")
    person.waits()
    assert "How old are you" in person.last
    assert person.focused == BOX


def test_the_menu_opens_closes_and_gives_the_focus_back(person: Person) -> None:
    person.tabs_to("Menu")
    person.page.keyboard.press("Enter")
    assert person.button("Menu").get_attribute("aria-expanded") == "true"
    person.page.keyboard.press("Tab")
    assert person.focused == "Back"
    person.page.keyboard.press("Escape")
    assert person.button("Menu").get_attribute("aria-expanded") == "false"
    assert person.focused == "Menu"
    person.page.keyboard.press("Enter")
    person.tabs_to("Privacy", "Tab")
    person.page.keyboard.press("Enter")
    person.waits()
    assert "stays on this clinic's own server" in person.last
    assert person.focused == BOX


def test_escape_closes_the_question_before_starting_over(person: Person) -> None:
    person.says(PAIN)
    person.tabs_to("Menu")
    person.page.keyboard.press("Enter")
    person.tabs_to("Start over", "Tab")
    person.page.keyboard.press("Enter")
    assert person.focused == "Keep going"
    person.page.keyboard.press("Escape")
    person.page.get_by_role("dialog").wait_for(state="detached")
    assert person.page.get_by_text(PAIN).count() == 1
    person.page.wait_for_function("() => document.activeElement.tagName == 'ISCHIA-CHAT'")


def test_a_launched_chat_opens_by_keyboard_and_escape_gives_the_focus_back(open_chat: Opens) -> None:
    person = open_chat("/example", wait=False)
    launcher = person.button("Chat about your pain")
    launcher.focus()
    person.page.keyboard.press("Enter")
    person.waits()
    assert launcher.get_attribute("aria-expanded") == "true"
    assert person.focused == BOX
    person.page.keyboard.press("Escape")
    person.page.get_by_role("dialog").wait_for(state="detached")
    assert launcher.get_attribute("aria-expanded") == "false"
    person.page.wait_for_function("() => document.activeElement.shadowRoot?.activeElement?.className == 'launcher'")
