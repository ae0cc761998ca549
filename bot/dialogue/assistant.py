"""What the dialogue works with: what is known, and ways to hear, handed in by whoever runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Optional

from bot.dialogue.answers import Read
from bot.knowledge import Condition, KnowledgeBase, UrgentTopic
from bot.understanding.reading import Found


@dataclass(frozen=True)
class Assistant:
    """Knowledge, and functions of a text.

    ``read`` tells the findings, ``answer_to`` what a question is about (the leading pattern given), ``perhaps_meant``
    up to three written questions near it, ``explanation_of`` what a word means, ``urgent_topic`` which of the
    things that people ask before they go for help. ``with_clinic``: the clinic can be
    reached, and is told of. ``response_sources``: where the wording of each response comes from.
    """

    knowledge: KnowledgeBase
    read: Read
    answer_to: Callable[[str, Optional[Condition]], Optional[Found]]
    perhaps_meant: Callable[[str], tuple[str, ...]]
    explanation_of: Callable[[str], Optional[Found]]
    urgent_topic: Callable[[str], Optional[UrgentTopic]]
    with_clinic: bool = False
    response_sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
