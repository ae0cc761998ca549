"""The chat page in a real browser against the real server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.serving import Served

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PAIN = "My left buttock has hurt for three weeks when I sit"
NOTHING = ("No", "None of these", "Nowhere else", "Neither", "Not sure")
MOST_QUESTIONS = 25

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def url(served: Served) -> str:
    return served.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not shutil.which(CHROMIUM):
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Chat:
    """A person at the page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.box = page.get_by_label("Write your message")

    def says(self, text: str) -> None:
        self.box.fill(text)
        self.page.keyboard.press("Enter")
        self.waits()

    def waits(self) -> None:
        self.page.wait_for_timeout(100)
        self.page.locator("#typing").wait_for(state="hidden", timeout=60_000)

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=name, exact=True, disabled=False)

    @property
    def last(self) -> str:
        return str(self.page.locator(".turn").last.inner_text())

    @property
    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.textContent"))

    def reaches(self, choose: str) -> None:
        """Steps back from the box with Shift+Tab to the button and presses it."""
        for _ in range(20):
            self.page.keyboard.press("Shift+Tab")
            if self.focused == choose:
                self.page.keyboard.press("Enter")
                return self.waits()
        raise AssertionError(f"the keyboard does not reach {choose!r}")

    def reaches_the_checklist(self) -> None:
        """Answers no to every question until one lets several answers be picked."""
        self.says(PAIN)
        self.says("That's right")
        self.says("44")
        for _ in range(MOST_QUESTIONS):
            if self.page.locator(".reply[aria-pressed]:enabled").count():
                return
            self.says("no" if self.button("No").count() else "not sure")
        raise AssertionError("no checklist came")


@pytest.fixture
def open_chat(browser: Any, url: str) -> Iterator[Any]:
    contexts = []

    def open_page(**settings: Any) -> Chat:
        contexts.append(browser.new_context(**{"reduced_motion": "reduce", **settings}))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.goto(url)
        chat = Chat(page)
        page.locator(".turn").first.wait_for()
        chat.waits()
        return chat

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def chat(open_chat: Any) -> Chat:
    return open_chat()


def test_the_page_greets(chat: Chat) -> None:
    assert "where it hurts" in chat.last
    notice = chat.page.locator(".notice")
    assert "Information, not a diagnosis" in notice.inner_text()
    assert notice.get_by_role("link").get_attribute("href") == "tel:999"


def test_a_message_sent_with_enter_shows_an_echo_with_buttons(chat: Chat) -> None:
    chat.says(PAIN)
    assert "This is what I understood" in chat.last
    assert chat.page.locator(".turn").last.locator("li").count() >= 2
    assert chat.button("That's right").is_visible()
    assert chat.box.input_value() == ""
    assert chat.focused == "text"


def test_quick_replies_can_be_used_once(chat: Chat) -> None:
    chat.says(PAIN)
    reply = chat.page.locator(".reply", has_text="That's right")
    reply.click()
    chat.waits()
    assert reply.is_disabled()
    assert chat.focused == "text"


def test_the_age_is_asked_with_progress_and_a_number_pad(chat: Chat) -> None:
    chat.says(PAIN)
    chat.says("That's right")
    assert "Question 1" in chat.last
    assert chat.box.get_attribute("inputmode") == "numeric"
    chat.says("44")
    assert chat.box.get_attribute("inputmode") == "text"


def test_several_answers_of_a_checklist_are_sent_together(chat: Chat) -> None:
    chat.reaches_the_checklist()
    toggles = chat.page.locator(".reply[aria-pressed]:enabled")
    send = chat.page.get_by_role("button", name="Send answer")
    assert send.is_disabled()
    labels = [toggles.nth(place).inner_text() for place in (0, 1)]
    toggles.nth(0).click()
    toggles.nth(1).click()
    assert toggles.nth(0).get_attribute("aria-pressed") == "true"
    send.click()
    chat.waits()
    assert ", ".join(labels) in chat.page.locator(".yours").last.inner_text()


def test_the_whole_triage_can_be_done_by_keyboard(chat: Chat) -> None:
    chat.page.keyboard.type(PAIN)  # the box has the focus from the start
    chat.page.keyboard.press("Enter")
    chat.waits()
    chat.reaches("That's right")
    chat.page.keyboard.type("44")
    chat.page.keyboard.press("Enter")
    chat.waits()
    for _ in range(MOST_QUESTIONS):
        if chat.page.locator(".result").count():
            break
        assert chat.focused == "text"
        labels = chat.page.locator(".reply:enabled").all_inner_texts()
        chat.reaches(next(label for label in NOTHING if label in labels))
    card = chat.page.locator(".result")
    assert card.locator("h2").inner_text()
    assert card.locator("h2 svg").count() == 1
    sources = card.locator("details")
    assert sources.get_attribute("open") is None
    assert "Where this comes from" in sources.inner_text()


def test_each_message_is_announced_once(chat: Chat) -> None:
    assert chat.page.locator("[aria-live=polite]").count() == 1
    chat.says(PAIN)
    said = chat.page.locator("#said")
    assert said.locator("p").count() == 1
    assert "Answers: That's right, Something is wrong" in said.text_content()


