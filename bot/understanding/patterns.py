"""The little language of the lexicon: patterns over words, and their matcher.

A pattern is a row of elements, separated by spaces:

* ``word``: that word, or any form of it that has it as lemma; ``num*`` any word that starts so;
* ``a/b/{c}``: one of several; ``word?`` and ``a/b?``: may be missing, the whole of it;
* ``{numb}``: a concept, itself a list of patterns;
* ``~``: a gap of up to ``GAP`` words inside the same clause; ``~~`` of up to twice as many;
* ``a & b``: both sides in the same clause, in any order, at most ``REACH`` words apart.

Concepts are matched first, in the order of the files, and may use the ones before them. Every pattern is filed
under its rarest element, and only those whose element occurs in the text are tried: thousands cost little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

GAP = 5
REACH = 9

Span = tuple[int, int]
"""Start and end (exclusive) in words."""


@dataclass(frozen=True, eq=False)
class Element:
    """One place of a pattern: words and prefixes, or a concept, or a gap. One object for each way of writing it."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    gap: int = 0
    optional: bool = False

    @property
    def is_gap(self) -> bool:
        """Matches any few words."""
        return self.gap > 0

    @property
    def keys(self) -> frozenset[str]:
        """What must be in a text for the element to match: a word, a beginning ``num*``, or a concept ``{numb}``."""
        prefixes = (f"{prefix}*" for prefix in self.prefixes)
        return frozenset([*self.words, *prefixes, *(f"{{{concept}}}" for concept in self.concepts)])


@dataclass(frozen=True)
class Pattern:
    """A parsed pattern: one row, or two rows for ``a & b``."""

    source: str
    rows: tuple[tuple[Element, ...], ...]
    required: tuple[Element, ...]
    keys: frozenset[str]


