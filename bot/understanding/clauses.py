"""Cuts a message into clauses: what the sentence encoder reads one by one."""

from __future__ import annotations

import re

LONGEST = 1_500
"""Characters looked at; what comes later in a very long message adds little."""

FEWEST_WORDS = 4
"""Shorter pieces stay with their neighbour: "no pain, none" says nothing by halves."""

Span = tuple[int, int]
"""Start and end (exclusive) in characters."""

_CUT = re.compile(
    r"[.;!?\n,:()–—]+|\s-\s|\b(?:and|but|or|plus|so|then|though|although|because|cos|since|after|when|while|whereas|with)\b",
    re.IGNORECASE,
)


def clauses(text: str) -> list[Span]:
    """The clauses of a message, in order; the whole text when nothing cuts it."""
    text = text[:LONGEST]
    cuts = [0, *(match.start() for match in _CUT.finditer(text)), len(text)]
    found: list[Span] = []
    for start, end in zip(cuts, cuts[1:]):
        if found and (_words(text, *found[-1]) < FEWEST_WORDS or _words(text, start, end) == 0):
            found[-1] = (found[-1][0], end)
        elif end > start:
            found.append((start, end))
    if len(found) > 1 and _words(text, *found[-1]) < FEWEST_WORDS - 1:
        found[-2:] = [(found[-2][0], found[-1][1])]
    return found or [(0, len(text))]


def _words(text: str, start: int, end: int) -> int:
    return len(re.findall(r"\w+", text[start:end]))
