from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.channels.telegram_inbox import Keyboard
from bot.channels.telegram_keyboards import SEND, keyboard_for, markup, pressed, toggled
from bot.channels.telegram_text import Text
from bot.channels.telegram_wording import wording_for

ENGLISH = wording_for("en")


def keyboard(*labels: str, options: tuple[str, ...] = ()) -> Keyboard:
    data = {"kind": "checklist", "options": [{"label": label} for label in options]} if options else {}
    return keyboard_for({"text": "?", "replies": list(labels), "data": data}, Text("?"))


def rows(shown: Keyboard) -> list[list[str]]:
    return [[button["text"] for button in row] for row in markup(shown, ENGLISH)["inline_keyboard"]]


def buttons(shown: Keyboard) -> list[dict[str, Any]]:
    return [button for row in markup(shown, ENGLISH)["inline_keyboard"] for button in row]


CHECKLIST = keyboard("Sitting", "Stairs", "None of these", "Not sure", options=("Sitting", "Stairs"))


def test_short_answers_stand_side_by_side() -> None:
    assert rows(keyboard("Yes", "No", "Not sure")) == [["Yes", "No", "Not sure"]]


def test_a_scale_has_two_rows_of_numbers() -> None:
    shown = rows(keyboard(*map(str, range(11)), "Not sure"))
    assert shown == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10", "Not sure"]]


def test_long_answers_stand_one_below_the_other() -> None:
    shown = rows(keyboard("Middle of the buttock", "Groin or front of the hip"))
    assert shown == [["Middle of the buttock"], ["Groin or front of the hip"]]


def test_of_a_checklist_several_can_be_picked_before_it_is_sent() -> None:
    assert rows(CHECKLIST) == [["☐ Sitting"], ["☐ Stairs"], ["None of these", "Not sure"]]
    assert rows(toggled(CHECKLIST, "Stairs")) == [
        ["☐ Sitting"],
        ["☑ Stairs"],
        ["Send answer"],
        ["None of these", "Not sure"],
    ]


def test_a_second_press_takes_the_pick_back() -> None:
    assert toggled(toggled(CHECKLIST, "Stairs"), "Stairs").picked == []


def test_picks_keep_the_order_of_the_list() -> None:
    assert toggled(toggled(CHECKLIST, "Stairs"), "Sitting").picked == ["Sitting", "Stairs"]


def test_data_of_a_button_fits_into_64_bytes_and_tells_nothing() -> None:
    for button in buttons(toggled(CHECKLIST, "Stairs")):
        assert 1 <= len(button["callback_data"].encode()) <= 64
        assert "Stairs" not in button["callback_data"]


def test_no_two_keyboards_have_the_same_token() -> None:
    assert len({keyboard("Yes").token for _ in range(200)}) == 200


def test_a_press_means_the_label_that_was_shown() -> None:
    shown = keyboard("Yes", "No", "Not sure")
    assert [pressed(shown, button["callback_data"]) for button in buttons(shown)] == ["Yes", "No", "Not sure"]


def test_a_checklist_can_be_sent_only_when_something_is_picked() -> None:
    assert pressed(CHECKLIST, f"{CHECKLIST.token}:{SEND}") is None
    assert pressed(toggled(CHECKLIST, "Stairs"), f"{CHECKLIST.token}:{SEND}") == SEND


@pytest.mark.parametrize(
    "data", ["", ":", "0", "{token}", "{token}:", "{token}:9", "{token}:-1", "{token}:²", "x{token}:0", "/restart"]
)
def test_what_no_button_of_this_keyboard_sends_means_nothing(data: str) -> None:
    shown = keyboard("Yes", "No")
    assert pressed(shown, data.format(token=shown.token)) is None


def test_a_press_of_an_older_keyboard_means_nothing() -> None:
    assert pressed(keyboard("Yes"), f"{keyboard('Yes').token}:0") is None


def test_without_a_keyboard_no_press_means_anything() -> None:
    assert pressed(None, "token:0") is None


def test_a_keyboard_remembers_how_its_message_looks() -> None:
    shown = keyboard_for({"text": "", "replies": ["Yes"]}, Text("Why:", ((0, 4),)))
    assert (shown.text, shown.entities) == ("Why:", [{"type": "bold", "offset": 0, "length": 4}])
    assert replace(shown, message=7).message == 7
