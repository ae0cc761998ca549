"""Numbers in words and digits: how long, how old.

The unit that is spoken decides: "18 months" is months, "a year and a half" is years. A number of weeks may
also be a pregnancy, an age, a treatment, a training plan or the time since an operation: those are no durations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.normalise import Word
from bot.understanding.patterns import Span, Text

DAYS, WEEKS, MONTHS, YEARS = "duration_days", "duration_weeks", "duration_months", "duration_years"

Found = tuple[Span, str]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NUMBERS = _set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty "
    "thirty forty fifty couple few several half many dozen some"
)
_ORDINALS = _set("second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th 6th 7th 8th")
_FILLERS = _set("of or so the about around roughly nearly almost over odd and to bit full whole solid good long more")
_UNITS = {
    form: unit
    for unit, forms in {
        DAYS: "day days dys nights",
        WEEKS: "week weeks weeek weeeks weks weak weaks wkes fortnight fortnights",
        MONTHS: "month months monts mnths mnth mths monht monhts mounths mo mos moths",
        YEARS: "y year years yeer yeers yers yaers winters summers decade decades",
    }.items()
    for form in forms.split()
}
_SHORT_TIMES = _set("hour hours minute minutes second seconds")
_PLURAL_ALONE = _set("weeks months years decades")
_SHORTHAND = {"7": DAYS, "52": WEEKS, "12": MONTHS}

_WEEKDAYS = _set(
    "monday tuesday wednesday wensday wednsday weds thursday thurs friday saturday sunday mon tue tues wed thu thur fri"
)
_WEEKDAYS_AMBIGUOUS = _set("sat sun")
_MONTH_NAMES = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec"
)
_SEASONS = _set("spring summer autumn winter christmas xmas easter halloween ramadan")
_LIFE_STAGES = _set("covid childhood school university uni college twenties thirties forties fifties teens")
_AGES_OF_MAN = _set("kid teenager boy girl child lad lass student young")
_PARTS_OF_DAY = _set("morning afternoon evening")
_MEALS = _set("breakfast lunch lunchtime dinner dinnertime teatime tea midday noon midnight")

_SINCE = _set("since from sinse sins")
_BEGAN = _set(
    "start started starts starting began begun came come kicked appeared happened went gone felt hurt woke popped twisted "
    "tweaked pulled bent fell slipped"
)
_GOES_ON = _set("ago now later straight already on back plus running solid tops anyway and , . ; ! ? \n ) ( or")
_AFTER_IS_OTHER = _set(
    "old pregnant preggers postpartum post pp gone along preg gestation after before off shift shifts a per into until "
    "till course plan programme training rehab physio notice holiday antibiotics baby postnatal ahead"
)
_BEFORE_IS_OTHER = _set("every each per within next another aged at than after in under another turning by nearest")
_OF_OTHERS = _set(
    "physio antibiotics rest running training steroids tablets ibuprofen work exercises yoga rehab stretching lifting "
    "driving rugby football gym age gestation pregnancy therapy treatment practice meetings sitting yoga"
)
_OPERATIONS = _set(
    "rest op operation surgery replaced replacement jab injection section birth baby stitches biopsy cancer chemo epidural "
    "prednisolone steroids born lanced transplant"
)
_FULL_TERM = range(13, 43)
"""Weeks of pregnancy somebody would name; nobody counts a bare "31 weeks" of pain."""


def durations(text: Text) -> Iterator[Found]:
    """Each stretch of words that says how long it has been going on, with its finding."""
    words = text.words
    for index, word in enumerate(words):
        found = (
            _counted(words, index)
            or _shorthand(words, index)
            or _weekday(words, index)
            or _this_day(words, index)
            or _since_when(words, index)
            or _life_long(words, index)
        )
        if found and not _denied(words, found[0]):
            yield found


# --- "three weeks", "about a year", "weeks now" ---------------------------------------------------------------------


def _counted(words: Sequence[str], index: int) -> Found | None:
    word = words[index]
    if word in _SHORT_TIMES or words[index - 1 : index + 1] == ["one", "day"]:
        return _hours(words, index)
    if word not in _UNITS or _is_rate(words, index):
        return None
    unit = _UNITS[word]
    start = _start_of_count(words, index)
    span = (start, index + 1)
    after = words[index + 1] if index + 1 < len(words) else "."
    before = words[start - 1] if start else "."
    if _is_other(words, span):
        return None
    if start < index:
        if _is_single_article(words, span):
            return (span, unit) if _article_counts(word, before, after) else None
        if unit == WEEKS and _is_pregnancy(words, span, before, after):
            return None
        return span, unit
    if before in ("last", "past") and (word in ("week", "fortnight") or _near(words, index, _SPELLS, 3)):
        return (index - 1, index + 1), unit
    if before in _ORDINALS and unit != DAYS or before == "third":
        return (index - 1, index + 1), unit
    if word == "day" and _is_number(after):
        return (index, index + 2), DAYS
    if word in ("week", "fortnight") and before in ".,;!?\n" and after in ("after", "since", "on", "tomorrow", "now"):
        return span, unit
    if word == "fortnight" and after in ("ago", "now"):
        return span, unit
    if word in _PLURAL_ALONE and (before in _BEFORE_PLURAL or after in ("now", "ago", "of", "on")):
        return span, unit
    return None


_BEFORE_PLURAL = _set("for been over , . ; ( it had is there was its of many past say anyway this")
_SPELLS = _set("for over since during in")


def _start_of_count(words: Sequence[str], index: int) -> int:
    """Where the number before a unit begins; ``index`` itself when there is none."""
    start = index
    for at in range(index - 1, max(-1, index - 7), -1):
        if _is_number(words[at]) or words[at] in ("a", "an"):
            start = at
        elif words[at] not in _FILLERS:
            break
    return start


def _is_number(word: str) -> bool:
    return word in _NUMBERS or bool(re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", word))


def _is_single_article(words: Sequence[str], span: Span) -> bool:
    return not any(_is_number(word) for word in words[span[0] : span[1]])


def _article_counts(word: str, before: str, after: str) -> bool:
    """ "For a week", "a month or so", "a fortnight" count; "twice a week", "20 miles a week" do not."""
    if word in ("fortnight", "decade"):
        return True
    if word == "day":
        return after == "and"
    leads = before in _set("for about nearly over almost been only just past last had around like maybe roughly say , . ; \n since within on agony")
    return (leads and after not in _set("in when while old") ) or after in _set("ago now or of and already on back")


def _is_rate(words: Sequence[str], index: int) -> bool:
    """ "5k a week", "all day", "every week", "a day in the life"."""
    before = words[index - 1] if index else ""
    if before in ("every", "each", "per", "all", "any", "most", "some", "these", "other", "bad", "rest"):
        return True
    if before in ("a", "an") and index > 1:
        counted = words[index - 2]
        return _is_number(counted) and counted not in _NUMBERS or counted in _set("times x once twice hours miles km k steps days nights shifts sessions classes half")
    return False


def _is_other(words: Sequence[str], span: Span) -> bool:
    """An age, a pregnancy, a shift, training, treatment, or the time since an operation."""
    after = list(words[span[1] : span[1] + 4])
    before = list(words[max(0, span[0] - 4) : span[0]])
    first = after[0] if after else "."
    if before[-1:] in (["is"], ["are"]) and before[-2:-1] and before[-2] in ("he", "she", "baby", "one", "they", "twins"):
        return True
    if words[span[1] - 1] == "nights" and first not in ("ago", "now", "no", "straight", "without", "of", "running"):
        return True
    if first in _AFTER_IS_OTHER and not (first in ("after", "before") and words[span[0]] in ("week", "weeks")):
        return not (first == "off" and words[span[0]] != "a" and "running" in after)
    if first == "of" and len(after) > 1 and (after[1] in _OF_OTHERS or after[1].endswith("ing") and after[1] not in _SORE):
        return words[span[0]] not in ("over", "past", "last") and not (span[0] and words[span[0] - 1] in ("over", "past", "last"))
    if before and before[-1] in _BEFORE_IS_OTHER and not (before[-1] == "in" and "came" in before):
        return True
    if first == "ago" and _UNITS.get(words[span[1] - 1]) == YEARS:
        return not any(word in _BEGAN for word in words[max(0, span[0] - 6) : span[0]])
    if first == "ago" and any(word in _OPERATIONS for word in before + after):
        return True
    return any(word in _OPERATIONS for word in before[-2:] + after[:2]) or before[-1:] in (["fine"], ["ok"], ["free"])


_SORE = _set("aching burning throbbing stabbing niggling nagging shooting killing agonising hurting cramping stiffening limping")


def _is_pregnancy(words: Sequence[str], span: Span, before: str, after: str) -> bool:
    number = next((word for word in words[span[0] : span[1]] if word.isdigit()), "")
    plain = before in _set("at . , ; \n ( am by is") or not span[0]
    return bool(number) and int(number) in _FULL_TERM and plain and after not in ("ago", "now", "of", "with")


def _hours(words: Sequence[str], index: int) -> Found | None:
    """Hours count as days, but only when they are time gone by: not "8 hours at a desk"."""
    start = _start_of_count(words, index)
    after = words[index + 1] if index + 1 < len(words) else "."
    before = words[start - 1] if start else "."
    lately = before in ("past", "last") and words[start - 2 : start - 1] != ["i"]
    gone_by = after in ("ago", "later", "hx", "history", "back") or lately
    if start < index and (gone_by or words[index] == "hours" and "48" in words[start:index]):
        return (start, index + 1), DAYS
    return None


# --- "3/52", "2/12", "5/7" ----------------------------------------------------------------------------------------


def _shorthand(words: Sequence[str], index: int) -> Found | None:
    match = re.fullmatch(r"(\d{1,2})(?:[.,-]\d+)?/(7|52|12)", words[index])
    if not match or words[index] in ("24/7", "7/7", "9/12") or match[2] == "7" and int(match[1]) > 14:
        return None
    after = words[index + 1] if index + 1 < len(words) else ""
    return None if after in _AFTER_IS_OTHER - {"gone"} else ((index, index + 1), _SHORTHAND[match[2]])


# --- days by name -------------------------------------------------------------------------------------------------


def _weekday(words: Sequence[str], index: int) -> Found | None:
    word = words[index]
    before = words[index - 1] if index else "."
    after = words[index + 1] if index + 1 < len(words) else "."
    if word in _WEEKDAYS_AMBIGUOUS:
        named = before in ("since", "on", "last") and after not in ("down", "on", "in", "at", "here")
    elif len(word) <= 5:
        named = word in _WEEKDAYS and before in _SINCE | {"on", "last", "this"}
    else:
        named = word in _WEEKDAYS and before not in _set("for next every until till by before each to any or and long most a")
    if not named or after in ("league", "job", "football", "off", "long", "run"):
        return None
    return (index, index + 1), DAYS


def _this_day(words: Sequence[str], index: int) -> Found | None:
    word = words[index]
    before = words[index - 1] if index else "."
    two = (before, word)
    if word in ("yesterday", "yest", "yday"):
        return (index, index + 1), DAYS
    if before == "this" and word in _PARTS_OF_DAY or two in (("last", "night"), ("other", "day"), ("the", "weekend")):
        return (index - 1, index + 1), DAYS
    if two in (("this", "week"), ("last", "weekend"), ("this", "weekend")) and _near(words, index, _SINCE | _BEGAN, 4):
        return (index - 1, index + 1), DAYS
    if word in ("today", "tonight", "lately") and word != "lately" and (
        before in _SINCE | {"just", "only", "earlier"} or _near(words, index, _set("started began came kicked appeared happened"), 3)
    ):
        return (index, index + 1), DAYS
    if word in _MEALS and before in _SINCE:
        return (index - 1, index + 1), DAYS
    return None


def _near(words: Sequence[str], index: int, wanted: frozenset[str], reach: int) -> bool:
    return any(word in wanted for word in words[max(0, index - reach) : index])


# --- "since june", "since 2016" -----------------------------------------------------------------------------------


def _since_when(words: Sequence[str], index: int) -> Found | None:
    word = words[index]
    since = next((at for at in range(index - 1, max(-1, index - 9), -1) if words[at] in _SINCE), None)
    if re.fullmatch(r"(?:19|20)\d\d", word) and _near(words, index, _SINCE | _BEGAN, 3):
        return (index, index + 1), YEARS
    if since is None or any(words[at] in ",.;!?\n" for at in range(since, index)):
        return None
    span = (since, index + 1)
    close = index - since <= 4
    dated = words[index - 1] == "in" and word in _MONTH_NAMES
    if dated or close and word in _MONTH_NAMES | _SEASONS or (words[index - 1], word) == ("new", "year"):
        return span, MONTHS
    if close and (word in _LIFE_STAGES or "was" in words[since:index] and word in _AGES_OF_MAN):
        return span, YEARS
    if (words[index - 1], word) == ("last", "year"):
        return span, YEARS
    return None


def _life_long(words: Sequence[str], index: int) -> Found | None:
    if words[index] in _SEASONS and words[index - 1 : index] == ["all"]:
        return (index - 1, index + 1), MONTHS
    if words[index] in ("life", "lifetime") and _near(words, index, _set("all most half whole adult"), 3):
        if _near(words, index, _set("my his her me"), 2):
            return (index - 1, index + 1), YEARS
    return ((index, index + 1), YEARS) if words[index] in ("lifelong", "donkeys", "yonks") else None


# --- "not since yesterday", "3 months not 3 weeks" ------------------------------------------------------------------


def _denied(words: Sequence[str], span: Span) -> bool:
    before = list(words[max(0, span[0] - 4) : span[0]])
    for stop in (",", ".", ";", "!", "?", "\n", "but", "only", "just"):
        if stop in before:
            before = before[len(before) - before[::-1].index(stop) :]
    return any(word in ("not", "never", "nowhere", "less", "no") for word in before) or before[-2:] == ["longer", "than"]


# --- who is speaking ------------------------------------------------------------------------------------------------

_AGE = re.compile(
    r"\b(?:i am|aged?|age is|he is|she is|they are|turning|turned|just)\s+(\d{1,3})\b(?!\s*(?:weeks|months|days|/|%|kg|miles|hours|minutes))"
    r"|\b(\d{1,3})\s*(?:years? old|yo\b|y o\b|year old|yrs? old)"
    r"|^(\d{1,3})\s*(?:,|\.|male|female|m\b|f\b|woman|man|$)"
    r"|\b(\d{1,3})\s*(?:,\s*)?(?:male|female|woman|man|m\b|f\b)"
)
_FEMALE = re.compile(r"\b(?:female|woman|lady|mum of|pregnant|my period|\d{1,3}\s*f)\b")
_MALE = re.compile(r"\b(?:male|man|bloke|guy|lad|\d{1,3}\s*m)\b")


def profile(tokens: Sequence[Word]) -> dict[str, int | str]:
    """Age in years and sex, where the message states them plainly."""
    text = " ".join(token.text for token in tokens)
    found: dict[str, int | str] = {}
    match = _AGE.search(text)
    if match:
        age = int(next(group for group in match.groups() if group))
        if 0 < age <= 115:
            found["age"] = age
    if match and _FEMALE.search(text):
        found["sex"] = "female"
    elif match and _MALE.search(text):
        found["sex"] = "male"
    return found
