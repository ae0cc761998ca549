"""The web API against the real application and the trained agent."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.serving import Served

PATIENCE_SECONDS = 60


def start(served: Served) -> str:
    response = requests.post(f"{served.url}/api/sessions", timeout=PATIENCE_SECONDS)
    assert response.status_code == 201
    return str(response.json()["token"])


def say(served: Served, token: str, body: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.post(f"{served.url}/api/messages", json=body, headers=headers, timeout=PATIENCE_SECONDS)


def test_a_session_begins_with_the_notice(served: Served) -> None:
    response = requests.post(f"{served.url}/api/sessions", timeout=PATIENCE_SECONDS)
    text = response.json()["messages"][0]["text"]
    assert "not a diagnosis" in text
    assert "999" in text
    assert "30 days" in text


def test_a_message_is_answered(served: Served) -> None:
    response = say(served, start(served), {"text": "my left hip is sore on the stairs"})
    assert response.status_code == 200
    assert response.json()["messages"][-1]["data"]["type"] == "echo"


def test_a_conversation_goes_on_from_message_to_message(served: Served) -> None:
    token = start(served)
    say(served, token, {"text": "my left hip is sore on the stairs"})
    response = say(served, token, {"text": "yes"})
    assert response.json()["messages"][-1]["data"]["asks"] == "age"


def test_another_session_knows_nothing_of_it(served: Served) -> None:
    say(served, start(served), {"text": "my left hip is sore on the stairs"})
    response = say(served, start(served), {"text": "my groin is stiff"})
    assert "hip_pain" not in response.json()["messages"][-1]["data"]["understood"]


@pytest.mark.parametrize("token", ["", "forged.token.here"])
def test_without_a_session_nothing_is_answered(served: Served, token: str) -> None:
    response = say(served, token, {"text": "hello"})
    assert response.status_code == 401
    assert "start a new one" in response.json()["title"]


BAD = [
    ({"text": ""}, 400),
    ({"text": "   "}, 400),
    ({}, 400),
    ([], 400),
    ({"text": 7}, 400),
    ({"text": "x" * 10_000}, 413),
    ({"text": "/restart"}, 400),
    ({"text": '/inform{"finding":"x"}'}, 400),
]


@pytest.mark.parametrize(("body", "status"), BAD)
def test_what_cannot_be_read_gets_a_sentence_a_person_can_read(served: Served, body: Any, status: int) -> None:
    response = say(served, start(served), body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"].endswith(".")


@pytest.mark.parametrize("text", ["", "x" * 10_000, "/restart", '/inform{"finding":"x"}'])
def test_what_was_refused_leaves_the_conversation_whole(served: Served, text: str) -> None:
    token = start(served)
    say(served, token, {"text": "my lower back aches"})
    say(served, token, {"text": text})
    after = say(served, token, {"text": "that's right"})
    assert after.json()["messages"][-1]["data"]["asks"] == "age"


def test_a_body_that_is_not_json_is_refused_kindly(served: Served) -> None:
    headers = {"Authorization": f"Bearer {start(served)}"}
    response = requests.post(f"{served.url}/api/messages", data="{", headers=headers, timeout=PATIENCE_SECONDS)
    assert response.status_code == 400


ODD = [
    "🍑🔥😭",
    "<b>my hip</b> <script>alert(1)</script>",
    "Mir tut die linke Hüfte weh beim Sitzen",
    "a" * 1_999,
    "? ? ?",
    "\u202e\u200bhip",
    "0" * 500,
]


@pytest.mark.parametrize("text", ODD)
def test_odd_input_gets_a_clear_answer_and_leaves_the_conversation_whole(served: Served, text: str) -> None:
    token = start(served)
    say(served, token, {"text": "my lower back aches"})
    response = say(served, token, {"text": text})
    assert response.status_code == 200
    assert response.json()["messages"][0]["text"]
    after = say(served, token, {"text": "that's right"})
    assert after.json()["messages"][-1]["data"]["asks"] == "age"


def test_logs_carry_no_message_text_and_no_exception(served: Served) -> None:
    say(served, start(served), {"text": "my unmistakable zebra hip"})
    printed = served.log.read_text(encoding="utf-8", errors="replace")
    assert "zebra" not in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("path", ["/", "/assets/chat.js", "/assets/chat.css"])
def test_the_page_and_its_files_are_served_with_a_strict_policy(served: Served, path: str) -> None:
    response = requests.get(served.url + path, timeout=PATIENCE_SECONDS)
    assert response.status_code == 200
    assert "default-src 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/assets/..%2fserver.py", "/assets/%2e%2e/server.py", "/assets/nothing.js"])
def test_no_other_file_can_be_read(served: Served, path: str) -> None:
    assert requests.get(served.url + path, timeout=PATIENCE_SECONDS).status_code == 404


def test_about_says_what_this_is(served: Served) -> None:
    about = requests.get(f"{served.url}/api/about", timeout=PATIENCE_SECONDS).json()
    assert about["emergency_number"] == "999"
    assert about["unsigned_items"] > 0
