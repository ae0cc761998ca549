"""Who it is about: age and sex, in words and digits, of the writer or of the one they write for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.normalise import Word

_UNITS_OF_AGE = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        1,
    )
}
_TENS_OF_AGE = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10)))
_N = rf"(\d{{1,3}}|(?:{'|'.join(_TENS_OF_AGE)})(?: (?:- )?(?:{'|'.join(_UNITS_OF_AGE)}))?|{'|'.join(_UNITS_OF_AGE)})"
_CHILD = (
    r"(?:(?:grand|step|foster )?(?:sons?|daughters?|child|kid|kids|lad|lads|lassie|boy|girl|baby|bub|bairn|toddler)"
    r"|niece|nephew|youngest|eldest|oldest|little one|teenager|teen|wee one|newborn)"
)
_GROWN = (
    r"(?:mum|mam|mom|mother|dad|da|father|nan|nana|nans|gran|granny|grandma|grandad|granddad|grandpa|grandfather"
    r"|grandmother|husband|wife|partner|auntie|aunt|uncle|neighbour|patient|pt)"
)
_NOT_AN_AGE = (
    r"(?! ?(?:/|%|: ?\d|(?:st|foot|feet|ft|stone|stones|of|weeks?|wks?|months?|mths?|days?|nights?|hours?|hrs?|minutes?"
    r"|mins?|miles?|km|k|kg|pounds|lbs?|inch|inches|cm|times|sets|reps|steps|legs?|th|rd|nd|more|kids|children|toes?"
    r"|feet|sides?|pills?|tablets?|out|mg|cups?|pm|am|o|years? (?:ago|now|back|on|of|in)"
    r"|yrs? (?:ago|now|back|on|of|in))\b))"
)
_HEDGES = r"(?: (?:only|just|nearly|almost|about|of))?"
_LINKS = r"(?: (?:is|was|of|,|\(|-|aged?|who|just|nearly|almost|only|about|turned|turning|here|now|s))*"
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:i am|aged?|age is|turning|turned){_HEDGES} {_N}\b(?! and a half){_NOT_AN_AGE}",
        rf"\b(?:he|she) is{_HEDGES} {_N}\b{_NOT_AN_AGE}",
        rf"\b{_N} (?:- )?(?:years?|yrs?|yr|y) (?:- |/ )?(?:old|o)\b",
        rf"\b{_N} ?yo\b",
        rf"\b(?:{_CHILD}|{_GROWN}){_LINKS} {_N}\b{_NOT_AN_AGE}",
        rf"^{_N} ?(?:,|\.(?!\d)|male|female|m\b|f\b|woman|man|$)",
        rf"\b{_N} ?(?:, )?(?:male|female|woman|man)\b",
        r"\b([1-9]\d) ?(?:, )?[mf]\b",
    )
)
_MONTHS_OLD = re.compile(
    rf"\b{_N} (?:- )?(?:months?|mths?|mth) (?:- )?old\b|\b(?:{_CHILD}|he is|she is){_LINKS} {_N} months?\b"
)
_FEMALE = re.compile(r"\b(?:female|woman|lady|mum of|pregnant|my period|\d{1,3}\s*f)\b")
_MALE = re.compile(r"\b(?:male|man|bloke|guy|lad|\d{1,3}\s*m)\b")
_OLDEST, ADULT = 115, 16
_OWN_BODY = re.compile(
    r"\bmy (?:(?:left|right|whole|lower|own|poor|bad|inner|outer|sore) )*"
    r"(?:back|legs?|hips?|bum|butt|buttocks?|tailbone|coccyx|groin|foot|sacrum|glutes?|thighs?|calf|pelvis)\b"
)
"""The writer's own complaint: then a child that is named is somebody else."""


