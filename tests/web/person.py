"""What a person does at the chat, and what they see."""

from __future__ import annotations

from typing import Any

from tests.denials import MOST_QUESTIONS, NOTHING

PAIN = "My left buttock has hurt for three weeks when I sit"
CAUDA_EQUINA = "I can't pee and I'm numb between my legs"

_FOCUSED = """() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  if (!found || found === document.body) return "nowhere";
  return found.getAttribute("aria-label") ?? found.textContent.trim();
}"""

BOX = "Write your message"
LOG = "Conversation"


class Person:
    """Somebody in front of the chat."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.box = page.get_by_label(BOX)
        self.turns = page.locator(".theirs")
        self.result = page.locator(".result")

    def waits(self) -> None:
        """Until the reply is there."""
        self.page.locator("[role=log][aria-busy=false]").wait_for()

    def says(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")
        self.waits()

    def presses(self, name: str) -> None:
        self.button(name).click()
        self.waits()

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=name, exact=True)

    def chooses(self, item: str) -> None:
        """Opens the menu and presses an item."""
        self.button("Menu").click()
        self.presses(item)

    @property
    def last(self) -> str:
        """The last thing Ischia said."""
        return str(self.turns.last.inner_text())

    @property
    def focused(self) -> str:
        """The name of what has the focus; "nowhere" is never right."""
        return str(self.page.evaluate(_FOCUSED))

    @property
    def announced(self) -> list[str]:
        return list(self.page.locator("[aria-live=polite] p").all_text_contents())

    def tabs_to(self, name: str, key: str = "Shift+Tab") -> None:
        """Moves the focus with the keyboard alone."""
        for _ in range(60):
            if self.focused == name:
                return
            self.page.keyboard.press(key)
            assert self.focused != "nowhere" or key == "Tab", "the focus is lost"
        raise AssertionError(f"the keyboard does not reach {name!r}")

    def answers_until(self, selector: str, opening: str = PAIN) -> None:
        """Says where it hurts, then no to everything, until something is on the screen."""
        self.says(opening)
        for _ in range(MOST_QUESTIONS):
            if self.page.locator(selector).count():
                return
            labels = self.page.locator(".reply").all_inner_texts()
            if not labels:
                self.says("44")
                continue
            wanted = ("That's right", *NOTHING)
            self.presses(next((label for label in wanted if label in labels), labels[-1]))
        raise AssertionError(f"{selector} did not come")

    def sideways(self) -> int:
        """How many pixels of the page or the chat lie beyond the right edge."""
        return int(
            self.page.evaluate(
                """() => Math.max(...[document.documentElement, ...document.querySelector("ischia-chat").shadowRoot
                  .querySelectorAll(".log, .scroller")].map(part => part.scrollWidth - part.clientWidth))"""
            )
        )
