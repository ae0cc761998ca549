"""Waiting for something to become true."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
# What changes outside the double rings no bell, so it is looked at this often.
_LOOK_AGAIN = 0.05


def wait_until(
    changed: threading.Condition, ready: Callable[[], Found], timeout: float, tell: Callable[[], str]
) -> Found:
    """What ``ready`` gives, once that is true; an AssertionError with what ``tell`` says after ``timeout`` seconds."""
    end = time.monotonic() + timeout
    while True:
        with changed:
            if found := ready():
                return found
            changed.wait(min(_LOOK_AGAIN, max(0.0, end - time.monotonic())))
        if time.monotonic() >= end:
            raise AssertionError(f"{tell()}\nnot within {timeout} seconds")
