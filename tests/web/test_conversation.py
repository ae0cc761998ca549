"""A conversation with the mouse."""

from __future__ import annotations

from tests.web.conftest import Opens
from tests.web.person import BOX, CAUDA_EQUINA, PAIN, Person


def test_the_chat_greets_and_says_what_it_is_not(person: Person) -> None:
    assert "where it hurts" in person.last
    header = person.page.locator("header")
    assert "Information, not a diagnosis" in header.inner_text()
    assert header.get_by_role("link", name="999").get_attribute("href") == "tel:999"


def test_a_message_sent_with_enter_brings_an_echo_with_buttons(person: Person) -> None:
    person.says(PAIN)
    assert "This is what I understood" in person.last
    assert person.turns.last.locator("li").count() >= 2
    assert person.button("That's right").is_visible()
    assert person.box.input_value() == ""
    assert person.focused == BOX


def test_quick_replies_can_be_pressed_once(person: Person) -> None:
    person.says(PAIN)
    person.presses("That's right")
    assert person.button("That's right").count() == 0
    assert person.focused == BOX


def test_the_age_is_asked_with_a_number_pad(person: Person) -> None:
    person.says(PAIN)
    person.says("That's right")
    assert "Question 1" in person.last
    assert person.box.get_attribute("inputmode") == "numeric"
    person.says("44")
    assert person.box.get_attribute("inputmode") == "text"


def test_why_do_you_ask_is_answered_and_the_question_comes_back(person: Person) -> None:
    person.answers_until(".reply >> text=/^No$/")
    question = person.page.locator(".question").last.inner_text()
    person.presses("Why do you ask?")
    assert "Why I ask" in person.last
    assert person.page.locator(".question").last.inner_text() == question


def test_back_puts_the_question_before(person: Person) -> None:
    person.answers_until(".reply >> text=/^No$/")
    person.presses("Back")
    assert "How old are you" in person.last or "one step back" in person.last


def test_an_earlier_answer_can_be_changed_and_the_others_stay(person: Person) -> None:
    person.answers_until(".several")
    person.presses("Change the answer: 44")
    assert "How old are you" in person.last
    person.says("61")
    assert person.button("Change the answer: 44").count() == 0
    assert person.button("Change the answer: 61").count() == 1
    assert "How old are you" not in person.last


def test_several_answers_are_sent_together(person: Person) -> None:
    person.answers_until(".several")
    boxes = person.page.locator(".several").get_by_role("checkbox")
    send = person.button("Send answer")
    assert send.get_attribute("aria-disabled") == "true"
    boxes.nth(0).check()
    boxes.nth(1).check()
    labels = person.page.locator(".several .tick").all_inner_texts()[:2]
    send.click()
    person.waits()
    assert person.page.locator(".yours .bubble").last.inner_text().endswith(", ".join(labels))


def test_steps_that_were_ticked_stay_ticked_after_a_reload(person: Person) -> None:
    person.answers_until(".result")
    step = person.page.locator(".steps").get_by_role("checkbox").first
    step.check()
    person.page.reload()
    person.waits()
    assert step.is_checked()


def test_an_emergency_shows_word_icon_and_number_at_once(person: Person) -> None:
    person.says(CAUDA_EQUINA)
    heading = person.result.locator(".level")
    assert heading.inner_text() == "Get help now"
    assert heading.locator("svg").count() == 1
    call = person.result.get_by_role("link", name="Call 999")
    assert call.get_attribute("href") == "tel:999"
    assert call.evaluate("e => { const r = e.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight }")
    assert person.page.evaluate("scrollY") == 0


def test_the_rest_of_a_result_is_told_on_request(person: Person) -> None:
    person.answers_until(".result")
    assert person.result.locator(".steps li").count() <= 3
    person.presses("Why this")
    assert person.page.locator(".pattern").count() >= 1
    assert person.page.get_by_text("Speaks for it").count() >= 1
    person.presses("Where this is from")
    sources = person.page.locator("details").last
    assert sources.get_attribute("open") is None
    assert person.page.get_by_text("No clinician has signed this content off yet.").last.is_visible()


def test_an_exercise_is_gone_through_with_a_timer(person: Person) -> None:
    person.says("talk me through belly breathing please")
    person.presses("Guide me")
    assert "Step 1 of" in person.last
    while not person.page.locator(".timer").count():
        person.presses("Next step")
    person.page.locator(".timer button").click()
    assert "s left" in person.page.locator(".timer").inner_text()
    person.presses("Stop here")
    assert "we stop here" in person.last


def test_start_over_asks_first_and_clears(person: Person) -> None:
    person.says(PAIN)
    person.button("Menu").click()
    person.button("Start over").click()
    assert person.focused == "Keep going"
    person.button("Keep going").click()
    assert person.page.get_by_text(PAIN).count() == 1
    person.button("Menu").click()
    person.button("Start over").click()
    person.page.get_by_role("dialog").get_by_role("button", name="Start over").click()
    person.turns.filter(has_text="Everything is cleared").wait_for()
    assert person.page.get_by_text(PAIN).count() == 0
    assert person.focused == BOX


def test_deleting_asks_first_and_ends_the_conversation_for_good(person: Person) -> None:
    person.says(PAIN)
    person.button("Menu").click()
    person.button("Delete this conversation").click()
    person.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    person.button("Start a new conversation").wait_for()
    assert person.page.get_by_text("is deleted from the clinic's server").is_visible()
    assert person.page.get_by_text(PAIN).count() == 0
    person.page.reload()
    person.waits()
    assert person.turns.count() == 1
    assert "where it hurts" in person.last


def test_each_reply_is_announced_once_with_its_answers(person: Person) -> None:
    assert person.page.locator("[aria-live]:not([aria-live=off])").count() == 1
    person.says(PAIN)
    said = person.announced
    assert len(said) == 1
    assert "Answers: That's right, Something is wrong" in said[0]
    person.presses("That's right")
    assert len(person.announced) == 1
    assert "Question 1" in person.announced[0]


def test_reading_aloud_is_off_until_asked_for(open_chat: Opens) -> None:
    person = open_chat()
    person.page.evaluate("() => { window.spoken = []; speechSynthesis.speak = words => spoken.push(words.text) }")
    person.says(PAIN)
    assert person.page.evaluate("spoken") == []
    person.button("Menu").click()
    person.button("Read aloud").click()
    assert person.button("Read aloud").get_attribute("aria-pressed") == "true"
    person.page.keyboard.press("Escape")
    person.presses("That's right")
    assert "How old are you" in person.page.evaluate("spoken")[0]


def test_what_a_person_writes_is_never_markup(person: Person) -> None:
    person.says("<img src=x onerror=alert(1)> my hip hurts")
    assert person.page.locator(".log img").count() == 0
    assert "<img" in person.page.locator(".yours").first.inner_text()


def test_printing_makes_a_page_of_its_own_with_the_answer_and_the_ticked_steps(open_chat: Opens) -> None:
    person = open_chat(wait=False)
    person.page.add_init_script("window.print = () => { top.paper = document.body.innerText }")
    person.page.reload()
    person.waits()
    person.answers_until(".result")
    person.page.locator(".steps").get_by_role("checkbox").first.check()
    person.chooses("Print")
    paper = person.page.evaluate("paper")
    assert "Information, not a diagnosis" in paper
    assert PAIN in paper
    assert "☑" in paper
    assert "Menu" not in paper