@dataclass
class Text:
    """What patterns are matched against: words, lemmas, and the clause each word stands in."""

    words: Sequence[str]
    lemmas: Sequence[str]
    clauses: Sequence[int]
    spans: dict[str, list[Span]]
    _ends: dict[Element, dict[int, list[int]]] = field(default_factory=dict, repr=False)

    def ends(self, element: Element) -> dict[int, list[int]]:
        """Where the element matches: each start with its ends. Concepts it names must have been marked before."""
        known = self._ends.get(element)
        if known is None:
            known = self._ends[element] = self._look_for(element)
        return known

    def _look_for(self, element: Element) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for concept in element.concepts:
            for start, end in self.spans.get(concept, ()):
                found.setdefault(start, []).append(end)
        starts = {at for word in element.words & self._forms for at in self.places[word]}
        if element.prefixes:
            starts.update(at for at, word in enumerate(self.words) if word.startswith(element.prefixes))
        for at in starts:
            found.setdefault(at, []).append(at + 1)
        return found

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(self.places)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word, and each lemma, stands."""
        places: dict[str, list[int]] = {}
        for index, forms in enumerate(zip(self.words, self.lemmas)):
            for form in set(forms):
                places.setdefault(form, []).append(index)
        return places


class PatternIndex:
    """Patterns in named groups, and quick to look through for those that can match a text."""

    def __init__(self, groups: Mapping[str, Iterable[Pattern]]) -> None:
        self.names = list(groups)
        self._by_key: dict[str, list[tuple[int, Pattern]]] = {}
        for number, patterns in enumerate(groups.values()):
            for pattern in patterns:
                for key in pattern.keys:
                    self._by_key.setdefault(key, []).append((number, pattern))
        self._prefixes = {len(key) - 1 for key in self._by_key if key.endswith("*")}

    def candidates(self, text: Text) -> dict[str, list[Pattern]]:
        """The patterns whose rarest element is in the text, by group, in the order of the groups."""
        found = self._under(self._word_keys(text))
        for concept in text.spans:
            self._add(found, f"{{{concept}}}")
        return {self.names[number]: found[number] for number in sorted(found)}

    def mark(self, text: Text) -> None:
        """Match every group in order, each as a concept that later groups may use."""
        waiting = self._under(self._word_keys(text))
        for number, name in enumerate(self.names):
            spans = sorted({span for pattern in waiting.pop(number, ()) for span in find(pattern, text)})
            if spans:
                text.spans[name] = spans
                self._add(waiting, f"{{{name}}}")

    def _under(self, keys: Iterable[str]) -> dict[int, list[Pattern]]:
        found: dict[int, list[Pattern]] = {}
        for key in keys:
            self._add(found, key)
        return found

    def _add(self, found: dict[int, list[Pattern]], key: str) -> None:
        for number, pattern in self._by_key.get(key, ()):
            found.setdefault(number, []).append(pattern)

    def _word_keys(self, text: Text) -> set[str]:
        beginnings = {f"{word[:length]}*" for word in text.words for length in self._prefixes if len(word) >= length}
        return beginnings.union(text.places)


def parse_pattern(source: str) -> Pattern:
    """Parse one pattern. Raises ValueError when it is empty or begins or ends with a gap."""
    rows = tuple(tuple(_element(part) for part in side.split()) for side in source.split(" & "))
    if len(rows) > 2 or any(not row or row[0].is_gap or row[-1].is_gap for row in rows):
        raise ValueError(f"not a pattern: {source!r}")
    if any(row[-1].optional for row in rows if len(row) > 1):
        raise ValueError(f"a last element that may be missing says nothing (in a/b/c? all of it may be): {source!r}")
    required = [e for row in rows for e in row if not e.optional and not e.is_gap]
    if not required:
        raise ValueError(f"every element is optional: {source!r}")
    return Pattern(source, rows, tuple(required), min((e.keys for e in required), key=_commonness))


def _commonness(keys: frozenset[str]) -> tuple[int, int]:
    """Few alternatives first, then long words: the rarest element of a pattern comes out smallest."""
    return len(keys), -max(map(len, keys))


@cache
def _element(part: str) -> Element:
    if part == "~":
        return Element(gap=GAP)
    if part == "~~":
        return Element(gap=2 * GAP)
    optional = len(part) > 1 and part.endswith("?")
    part = part[:-1] if optional else part
    alternatives = part.split("/") if len(part) > 1 else [part]
    plain = [word for word in alternatives if not word.startswith("{")]
    return Element(
        words=frozenset(word for word in plain if not word.endswith("*") or word == "*"),
        prefixes=tuple(word[:-1] for word in plain if word.endswith("*") and len(word) > 1),
        concepts=tuple(word[1:-1] for word in alternatives if word.startswith("{")),
        optional=optional,
    )


def find(pattern: Pattern, text: Text) -> Iterator[Span]:
    """Every place the pattern matches, leftmost end first for each start."""
    if not all(map(text.ends, pattern.required)):
        return
    first = _spans_of(pattern.rows[0], text)
    if len(pattern.rows) == 1:
        yield from first
        return
    second = list(_spans_of(pattern.rows[1], text))
    for a in first if second else ():
        for b in second:
            start, end = min(a[0], b[0]), max(a[1], b[1])
            apart = max(a[0], b[0]) - min(a[1], b[1])
            if 0 <= apart <= REACH and _same_clause(text, start, end):
                yield start, end


def _spans_of(row: tuple[Element, ...], text: Text) -> Iterator[Span]:
    starts = range(len(text.words)) if row[0].optional else sorted(text.ends(row[0]))
    for start in starts:
        for end in _match(row, 0, start, text):
            if _same_clause(text, start, end):
                yield start, end
                break


def _match(row: tuple[Element, ...], index: int, at: int, text: Text) -> Iterator[int]:
    """The ends the rest of the row can reach from word ``at``."""
    if index == len(row):
        yield at
        return
    element = row[index]
    if element.is_gap:
        for skip in range(element.gap + 1):
            yield from _match(row, index + 1, at + skip, text)
        return
    for end in text.ends(element).get(at, ()):
        yield from _match(row, index + 1, end, text)
    if element.optional:
        yield from _match(row, index + 1, at, text)


def _same_clause(text: Text, start: int, end: int) -> bool:
    return end <= len(text.clauses) and text.clauses[start] == text.clauses[end - 1]
