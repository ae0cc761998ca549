"""What the dialogue works with: what is known, and ways to hear, handed in by whoever runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Optional

from bot.dialogue.answers import Read
from bot.knowledge import Condition, KnowledgeBase


@dataclass(frozen=True)
class Assistant:
    """Knowledge, and functions of a text.

    ``read`` tells the findings, ``asked`` what a question asks for, the likeliest first, ``asked_before_going`` which
    of the things that people ask before they go for help, ``named`` the condition that is named, ``shown_as`` the
    question that offers something. ``with_clinic``: the clinic can be reached, and is told of. ``response_sources``:
    where the wording of each response comes from.
    """

    knowledge: KnowledgeBase
    read: Read
    asked: Callable[[str], tuple[tuple[str, float], ...]]
    asked_before_going: Callable[[str], Optional[str]]
    named: Callable[[str], Optional[Condition]]
    shown_as: Callable[[str], Optional[str]]
    with_clinic: bool = False
    response_sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
