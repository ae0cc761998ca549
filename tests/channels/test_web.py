"""The web API against the real application and the trained agent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.channels.pages import FOLDER
from tests.serving import Served

PATIENCE_SECONDS = 60


def start(served: Served) -> str:
    response = requests.post(f"{served.url}/api/sessions", timeout=PATIENCE_SECONDS)
    assert response.status_code == 201
    return str(response.json()["token"])


def say(served: Served, token: str, body: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.post(f"{served.url}/api/messages", json=body, headers=headers, timeout=PATIENCE_SECONDS)


def call(served: Served, method: str, path: str, token: str = "", **options: Any) -> requests.Response:
    options["headers"] = {"Authorization": f"Bearer {token}", **options.get("headers", {})}
    return requests.request(method, served.url + path, timeout=PATIENCE_SECONDS, **options)


def turns(served: Served, token: str) -> list[dict[str, Any]]:
    return list(call(served, "GET", "/api/messages", token).json()["turns"])


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


def test_a_tapped_answer_counts_whatever_its_words(served: Served) -> None:
    token = start(served)
    echo = say(served, token, {"text": "my left hip is sore on the stairs"}).json()["messages"][-1]["data"]
    right = {"asks": echo["asks"], "findings": echo["answers"]["That's right"]}
    response = say(served, token, {"text": "Das stimmt so", "answer": right})
    assert response.json()["messages"][-1]["data"]["asks"] == "age"


@pytest.mark.parametrize(
    "answer",
    ["yes", {"asks": "echo"}, {"asks": "echo", "findings": []}, {"asks": "ECHO", "findings": {}},
     {"asks": "echo", "findings": {"limp": "perhaps"}}, {"asks": "echo", "findings": {}, "more": 1},
     {"asks": "echo", "findings": {f"finding_{n}": "absent" for n in range(40)}}],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(served: Served, answer: Any) -> None:
    response = say(served, start(served), {"text": "Yes", "answer": answer})
    assert response.status_code == 400 and response.json()["code"] == "not_json"


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
    ({"text": "hello", "change": "age"}, 400),
    ({"change": '"}{'}, 400),
    ({"change": None}, 400),
    ({"text": "hello", "id": "short"}, 400),
    ({"text": "hello", "id": "x" * 65}, 400),
    ({"text": "hello", "id": "with a space"}, 400),
    ({"text": "hello", "id": None}, 400),
    ({"text": "x" * 20_000}, 413),
]


@pytest.mark.parametrize(("body", "status"), BAD)
def test_what_cannot_be_read_gets_a_sentence_a_person_can_read(served: Served, body: Any, status: int) -> None:
    response = say(served, start(served), body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"].endswith(".")
    assert response.json()["status"] == status
    assert response.json()["code"]


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
    "hip \ud83d",
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


def test_the_same_message_sent_twice_counts_once(served: Served) -> None:
    token, message = start(served), {"id": "my-message-1", "text": "my left hip is sore on the stairs"}
    first, second = say(served, token, message), say(served, token, message)
    assert first.json() == second.json()
    assert first.json()["id"] == "my-message-1"
    assert len(turns(served, token)) == 3


def test_the_same_message_sent_twice_at_once_counts_once(served: Served) -> None:
    token, message = start(served), {"id": "my-message-1", "text": "my left hip is sore on the stairs"}
    with ThreadPoolExecutor(4) as people:
        answers = list(people.map(lambda _: say(served, token, message).json(), range(4)))
    assert all(answer == answers[0] for answer in answers)
    assert len(turns(served, token)) == 3


def test_another_message_with_the_same_id_is_refused(served: Served) -> None:
    token = start(served)
    say(served, token, {"id": "my-message-1", "text": "my left hip is sore"})
    response = say(served, token, {"id": "my-message-1", "text": "my right hip is sore"})
    assert (response.status_code, response.json()["code"]) == (409, "conflict")


def test_one_persons_message_id_means_nothing_in_anothers_conversation(served: Served) -> None:
    say(served, start(served), {"id": "my-message-1", "text": "my left hip is sore"})
    assert say(served, start(served), {"id": "my-message-1", "text": "my groin is stiff"}).status_code == 200


def test_a_message_without_an_id_is_given_one(served: Served) -> None:
    token = start(served)
    message_id = say(served, token, {"text": "my left hip is sore"}).json()["id"]
    assert turns(served, token)[1] == {"from": "person", "id": message_id, "text": "my left hip is sore"}


def test_the_conversation_so_far_is_told_again_as_it_was(served: Served) -> None:
    session = call(served, "POST", "/api/sessions").json()
    reply = say(served, session["token"], {"text": "my left hip is sore"}).json()
    told = call(served, "GET", "/api/messages", session["token"]).json()
    assert told["expires_at"] == session["expires_at"]
    assert told["turns"][0] == {"from": "ischia", "messages": session["messages"]}
    assert told["turns"][2] == {"from": "ischia", "messages": reply["messages"]}


def test_an_answer_can_be_changed_later_and_the_others_stay(served: Served) -> None:
    token = start(served)
    for text in ("my left hip is sore on the stairs", "yes", "44"):
        asked = say(served, token, {"text": text}).json()["messages"][-1]["data"]["asks"]
    again = say(served, token, {"change": "age"})
    assert again.json()["messages"][-1]["data"]["asks"] == "age"
    assert say(served, token, {"text": "70"}).json()["messages"][-1]["data"]["asks"] == asked
    assert turns(served, token)[-4]["change"] == "age"


def test_after_a_start_over_only_what_follows_is_told(served: Served) -> None:
    token = start(served)
    say(served, token, {"text": "my left hip is sore"})
    cleared = say(served, token, {"text": "start over"}).json()["messages"]
    assert turns(served, token) == [{"from": "ischia", "messages": cleared}]


def test_a_deleted_conversation_is_gone_and_its_token_dead(served: Served) -> None:
    token = start(served)
    say(served, token, {"text": "my left hip is sore"})
    assert call(served, "DELETE", "/api/messages", token).status_code == 204
    assert call(served, "GET", "/api/messages", token).json()["code"] == "no_session"
    assert call(served, "DELETE", "/api/messages", token).json()["code"] == "no_session"
    assert say(served, token, {"text": "hello"}).json()["code"] == "no_session"


def test_nothing_of_a_deleted_conversation_stays_on_the_disk(served: Served) -> None:
    token = start(served)
    say(served, token, {"text": "my unmistakable quagga hip"})
    assert b"quagga" in database(served).read_bytes()
    call(served, "DELETE", "/api/messages", token)
    assert b"quagga" not in database(served).read_bytes()


def database(served: Served) -> Path:
    return served.log.parent / "conversations.db"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "not_found"),
        ("GET", "/%00", 404, "not_found"),
        ("PUT", "/api/messages", 405, "method"),
        ("DELETE", "/api/sessions", 405, "method"),
        ("GET", "/api/messages", 401, "no_session"),
    ],
)
def test_whatever_is_asked_wrongly_is_answered_with_a_problem(
    served: Served, method: str, path: str, status: int, code: str
) -> None:
    response = call(served, method, path)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("size", [17_000, 2_000_000])
def test_a_body_that_is_too_large_is_refused(served: Served, size: int) -> None:
    response = call(served, "POST", "/api/sessions", data=b"x" * size)
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


PATHS = ["/", "/api/about", "/api/nothing", "/assets/nothing.js"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_says_what_a_browser_may_do_with_it(served: Served, path: str) -> None:
    headers = call(served, "GET", path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "set-cookie" not in headers


def test_what_was_said_is_kept_by_no_cache(served: Served) -> None:
    assert call(served, "GET", "/api/messages", start(served)).headers["cache-control"] == "no-store"


def script(served: Served) -> str:
    """The address of some script of the page."""
    return "/assets/" + next(path.name for path in FOLDER.iterdir() if path.suffix == ".js")


def test_a_file_is_sent_again_only_when_it_has_changed(served: Served) -> None:
    first = call(served, "GET", script(served))
    assert "javascript" in first.headers["content-type"]
    again = call(served, "GET", script(served), headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_clinics_page_may_load_the_script_and_no_other_site_may_read_the_api(served: Served) -> None:
    assert call(served, "GET", script(served)).headers["cross-origin-resource-policy"] == "cross-origin"
    assert call(served, "GET", "/api/about").headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/api/about", "/api/nothing"])
def test_the_clinics_site_may_read_answers_and_failures(served: Served, path: str) -> None:
    headers = call(served, "GET", path, headers={"Origin": "https://clinic.example"}).headers
    assert headers["access-control-allow-origin"] == "https://clinic.example"
    assert "access-control-allow-credentials" not in headers
    assert headers["vary"] == "Origin"


def test_the_clinics_site_may_send_messages(served: Served) -> None:
    asks = {"Origin": "https://clinic.example", "Access-Control-Request-Method": "DELETE"}
    response = call(served, "OPTIONS", "/api/messages", headers=asks)
    assert response.status_code == 204
    assert "DELETE" in response.headers["access-control-allow-methods"]
    assert "Authorization" in response.headers["access-control-allow-headers"]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://clinic.example", "null", ""])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_other_sites_may_not(served: Served, origin: str, method: str) -> None:
    asks = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    headers = call(served, method, "/api/about", headers=asks).headers
    assert "access-control-allow-origin" not in headers
    assert headers["vary"] == "Origin"


@pytest.mark.parametrize(
    "name", ["..%2fserver.py", "%2e%2e/server.py", "nothing.js", "src/main.ts", "src%2fmain.ts", "index.html", "src"]
)
def test_no_other_file_can_be_read(served: Served, name: str) -> None:
    assert call(served, "GET", f"/assets/{name}").status_code == 404


def test_without_a_logo_there_is_none(served: Served) -> None:
    assert call(served, "GET", "/api/about").json()["logo"] is None
    assert call(served, "GET", "/assets/logo").status_code == 404


def test_about_says_what_this_is(served: Served) -> None:
    about = call(served, "GET", "/api/about").json()
    assert about["emergency_number"] == "999"
    assert about["unsigned_items"] > 0
    assert about["minutes"] == 24 * 60
    assert about["colours"] == {"accent": "#1d6155", "on_accent": "#ffffff"}
