"""The chat in a terminal."""

from __future__ import annotations

from typing import Any

from bot.evaluation.talk import Talk


async def chat(agent: Any) -> None:
    """Talk until an empty line or the end of input."""
    talk = Talk(agent, "terminal")
    _show(await talk.say("hello"))
    while True:
        try:
            text = input("\n> ")
        except EOFError:
            return
        if not text.strip():
            return
        _show(await talk.say(text))


def _show(messages: list[dict[str, Any]]) -> None:
    for message in messages:
        print(f"\n{message['text']}")
        if message["replies"]:
            print("  " + "   ".join(f"[{reply}]" for reply in message["replies"]))
