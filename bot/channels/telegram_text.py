"""Replies as Telegram shows them: bold lead-ins, parts of an answer together, long texts in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Dict, List

from telegram import MessageEntity

from bot.channels.conversations import Message
from bot.channels.telegram_wording import Wording

LONGEST = 4096
"""UTF-16 code units of one message, entities not counted. Source: sendMessage in the Bot API."""

TOGETHER = frozenset({"do_now", "fits", "at_once", "avoid", "stop_when", "course", "same_day"})
"""Sections of an answer that stand in the message of the section before them."""

_BREAKS = ("\n\n", "\n", ". ", " ")


@dataclass(frozen=True)
class Text:
    """A text, with the places (offset and length in characters) that are bold."""

    plain: str
    bold: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Text) -> Text:
        shift = len(self.plain)
        return Text(self.plain + other.plain, (*self.bold, *((start + shift, size) for start, size in other.bold)))

    def cut(self, start: int, end: int) -> Text:
        """The part from ``start`` to ``end``, without space around it."""
        end = start + len(self.plain[start:end].rstrip())
        start = end - len(self.plain[start:end].lstrip())
        inside = [(max(at, start), min(at + size, end)) for at, size in self.bold]
        return Text(self.plain[start:end], tuple((a - start, b - a) for a, b in inside if a < b))

    def entities(self) -> List[Dict[str, Any]]:
        """The bold places as the Bot API wants them."""
        marks = [MessageEntity(MessageEntity.BOLD, offset, length) for offset, length in self.bold]
        return [mark.to_dict() for mark in MessageEntity.adjust_message_entities_to_utf_16(self.plain, marks)]


def text_of(message: Message, wording: Wording) -> Text:
    """One reply, with its place among the questions before it."""
    data = message.get("data") or {}
    body = Text(message["text"], tuple(_lead_ins(message)))
    if data.get("type") == "question" and data.get("total"):
        return Text(wording.say("progress", place=data["place"], total=data["total"]) + "\n\n") + body
    return body


def together(messages: Iterable[Message]) -> Iterator[List[Message]]:
    """The replies in groups, each to be one message; what carries buttons stays alone."""
    group: List[Message] = []
    for message in messages:
        joins = (message.get("data") or {}).get("section") in TOGETHER and not message["replies"]
        if group and not (joins and not group[-1]["replies"]):
            yield group
            group = []
        group.append(message)
    if group:
        yield group


def joined(texts: Iterable[Text]) -> Text:
    """Texts with an empty line between them."""
    first, *others = texts
    for other in others:
        first = first + Text("\n\n") + other
    return first


def pieces(text: Text, longest: int = LONGEST) -> Iterator[Text]:
    """The text in parts that fit, cut at paragraphs where possible, else lines, sentences, words, characters."""
    start = 0
    while start < len(text.plain):
        end = _fitting(text.plain, start, longest)
        if end < len(text.plain):
            end = next(
                (
                    cut
                    for mark in _BREAKS
                    if (cut := text.plain.rfind(mark, start, end) + len(mark)) > start + len(mark)
                ),
                end,
            )
        piece = text.cut(start, end)
        if piece.plain:
            yield piece
        start = end


def _fitting(text: str, start: int, longest: int) -> int:
    """The furthest end such that no more than ``longest`` UTF-16 code units lie between."""
    units = 0
    for end in range(start, len(text)):
        units += 2 if ord(text[end]) > 0xFFFF else 1
        if units > longest:
            return end
    return len(text)


def _lead_ins(message: Message) -> Iterator[tuple[int, int]]:
    data, text = message.get("data") or {}, message["text"]
    names = [f"{pattern['name']}: " for pattern in data.get("patterns", ())]
    if text.startswith(data.get("heading") or "\n"):
        yield 0, len(data["heading"])
    yield from ((at, len(name) - 2) for name in names if (at := text.find(name)) >= 0)