_SIDE = re.compile(
    r"\b(left|right)(?: hand)?(?: (?:side|lower|upper|inner|outer|whole|of|my|the|butt|bum|front|back|s))*"
    r" (?:buttocks?|bum|butt|ass|arse|cheek|glutes?|hips?|legs?|thighs?|groin|back|side|calf|foot|knee|sit|sitting"
    r"|si|hamstrings?|piriformis)\b"
    r"|\b(?:on|in|down|to|at) (?:the|my|his|her) (left|right)\b(?! (?:track|thing|way|time|place|hand))",
)


def side(tokens: Sequence[Word]) -> str | None:
    """``left`` or ``right`` where one of them alone is named with a part of the lower body."""
    said = {match[1] or match[2] for match in _SIDE.finditer(" ".join(token.text for token in tokens))}
    return said.pop() if len(said) == 1 else None


_PATIENT = re.compile(
    rf"\b(?:my|our) (?:{_N} years? old )?"
    rf"(?P<who>(?:(?:old|poor|elderly|little|youngest|eldest|oldest|late) )*(?:{_CHILD}|{_GROWN}|sister|brother"
    r"|friend|mate|girlfriend|boyfriend|client|flatmate|colleague))\b"
)
_MYSELF = re.compile(
    r"\bi (?!am (?:worried|scared|afraid|writing|asking|his|her|their|a carer|calling|looking)|think|do not know"
    r"|noticed|found|look after|care for|am not sure|wonder|need help|want to help|worry|took (?:him|her)|hope|fear"
    r"|suspect|would like|can not (?:get|reach|wake|calm|comfort))\w+"
)


def who(tokens: Sequence[Word]) -> str | None:
    """``self`` where the writer has the trouble; "dad" where the message speaks of nobody's body but his."""
    text = " ".join(token.text for token in tokens)
    if _OWN_BODY.search(text) or _MYSELF.search(text):
        return "self"
    patient = _PATIENT.search(text)
    return patient["who"] if patient else None


_OTHERS = re.compile(
    rf"\b(?:my|our|his|her) (?:late |old |poor |ex |step)?(?:{_CHILD}|{_GROWN}|sister|brother|sis|bro|cousin"
    r"|friend|mate|boss|colleague|in-laws?|mother-in-law|father-in-law|flatmate|girlfriend|boyfriend)\b[^.;!?,\n]*",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\b(?:but|and|though|so|because|while|whereas)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:i|i'm|i've|my|me|mine|myself)\b", re.IGNORECASE)


def others(text: str) -> list[tuple[int, int]]:
    """Stretches of the text that speak of somebody else alone, where the writer speaks of their own body besides."""
    found = []
    for match in _OTHERS.finditer(text):
        turn = _TURNS.search(match[0])
        end = match.start() + (turn.start() if turn else len(match[0]))
        alone = not _SELF.search(text, match.start() + len("my "), end)
        if alone and _OWN_BODY.search((text[: match.start()] + text[end:]).lower()):
            found.append((match.start(), end))
    return found


def profile(tokens: Sequence[Word]) -> dict[str, int | str]:
    """Age in full years (a baby of some months counts as one), sex, side and whom it is about, where plain."""
    text = " ".join(token.text for token in tokens)
    found: dict[str, int | str] = {}
    age = _age(text)
    if age is not None:
        found["age"] = age
        if _FEMALE.search(text):
            found["sex"] = "female"
        elif _MALE.search(text):
            found["sex"] = "male"
    more = {"side": side(tokens), "who": who(tokens)}
    return {**found, **{name: value for name, value in more.items() if value}}


def _age(text: str) -> int | None:
    own = _OWN_BODY.search(text) is not None
    months = _MONTHS_OLD.search(text)
    if months and not own:
        return max(1, _number(next(group for group in months.groups() if group)) // 12)
    for pattern in _AGES:
        match = pattern.search(text)
        age = _number(match[1]) if match else 0
        if match and 0 < age <= _OLDEST and not (own and age < ADULT and not match[0].startswith("i am")):
            return age
    return None


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    return sum(_TENS_OF_AGE.get(word, 0) + _UNITS_OF_AGE.get(word, 0) for word in words.split())
