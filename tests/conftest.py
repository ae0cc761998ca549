"""What the tests share: knowledge base, agent, server, and a hypothesis profile that fits a slow machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bot.knowledge import KnowledgeBase, load_knowledge
from bot.rasa.agent import MODEL, load_agent
from tests.serving import Served, serving

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


@pytest.fixture(scope="session")
def agent() -> Any:
    """The trained agent, with conversations kept in memory."""
    return load_agent(MODEL)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real server."""
    if not MODEL.is_file():
        pytest.skip("there is no trained model: run `make train` first")
    with serving(tmp_path_factory.mktemp("state")) as server:
        yield server
