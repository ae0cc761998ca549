"""The conversation in Rasa's slots."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rasa_sdk import Tracker
from ruamel.yaml import YAML

from actions.slots import SLOTS, changes, conversation_in
from bot.dialogue.state import ECHO, Conversation

CONVERSATION = Conversation(asked=ECHO, clarifying=True, told_from=("nice_ng59",))


def test_a_conversation_survives_its_slots() -> None:
    tracker = Tracker("test", CONVERSATION.to_dict(), {}, [], False, None, {}, None)
    assert conversation_in(tracker) == CONVERSATION


def test_only_what_changed_becomes_a_slot_event() -> None:
    assert [event["name"] for event in changes(CONVERSATION, replace(CONVERSATION, refused=True))] == ["refused"]


def test_the_domain_knows_every_slot() -> None:
    domain = YAML(typ="safe").load(Path("domain.yml").read_text(encoding="utf-8"))
    assert set(domain["slots"]) == {*SLOTS, "answer"}
