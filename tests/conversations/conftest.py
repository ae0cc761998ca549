from __future__ import annotations

from typing import Any

import pytest

from bot.agent import MODEL, load_agent


@pytest.fixture(scope="session")
def agent() -> Any:
    """The trained agent, with conversations kept in memory."""
    return load_agent(MODEL)
