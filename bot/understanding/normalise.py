"""Turns a message into plain word tokens that remember where they stood.

Contractions are opened ("can't", "cant" and "cannot" all become "can not"), so that a rule needs
one form of each. Offsets point into the original text: every finding can show the words that made it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 4_000
"""Characters read; anything longer is cut (the channel has its own, friendlier limit)."""

_WORD = re.compile(r"[ls]\d\b|\d+(?:[.,/]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*|[.,;:!?()\n\-–—/&+]|[^\s\w]")

_NEGATED = {
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "could", "would", "should", "must",
    "need", "might",
}  # fmt: skip

_CONTRACTIONS: dict[str, tuple[str, ...]] = {
    "cant": ("can", "not"), "cannot": ("can", "not"), "cannae": ("can", "not"), "cudnt": ("could", "not"),
    "wont": ("will", "not"), "aint": ("is", "not"), "dinnae": ("do", "not"), "dunno": ("do", "not", "know"),
    "dont": ("do", "not"), "dnt": ("do", "not"), "doesnae": ("does", "not"), "didnae": ("did", "not"),
    "isnae": ("is", "not"), "wasnae": ("was", "not"), "willnae": ("will", "not"), "wouldnae": ("would", "not"),
    "havnt": ("have", "not"), "havent": ("have", "not"), "hasnt": ("has", "not"), "im": ("i", "am"),
    "ive": ("i", "have"), "ill": ("ill",), "id": ("i", "would"), "thats": ("that", "is"), "theres": ("there", "is"),
    "whats": ("what", "is"), "its": ("it", "is"), "hes": ("he", "is"), "shes": ("she", "is"), "youre": ("you", "are"),
    "theyre": ("they", "are"), "weve": ("we", "have"), "gonna": ("going", "to"), "wanna": ("want", "to"),
    "gotta": ("got", "to"), "cos": ("because",), "coz": ("because",), "cuz": ("because",), "bc": ("because",),
    "w": ("with",), "w/o": ("without",), "tho": ("though",), "ur": ("your",), "u": ("you",), "n": ("and",),
    "r": ("right",), "l": ("left",), "yrs": ("years",), "yr": ("year",), "wks": ("weeks",), "wk": ("week",),
    "hrs": ("hours",), "hr": ("hour",), "mins": ("minutes",), "min": ("minutes",), "mths": ("months",),
    "mth": ("month",), "nowt": ("nothing",), "owt": ("anything",), "summat": ("something",), "nae": ("no",),
    "tingly": ("tingly",), "mi": ("my",), "ma": ("my",), "b": ("be",), "dat": ("that",), "da": ("the",),
    "wi": ("with",), "&": ("and",), "+": ("and",), "nothin": ("nothing",), "feelin": ("feeling",),
    "killin": ("killing",), "sittin": ("sitting",), "walkin": ("walking",), "peein": ("peeing",),
}  # fmt: skip

_SUFFIXES = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "is"}


@dataclass(frozen=True)
class Word:
    """One token: its plain form and the span of the original text it came from."""

    text: str
    start: int
    end: int


def clean(text: str) -> str:
    """``text`` without control, zero-width and direction characters, in one quote style, same length or shorter."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Cf") and char != "\n" else char for char in text)
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def words(text: str) -> list[Word]:
    """The tokens of cleaned ``text``."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        for part, start, end in _open(match.group().lower(), match.start(), text[match.end() : match.end() + 1]):
            found.append(Word(part, start, end))
    return found


def _open(token: str, start: int, after: str) -> list[tuple[str, int, int]]:
    end = start + len(token)
    if token in _CONTRACTIONS and not (token in ("r", "l", "s") and after.isdigit()):
        return [(part, start, end) for part in _CONTRACTIONS[token]]
    if token.endswith("n't") and len(token) > 3:
        stem = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}.get(token[:-3], token[:-3])
        return [(stem, start, end), ("not", start, end)]
    if token.endswith("nt") and token[:-2] in _NEGATED:
        return [(token[:-2], start, end), ("not", start, end)]
    for suffix, opened in _SUFFIXES.items():
        if token.endswith(suffix) and len(token) > len(suffix):
            return [(token[: -len(suffix)], start, end - len(suffix)), (opened, end - len(suffix), end)]
    return [(token, start, end)]
