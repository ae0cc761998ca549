"""What the tests share: the knowledge base, and a hypothesis profile that fits a slow machine."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from bot.knowledge import KnowledgeBase, load_knowledge

settings.register_profile(
    "ischia",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("ischia")


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """The content that ships."""
    return load_knowledge()
