"""Every conversation of this folder, held with the trained agent and with the dialogue alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.evaluation.plain import PlainTalk
from bot.evaluation.talk import Talk

FILES = sorted(Path(__file__).parent.glob("*.yml"))
LONGEST = 25
RULES = Path("nlu_data/rules")

Situation = tuple[bool, str]
SEEN: set[Situation] = set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_conversation(file: Path, agent: Any) -> None:
    script = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    name = f"test-{file.stem}"
    talk, plain = Talk(agent, name), PlainTalk()
    replies: list[dict[str, Any]] = []
    for number, step in enumerate(script["steps"], 1):
        if "until" in step:
            replies = await answer_until(talk, replies, step)
        else:
            replies = await talk.say(str(step["user"]))
        check(replies, step, f"{file.stem}, step {number}: {step}")
    for said in [line["text"] for line in talk.transcript if line["from"] == "user"]:
        await plain.say(said)
    assert plain.transcript == talk.transcript
    SEEN.update(situations(await agent.tracker_store.retrieve_full_tracker(name)))


def test_every_rule_has_been_lived_through() -> None:
    """Runs after the conversations: each rule's intent came up, in the triage or outside it, as the rule says."""
    if not SEEN:
        pytest.skip("no conversation was held in this run")
    missing = [rule["rule"] for rule in rules() if situation(rule) and situation(rule) not in SEEN]
    assert missing == []


def rules() -> list[dict[str, Any]]:
    return [rule for path in sorted(RULES.glob("*.yml")) for rule in YAML(typ="safe").load(path.read_text())["rules"]]


def situation(rule: dict[str, Any]) -> Situation | None:
    intent = next((step["intent"] for step in rule["steps"] if "intent" in step), None)
    in_triage = any(condition.get("active_loop") for condition in rule.get("condition", ()))
    return (in_triage, intent) if intent else None


def situations(tracker: Any) -> set[Situation]:
    """Whether the triage was open, and the intent, of each message of a conversation."""
    seen: set[Situation] = set()
    in_triage = False
    for event in tracker.events:
        if event.type_name == "active_loop":
            in_triage = event.name is not None
        elif event.type_name == "session_started":
            in_triage = False
        elif event.type_name == "user":
            seen.add((in_triage, event.intent_name))
    return seen


async def answer_until(talk: Talk, replies: list[dict[str, Any]], step: dict[str, Any]) -> list[dict[str, Any]]:
    for _ in range(LONGEST):
        if step["until"] in types(replies):
            return replies
        replies = await talk.say(plain_answer(replies, step.get("yes") or ()))
    raise AssertionError(f"no {step['until']} after {LONGEST} answers")


def plain_answer(replies: list[dict[str, Any]], yes: Any) -> str:
    data = next(m["data"] for m in replies if m.get("data", {}).get("asks"))
    if data["type"] == "echo":
        return "yes"
    if data["kind"] == "age":
        return "40"
    if data["kind"] == "yes_no":
        return "yes" if data["asks"] in yes else "no"
    chosen = [option["label"] for option in data["options"] if option["finding"] in yes]
    if chosen:
        return ", ".join(chosen)
    return "None of these" if data["kind"] == "checklist" else data["options"][0]["label"]


def types(replies: list[dict[str, Any]]) -> set[str]:
    return {message.get("data", {}).get("type", "") for message in replies}


def check(replies: list[dict[str, Any]], step: dict[str, Any], where: str) -> None:
    assert replies, f"{where}: no reply"
    text = "\n".join(message["text"] for message in replies).lower()
    data = [message["data"] for message in replies if "data" in message]
    for words in step.get("says", ()):
        assert words.lower() in text, f"{where}: {words!r} missing in {text!r}"
    for words in step.get("never", ()):
        assert words.lower() not in text, f"{where}: {words!r} in {text!r}"
    if "asks" in step:
        assert [d["asks"] for d in data if "asks" in d][-1:] == [step["asks"]], where
    if "type" in step:
        assert step["type"] in types(replies), where
    if "urgency" in step:
        assert [d["urgency"] for d in data if d["type"] == "result"] == [step["urgency"]], where
    for finding, polarity in step.get("knows", {}).items():
        known = [d["understood"] for d in data if d["type"] == "echo"][-1]
        assert known.get(finding) == polarity, f"{where}: {known}"
