"""Phrases that state a danger whatever the learned reader thinks: other languages, and the plainest English wordings.

The data stands in ``dangers.yml`` and ``languages.yml``; each entry has a witness in ``tests/lexicon``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bot.understanding.normalise import clean, words

HERE = Path(__file__).parent

_STOPS = frozenset(".;!?\n")
_TURNS = frozenset("but though although however except".split())
_NEW_SUBJECTS = frozenset("i he she my his her now".split())
"""After "and" they begin a clause of its own: "my foot won't lift and I lost control of my bowels"."""

_DENIALS = frozenset("no not never nor without denies denied deny denying nil none nothing neither if whether".split())
"""Words between two anchors that leave a danger to the learned reader."""

_DOUBTS = _DENIALS | frozenset(
    "free negative unless fear afraid scared worried worry case like as could might should".split()
)
"""Words before a danger, in its clause, that do."""


@dataclass(frozen=True)
class Phrase:
    """One entry: ``finding``, and two groups of words that must stand near each other, in either order."""

    id: str
    finding: str
    first: tuple[tuple[str, ...], ...]
    second: tuple[tuple[str, ...], ...]
    within: int


@dataclass(frozen=True)
class Found:
    """Where an entry was found in the text."""

    start: int
    end: int
    finding: str
    id: str


class Phrases:
    """The English wordings. Reads the file once; raises ValueError that names a broken entry."""

    def __init__(self, file: Path = HERE / "dangers.yml") -> None:
        data = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        groups = {name: tuple(_split(said) for said in listed) for name, listed in data["words"].items()}
        self.entries = tuple(_entry(file, entry, groups) for entry in data["dangers"])

    def find(self, text: str) -> Iterator[Found]:
        """Each entry that stands in the text, undenied, at its first place."""
        tokens = [word for word in words(clean(text)) if word.text != "-"]
        said = [token.text for token in tokens]
        places: dict[str, list[int]] = {}
        for at, word in enumerate(said):
            places.setdefault(word, []).append(at)
        for entry in self.entries:
            span = _near(said, places, entry)
            if span is not None:
                yield Found(tokens[span[0]].start, tokens[span[1] - 1].end, entry.finding, entry.id)


def _split(said: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(clean(said)) if word.text != "-")


def _entry(file: Path, entry: Mapping[str, object], groups: Mapping[str, tuple[tuple[str, ...], ...]]) -> Phrase:
    try:
        first, second = (groups[name] for name in entry["near"])  # type: ignore[attr-defined]
        return Phrase(str(entry["id"]), str(entry["finding"]), first, second, int(str(entry.get("within", 6))))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{file.name}: entry {entry.get('id')!r} is broken: {error}") from None


def _standing(
    said: Sequence[str], places: Mapping[str, Sequence[int]], group: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Where a phrase of the group stands; ``places`` are those of each word."""
    for phrase in group:
        for at in places.get(phrase[0], ()):
            if tuple(said[at : at + len(phrase)]) == phrase:
                yield at, at + len(phrase)


def _near(said: Sequence[str], places: Mapping[str, Sequence[int]], entry: Phrase) -> tuple[int, int] | None:
    seconds = list(_standing(said, places, entry.second))
    if not seconds:
        return None
    for one in _standing(said, places, entry.first):
        for other in seconds:
            start, end = min(one[0], other[0]), max(one[1], other[1])
            between = said[min(one[1], other[1]) : max(one[0], other[0])]
            apart = max(one[0], other[0]) - min(one[1], other[1])
            if 0 <= apart <= entry.within and not _STOPS.intersection(between) and not _denied(said, start, between):
                return start, end
    return None


def _denied(said: Sequence[str], start: int, between: Sequence[str]) -> bool:
    """Whether a word of denial or supposition stands before, in the same clause, or between the anchors."""
    if _DENIALS.intersection(between):
        return True
    for at in range(start - 1, max(0, start - 8) - 1, -1):
        word = said[at]
        if word in _STOPS or word in _TURNS or (word == "and" and said[at + 1] in _NEW_SUBJECTS):
            return False
        if word in _DOUBTS:
            return True
    return False


class Languages:
    """Danger words of other languages, compared without accents and capitals."""

    def __init__(self, file: Path = HERE / "languages.yml") -> None:
        data = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        self.entries = {
            f"{language}:{finding}": tuple(said)
            for language, findings in data.items()
            for finding, said in findings.items()
        }
        self._phrases = [
            (folded, re.compile(_bounded(folded)), key)
            for key, listed in self.entries.items()
            for folded in map(_folded, listed)
        ]

    def find(self, text: str) -> Iterator[Found]:
        """Each phrase that stands in the text. Offsets are those of the whole text: folding moves letters."""
        folded = _folded(text)
        for said, pattern, key in self._phrases:
            if said in folded and pattern.search(folded):
                yield Found(0, len(text), key.partition(":")[2], key)


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese and Chinese."""


def _bounded(said: str) -> str:
    """The pattern of ``said``: whole words, but anywhere in running text where the script has no spaces."""
    return re.escape(said) if _UNSPACED.search(said) else rf"(?<!\w){re.escape(said)}(?!\w)"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    bare = "".join(char for char in plain if not unicodedata.combining(char) or "\u0900" <= char <= "\u0dff")
    return " ".join(bare.replace("ı", "i").split())
