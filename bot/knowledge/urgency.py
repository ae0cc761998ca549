"""How soon help is needed."""

from __future__ import annotations

from enum import IntEnum


class Urgency(IntEnum):
    """Four levels, ordered: a higher one always wins."""

    SELF_CARE = 0
    SEE_CLINICIAN_SOON = 1
    URGENT_SAME_DAY = 2
    EMERGENCY = 3

    @property
    def key(self) -> str:
        """The name used in content, in evaluation files and in the API."""
        return self.name.lower()

    @classmethod
    def from_key(cls, key: str) -> Urgency:
        """The level called ``key``; raises ValueError when there is none."""
        try:
            return cls[key.upper()]
        except KeyError:
            names = ", ".join(level.key for level in cls)
            raise ValueError(f"unknown urgency {key!r}; one of {names}") from None
