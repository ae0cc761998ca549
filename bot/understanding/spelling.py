"""Mends words that no dictionary knows into words of the lexicon: "buttokc" becomes "buttock"."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

SHORTEST = 5
"""Letters a word needs to be mended: shorter ones are one slip away from too much."""

LONG = 8
"""Letters from which on two slips are mended instead of one."""


class Speller:
    """Words that are ``known`` are left alone; others become the closest of ``targets``, if there is one closest.

    Targets may hold slips of their own ("buttok"): where several are as close, the one that is ``known`` wins.
    """

    def __init__(self, known: Container[str], targets: Iterable[str]) -> None:
        self._known = known
        self._targets = frozenset(targets)
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self._targets):
            if len(word) >= SHORTEST - 1 and word.isalpha():
                self._by_start.setdefault(word[0], []).append(word)
        self.mend = lru_cache(maxsize=10_000)(self._mend)

    def _mend(self, word: str) -> str:
        if len(word) < SHORTEST or not word.isalpha() or word in self._known or word in self._targets:
            return word
        farthest = 2 if len(word) >= LONG else 1
        close: dict[int, list[str]] = {}
        for target in self._by_start.get(word[0], ()):
            if abs(len(target) - len(word)) <= farthest:
                slips = OSA.distance(word, target, score_cutoff=farthest)
                if slips <= farthest:
                    close.setdefault(slips, []).append(target)
        best = close[min(close)] if close else []
        known = [target for target in best if target in self._known] or best
        return known[0] if len(known) == 1 else word
