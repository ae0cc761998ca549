"""What Ischia knows: typed, validated, sourced content. Imports no framework."""

from bot.knowledge.errors import ContentError
from bot.knowledge.loader import load_knowledge
from bot.knowledge.model import (
    Answer,
    Caution,
    Condition,
    Evidence,
    Feeling,
    Finding,
    Guidance,
    KnowledgeBase,
    Line,
    Option,
    Passage,
    Question,
    Region,
    Source,
    Step,
    Topic,
    UrgencyRule,
    UrgentTopic,
)
from bot.knowledge.rules import Polarity, Rule, Truth
from bot.knowledge.urgency import Urgency

__all__ = [
    "Answer",
    "Caution",
    "Condition",
    "ContentError",
    "Evidence",
    "Feeling",
    "Finding",
    "Guidance",
    "KnowledgeBase",
    "Line",
    "Option",
    "Passage",
    "Polarity",
    "Question",
    "Region",
    "Rule",
    "Source",
    "Step",
    "Topic",
    "Truth",
    "Urgency",
    "UrgencyRule",
    "UrgentTopic",
    "load_knowledge",
]
