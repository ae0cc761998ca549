"""Pointing at the place."""

from __future__ import annotations

from tests.web.conftest import Opens
from tests.web.person import BOX, Person

OFFER = "Point to the place on a picture"


def opened(open_chat: Opens, **settings: object) -> Person:
    person = open_chat(**settings)
    offer = person.button(OFFER)
    if offer.count():
        offer.click()
    return person


def test_places_pressed_on_the_picture_are_ticked_in_the_list_and_the_other_way_round(open_chat: Opens) -> None:
    person = opened(open_chat)
    region = person.button("Buttock, left")
    region.click()
    assert region.get_attribute("aria-pressed") == "true"
    assert person.page.get_by_role("checkbox", name="Buttock, left").is_checked()
    person.page.get_by_role("checkbox", name="Lower back").check()
    assert person.button("Lower back").get_attribute("aria-pressed") == "true"


def test_chosen_places_become_a_sentence_that_can_be_added_to(open_chat: Opens) -> None:
    person = opened(open_chat)
    person.button("Buttock, left").click()
    person.button("Lower back").click()
    person.button("Use these places").click()
    assert person.box.input_value() == "The pain is in my lower back. The pain is also in my left buttock."
    assert person.focused == BOX
    person.page.get_by_role("checkbox", name="Lower back").uncheck()
    person.button("Use these places").click()
    assert person.box.input_value() == "The pain is in my left buttock."
    person.says(person.box.input_value() + " It hurts when I sit.")
    assert "pain in the buttock" in person.last
    assert "worse when you sit" in person.last


def test_both_sides_are_said_as_both(open_chat: Opens) -> None:
    person = opened(open_chat)
    person.button("Buttock, left").click()
    person.button("Buttock, right").click()
    person.button("Use these places").click()
    assert person.box.input_value() == "The pain is in both buttocks."


def test_the_picture_works_with_the_arrow_keys(open_chat: Opens) -> None:
    person = opened(open_chat)
    person.tabs_to("Lower back", "Tab")
    for place in ("Tailbone", "Buttock, left"):
        person.page.keyboard.press("ArrowDown")
        assert person.focused == place
    person.page.keyboard.press("Space")
    assert person.button("Buttock, left").get_attribute("aria-pressed") == "true"
    person.page.keyboard.press("Enter")
    assert person.button("Buttock, left").get_attribute("aria-pressed") == "false"


def test_a_question_for_one_place_takes_the_answer_from_the_picture(person: Person) -> None:
    person.says("it hurts")
    person.says("44")
    assert "Where is the pain worst?" in person.last
    person.button("Calf, right").click()
    person.presses("My answer: Calf")
    assert person.page.locator(".yours .bubble").last.inner_text().endswith("Calf")
    assert "Where is the pain worst?" not in person.last


def test_every_place_is_large_enough_for_a_finger_at_320_px(open_chat: Opens) -> None:
    person = opened(open_chat, viewport={"width": 320, "height": 640}, has_touch=True)
    sizes = person.page.eval_on_selector_all(
        ".region", "all => all.map(e => { const r = e.getBoundingClientRect(); return [r.width, r.height] })"
    )
    assert len(sizes) == 16
    assert min(min(size) for size in sizes) >= 24, sizes
