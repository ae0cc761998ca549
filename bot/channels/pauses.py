"""How long to wait before something that failed is tried again."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST_SECONDS = 60.0


def pauses() -> Iterator[float]:
    """Seconds to wait before each further try: 1, 2, 4 ... 60."""
    pause = 1.0
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_SECONDS)
