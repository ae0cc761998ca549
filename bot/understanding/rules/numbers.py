"""Strength of pain out of ten, temperatures, and heights that somebody fell from."""

from __future__ import annotations

import re
from collections.abc import Iterator

SEVERE_FROM = 8
"""Out of ten (the labelling rule of the development sets)."""

FEVER_FROM = 38.0
"""Degrees Celsius; NHS, "High temperature (fever) in adults"."""

HIGH_FALL_FROM = 3.0
"""Metres; NICE NG232 and the NHS major trauma triage tool count a fall of more than one storey, about 3 m."""

Found = tuple[int, int, str]
"""Start and end in the text, and the finding."""

_TEN = re.compile(r"(?<![\d/.])(\d{1,2})(?:\s*(?:-|–|to|or)\s*(\d{1,2}))?\s*(?:/|out of|outta)\s*(?:10|ten)\b", re.I)
_WORDS = "zero one two three four five six seven eight nine ten".split()
_TEN_IN_WORDS = re.compile(rf"\b({'|'.join(_WORDS)})\s+(?:out of|outta)\s+ten\b", re.I)
_CELSIUS = re.compile(r"(?<![\d.,])(?:3[89]|4[0-2])[.,]\d(?!\d|\s*(?:kg|km|k\b|m\b|miles|stone|st\b|%|/))", re.I)
_SAID_CELSIUS = re.compile(r"\b(?:temp\w*|fever|pyrexi\w+)\b[^.\d]{0,14}(?:3[89]|4[0-2])(?![\d.,/%])", re.I)
_FAHRENHEIT = re.compile(r"(?<![\d.,])(10[0-7])(?:[.,]\d)?\s*(?:°|degrees|deg)?\s*(?:f\b|fahrenheit)", re.I)
_WARM = re.compile(r"\b(?:temp|temps|temperature|fever|feverish|thermometer|pyrexi\w+|burning up|T|sweat\w*)\b|°", re.I)
_HEIGHT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d)?)\s*(m|metres?|meters?|ft|feet|foot|storeys?|stories|floors?)\b(?!\s*(?:to|from)\b)",
    re.I,
)
_FELL = re.compile(
    r"\b(?:f[ae]ll(?:en|ing)?|came off|dropped|jumped|plunged|tumbled"
    r"|off (?:a|the) (?:roof|ladder|scaffold\w*|balcony))\b",
    re.I,
)
_METRES = {"m": 1.0, "f": 0.3048, "s": 3.0}
_NEAR = 60
"""Characters between a fall and the height that is said after it."""


def numbers(text: str) -> Iterator[Found]:
    """The findings that numbers state."""
    for match in _TEN.finditer(text):
        if SEVERE_FROM <= max(int(part) for part in match.groups() if part) <= 10:
            yield (*match.span(), "pain_severe")
    for match in _TEN_IN_WORDS.finditer(text):
        if _WORDS.index(match[1].lower()) >= SEVERE_FROM:
            yield (*match.span(), "pain_severe")
    if _WARM.search(text):
        for match in (*_CELSIUS.finditer(text), *_SAID_CELSIUS.finditer(text), *_FAHRENHEIT.finditer(text)):
            yield (*match.span(), "fever_unwell")
    for match in _HEIGHT.finditer(text):
        unit = match[2][0].lower()
        high = float(match[1].replace(",", ".")) * _METRES["s" if match[2].lower().startswith("floor") else unit]
        before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + 6]
        if high >= HIGH_FALL_FROM and (_FELL.search(before) or after.lower().lstrip(" -").startswith(("fall", "drop"))):
            yield (*match.span(), "major_trauma")