def test_an_emergency_message_shows_the_emergency_number_at_once(chat: Chat) -> None:
    chat.says("I can't pee and I'm numb between my legs")
    card = chat.page.locator(".result.emergency")
    call = card.get_by_role("link", name="Call 999", exact=True)
    assert call.get_attribute("href") == "tel:999"
    assert "Get help now" in card.locator("h2").inner_text()
    assert chat.page.evaluate("scrollY") == 0
    assert call.evaluate("e => { const r = e.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight }")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_320_px_phone_has_no_sideways_scroll_and_large_targets(open_chat: Any, scheme: str) -> None:
    chat = open_chat(viewport={"width": 320, "height": 640}, has_touch=True, color_scheme=scheme)
    chat.says(PAIN + " " + "x" * 80)
    chat.says("I can't pee and I'm numb between my legs")
    sideways = "[document.documentElement, document.getElementById('log')].map(e => e.scrollWidth - e.clientWidth)"
    assert chat.page.evaluate(sideways) == [0, 0]
    sizes = chat.page.eval_on_selector_all("button, .call, .notice a", _SIZES)
    assert all(min(size) >= 24 for size in sizes if max(size)), sizes


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(open_chat: Any, scheme: str) -> None:
    chat = open_chat(color_scheme=scheme)
    chat.says(PAIN)
    assert chat.page.evaluate(_POOR_CONTRAST) == []
    chat.says("I can't pee and I'm numb between my legs")
    chat.page.locator("summary").click()
    assert chat.page.evaluate(_POOR_CONTRAST) == []


def test_a_reload_keeps_the_conversation(chat: Chat) -> None:
    chat.says(PAIN)
    chat.box.fill("a half-written")
    before = chat.page.locator("#messages").inner_text()
    chat.page.reload()
    chat.page.locator(".turn").nth(2).wait_for()
    assert chat.page.locator("#messages").inner_text() == before
    assert chat.box.input_value() == "a half-written"
    chat.button("That's right").click()
    chat.waits()
    assert "How old are you" in chat.last


def test_the_servers_error_is_shown_kindly(chat: Chat) -> None:
    long = "my back hurts " * 200
    chat.says(long)
    trouble = chat.page.get_by_role("alert")
    assert "That is a long message" in trouble.inner_text()
    assert chat.box.input_value() == long.strip()
    assert chat.focused == "text"


def test_a_message_survives_a_lost_connection(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.says(PAIN)
    assert "can't reach" in chat.page.get_by_role("alert").inner_text()
    assert chat.box.input_value() == PAIN
    assert chat.page.locator(".yours").count() == 0
    chat.page.context.set_offline(False)
    chat.button("Retry").click()
    chat.waits()
    assert "This is what I understood" in chat.last
    assert chat.page.get_by_role("alert").is_hidden()
    assert chat.focused == "text"


def test_an_ended_conversation_offers_a_new_one(chat: Chat) -> None:
    kept = '{"token": "old", "turns": [{"yours": "hello"}], "draft": ""}'
    chat.page.evaluate("kept => sessionStorage.setItem('ischia', kept)", kept)
    chat.page.reload()
    chat.page.locator(".turn").first.wait_for()
    chat.says(PAIN)
    assert "This conversation has ended" in chat.page.get_by_role("alert").inner_text()
    chat.button("Start a new conversation").click()
    chat.waits()
    assert "where it hurts" in chat.last
    assert chat.box.input_value() == PAIN


def test_start_over_asks_first_and_clears(chat: Chat) -> None:
    chat.says(PAIN)
    chat.button("Start over").click()
    chat.page.locator("dialog").get_by_role("button", name="Keep going").click()
    assert PAIN in chat.page.locator("#messages").inner_text()
    chat.button("Start over").click()
    chat.page.locator("dialog").get_by_role("button", name="Start over").click()
    chat.waits()
    assert "Everything is cleared" in chat.last
    assert chat.page.locator(".turn").count() == 1
    assert chat.focused == "text"


def test_what_a_person_writes_is_never_markup(chat: Chat) -> None:
    chat.says("<img src=x onerror=alert(1)> my hip hurts")
    assert chat.page.locator("#messages img").count() == 0
    assert "<img" in chat.page.locator(".yours").first.inner_text()


_SIZES = "found => found.map(e => { const r = e.getBoundingClientRect(); return [r.width, r.height] })"

_POOR_CONTRAST = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parts(getComputedStyle(e).backgroundColor); if ((c[3] ?? 1) > 0) return c; } return [255, 255, 255]; };
  const poor = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
    if (!text || !e.checkVisibility() || e.closest('.unseen, :disabled, noscript')) continue;
    const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([text.slice(0, 40), ratio.toFixed(2)]);
  }
  return poor;
}"""


def test_the_footer_says_that_no_clinician_has_reviewed_it(chat: Chat) -> None:
    assert "No clinician has reviewed" in chat.page.locator("#small-print").inner_text()
