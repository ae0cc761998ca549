"""axe-core on every screen, in every set of colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import Opens
from tests.web.person import CAUDA_EQUINA, PAIN, Person
from tests.web.screens import LOOKS, screens

Axe = Callable[[Any], list[str]]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_screen(open_chat: Opens, axe: Axe, look: str) -> None:
    found = {name: axe(page) for name, page in screens(open_chat, **LOOKS[look])}
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize("accent", ["#1d6155", "#7a1f5c", "#1a4fa0"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_text_can_be_read_in_the_clinics_own_colour(open_chat: Opens, axe: Axe, look: str, accent: str) -> None:
    person = open_chat(wait=False, **LOOKS[look])

    def coloured(route: Any) -> None:
        about = route.fetch().json()
        route.fulfill(json={**about, "colours": {"accent": accent, "on_accent": "#ffffff"}})

    person.page.route("**/api/about", coloured)
    person.page.reload()
    person.waits()
    person.says(PAIN)
    person.says(CAUDA_EQUINA)
    assert axe(person.page) == []


def test_nothing_moves_for_those_who_want_it_still(person: Person) -> None:
    person.says(PAIN)
    moving = "document.querySelector('ischia-chat').shadowRoot.getAnimations().length"
    assert person.page.evaluate(moving) == 0
