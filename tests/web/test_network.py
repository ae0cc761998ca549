"""When the network, the server or the session goes away."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

from tests.serving import CLINIC, free_port, running, wait_for
from tests.web.conftest import Opens
from tests.web.person import BOX, PAIN, Person


def test_a_reload_keeps_the_conversation_and_the_draft(person: Person) -> None:
    person.says(PAIN)
    person.box.fill("a half-written")
    before = person.page.locator(".turns").inner_text()
    person.page.reload()
    person.waits()
    assert person.page.locator(".turns").inner_text() == before
    assert person.box.input_value() == "a half-written"
    person.presses("That's right")
    assert "How old are you" in person.last


def test_a_message_survives_a_lost_connection_and_is_sent_when_it_is_back(person: Person) -> None:
    person.page.context.set_offline(True)
    person.box.fill(PAIN)
    person.box.press("Enter")
    person.page.get_by_text("Not sent yet").wait_for()
    assert "can't reach" in person.page.get_by_role("alert").inner_text()
    assert person.focused == BOX
    person.page.context.set_offline(False)
    person.waits()
    assert "This is what I understood" in person.last
    assert person.page.get_by_text("Not sent yet").count() == 0
    assert person.page.locator(".yours").count() == 1


def test_a_message_that_was_taken_while_the_reply_got_lost_is_not_taken_twice(person: Person) -> None:
    ids = []

    def lose_the_first_reply(route: Any) -> None:
        ids.append(route.request.post_data_json["id"])
        if len(ids) > 1:
            return route.continue_()
        route.fetch()
        route.abort()

    person.page.route("**/api/messages", lose_the_first_reply)
    person.box.fill(PAIN)
    person.box.press("Enter")
    person.page.get_by_role("button", name="Try again").click()
    person.waits()
    assert ids[0] == ids[1]
    assert "This is what I understood" in person.last
    person.page.unroute("**/api/messages")
    person.page.reload()
    person.waits()
    assert person.page.locator(".yours").count() == 1


def test_an_unsent_message_is_sent_after_a_reload(person: Person) -> None:
    person.page.route("**/api/messages", lambda route: route.abort())
    person.box.fill(PAIN)
    person.box.press("Enter")
    person.page.get_by_text("Not sent yet").wait_for()
    person.page.unroute("**/api/messages")
    person.page.reload()
    person.turns.filter(has_text="This is what I understood").wait_for()
    assert "This is what I understood" in person.announced[0]
    assert person.page.locator(".yours").count() == 1


def test_a_server_that_asks_to_wait_is_given_the_time(person: Person) -> None:
    refused = []

    def too_many(route: Any) -> None:
        if refused:
            return route.continue_()
        refused.append(route)
        route.fulfill(status=429, headers={"Retry-After": "1"}, json={"status": 429, "title": "Please wait a little."})

    person.page.route("**/api/messages", too_many)
    person.box.fill(PAIN)
    person.box.press("Enter")
    person.page.get_by_text("Please wait a little.").wait_for()
    person.waits()
    assert "This is what I understood" in person.last


def test_a_slow_reply_is_said_to_be_on_its_way_once(person: Person) -> None:
    held: list[Any] = []
    person.page.route("**/api/messages", lambda route: held.append(route))
    person.box.fill(PAIN)
    person.box.press("Enter")
    person.page.locator("[aria-live=polite]").filter(has_text="Ischia is writing").wait_for(state="attached")
    assert person.announced == ["Ischia is writing"]
    held[0].continue_()
    person.waits()
    assert "This is what I understood" in person.announced[0]


def test_a_deletion_that_does_not_get_through_is_said_and_nothing_is_lost(person: Person) -> None:
    person.says(PAIN)
    person.page.context.set_offline(True)
    person.button("Menu").click()
    person.button("Delete this conversation").click()
    dialog = person.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Delete").click()
    dialog.get_by_text("That did not work").wait_for()
    person.page.context.set_offline(False)
    dialog.get_by_role("button", name="Keep it").click()
    assert "This is what I understood" in person.last


def test_a_message_that_is_too_long_comes_back_with_the_servers_sentence(person: Person) -> None:
    long = ("my back hurts " * 200).strip()
    person.says(long)
    assert "That is a long message" in person.page.get_by_role("alert").inner_text()
    assert person.box.input_value() == long
    assert person.focused == BOX


def test_an_ended_conversation_keeps_the_draft_and_offers_a_new_one(person: Person) -> None:
    person.says(PAIN)
    token = person.page.evaluate("JSON.parse(Object.values(sessionStorage)[0]).token")
    person.page.request.delete(person.page.url + "api/messages", headers={"Authorization": f"Bearer {token}"})
    person.box.fill("it also tingles")
    person.box.press("Enter")
    person.page.get_by_text("This conversation has ended").wait_for()
    person.button("Start a new conversation").click()
    person.page.locator(".theirs").filter(has_text="where it hurts").wait_for()
    assert person.box.input_value() == "it also tingles"
    assert person.turns.count() == 1


def test_a_duplicated_tab_shows_the_same_and_two_fresh_tabs_do_not(open_chat: Opens) -> None:
    first = open_chat()
    first.says(PAIN)
    second = Person(first.page.context.new_page())
    kept = first.page.evaluate("JSON.stringify(sessionStorage)")
    second.page.add_init_script(f"Object.assign(sessionStorage, {kept})")
    second.page.goto(first.page.url)
    second.waits()
    first.button("That's right").focus()
    second.presses("That's right")
    first.turns.filter(has_text="How old are you").wait_for()
    assert first.page.locator(".turns").inner_text() == second.page.locator(".turns").inner_text()
    assert first.focused != "nowhere"
    first.page.locator("[aria-live=polite]").filter(has_text="How old are you").wait_for(state="attached")
    third = Person(first.page.context.new_page())
    third.page.goto(first.page.url)
    third.waits()
    assert third.turns.count() == 1


def test_coming_back_to_the_window_moves_nothing(person: Person) -> None:
    person.answers_until(".result")
    log = person.page.get_by_role("log")
    log.evaluate("e => e.scrollTo(0, 40)")
    with person.page.expect_response("**/api/messages") as told:
        person.page.evaluate("window.dispatchEvent(new Event('focus'))")
    told.value.finished()
    person.page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert log.evaluate("e => e.scrollTop") == 40


def test_a_conversation_goes_on_after_the_server_was_killed_and_started_again(open_chat: Opens, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"

    def server() -> contextlib.AbstractContextManager[Any]:
        command = (sys.executable, "-m", "bot.cli", "serve", "--port", str(port))
        return running(tmp_path / "log", *command, ISCHIA_STATE=str(tmp_path), ISCHIA_CLINIC=str(CLINIC))

    with server() as process:
        wait_for(f"{url}/api/health")
        person = open_chat(url)
        person.says(PAIN)
        process.kill()
        process.wait()
        person.button("That's right").click()
        person.page.get_by_text("Not sent yet").wait_for()
    with server():
        wait_for(f"{url}/api/health")
        person.waits()
        assert "How old are you" in person.last
        person.says("44")
        assert "Question 2" in person.last
        assert person.page.locator(".yours").count() == 3
