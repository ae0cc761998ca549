"""Numbers in words and digits: how long.

The unit that is spoken decides: "18 months" is months, "a year and a half" is years. A number of weeks may
also be a pregnancy, an age, a treatment, a training plan or the time since an operation: those are no durations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]
"""First word, and last word + 1."""

DAYS, WEEKS, MONTHS, YEARS = "duration_days", "duration_weeks", "duration_months", "duration_years"

Found = tuple[Span, str]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STOPS = _set(". , ; ! ? (") | {"\n", ""}
"""What may stand before or after a phrase that stands alone; "" is the edge of the message."""

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
_HOURS = _set("hour hours minute minutes")
_PLURALS = _set("weeks months years decades")


def durations(words: Sequence[str]) -> Iterator[Found]:
    """Each stretch of words that says how long it has been going on, with its finding."""
    for index in range(len(words)):
        for reader in (_counted, _hours, _shorthand, _weekday, _recent_day, _since_when, _season_or_life):
            found = reader(words, index)
            if found:
                if not _denied(words, found[0]):
                    yield found
                break


def _at(words: Sequence[str], index: int) -> str:
    """The word there, or "" beyond the edges."""
    return words[index] if 0 <= index < len(words) else ""


def _near(words: Sequence[str], index: int, wanted: frozenset[str], reach: int) -> bool:
    """One of the wanted words stands at most ``reach`` words before."""
    return not wanted.isdisjoint(words[max(0, index - reach) : index])


# --- "three weeks", "about a year", "weeks now" ---------------------------------------------------------------------


def _counted(words: Sequence[str], index: int) -> Found | None:
    word = words[index]
    if word not in _UNITS or _is_rate(words, index):
        return None
    unit, start = _UNITS[word], _start_of_count(words, index)
    span = (start, index + 1)
    if start == index:
        return _without_number(words, index)
    asked = _at(words, start - 1) == "how"
    if (
        asked
        or (unit == YEARS and _is_age(words, span))
        or _is_something_else(words, span)
        or words[start : index + 1] == ["one", "day"]
    ):
        return None
    if not any(_is_number(counted) for counted in words[start:index]):
        return (span, unit) if _article_counts(words, span) else None
    return None if unit == WEEKS and _is_pregnancy(words, span) else (span, unit)


def _is_age(words: Sequence[str], span: Span) -> bool:
    """ "I am 71 years", and "I have 45 years" as it is said in other languages."""
    before = _at(words, span[0] - 1)
    years = next((int(word) for word in words[span[0] : span[1]] if word.isdigit()), 0)
    return years > 11 and (before in ("am", "is", "aged", "age") or (before == "have" and _at(words, span[1]) != "of"))


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


_BEFORE_ARTICLE = _STOPS | _set(
    "for about nearly over almost been only just past last had around like maybe roughly say since within on agony"
)
_AFTER_ARTICLE = _set("ago now or of and already on back")
_NOT_AFTER_ARTICLE = _set("in when while old")


def _article_counts(words: Sequence[str], span: Span) -> bool:
    """ "For a week", "a month or so", "a fortnight" count; "twice a week" and "a day at work" do not."""
    word, before, after = words[span[1] - 1], _at(words, span[0] - 1), _at(words, span[1])
    if word in ("fortnight", "decade"):
        return True
    if word == "day":
        return after == "and"
    return after in _AFTER_ARTICLE or before in _BEFORE_ARTICLE and after not in _NOT_AFTER_ARTICLE


_BEFORE_PLURAL = _STOPS | _set("for been over it had is there was of many past say anyway this")
_AFTER_PLURAL = _set("now ago of on")
_AFTER_WEEK = _set("after since on tomorrow now")
_SPELLS = _set("for over since during in")


def _without_number(words: Sequence[str], index: int) -> Found | None:
    """ "Years of it", "last week", "day 3", "its fourth week", "week after a fall"."""
    word, before, after = words[index], _at(words, index - 1), _at(words, index + 1)
    if _is_something_else(words, (index, index + 1)):
        return None
    unit, here = _UNITS[word], (index, index + 1)
    if before in ("last", "past"):
        counts = word in ("week", "fortnight") or _near(words, index, _SPELLS, 3)
        return ((index - 1, index + 1), unit) if counts or word in _PLURALS else None
    if before in _ORDINALS:
        return ((index - 1, index + 1), unit) if unit != DAYS or before not in ("second", "2nd") else None
    if word == "day" and _is_number(after) and len(after) < 3:
        return (index, index + 2), DAYS
    if (
        word in ("week", "fortnight")
        and before in _STOPS
        and after in _AFTER_WEEK
        or (word, after) == ("fortnight", "ago")
    ):
        return here, unit
    if word in _PLURALS and (before in _BEFORE_PLURAL or after in _AFTER_PLURAL):
        return here, unit
    return None


_EVERY = _set("every each per all any most some these other bad rest")
_RATES = _set("times x once twice hours miles km k steps days nights shifts sessions classes half")


def _is_rate(words: Sequence[str], index: int) -> bool:
    """ "5k a week", "all day", "every week"."""
    before, counted = _at(words, index - 1), _at(words, index - 2)
    if before in ("a", "an"):
        return counted in _RATES or _is_number(counted) and counted not in _NUMBERS
    return before in _EVERY


_SOMEONE = _set("he she baby one they twins")
_NIGHTS_THAT_COUNT = _set("ago now no straight without of running")
_AFTER_OTHER = _set(
    "old pregnant preggers postpartum post pp gone along preg gestation after before off shift shifts a per into until "
    "till course plan programme training rehab physio notice holiday antibiotics baby postnatal ahead"
)
_BEFORE_OTHER = _set("every each per within next another aged at than after in under turning by nearest fine ok free")
_OF_OTHER = _set(
    "physio antibiotics rest steroids tablets ibuprofen work exercises yoga rehab rugby football gym age gestation "
    "pregnancy therapy treatment practice meetings"
)
_OPERATIONS = _set(
    "op operation surgery replaced replacement jab injection section birth baby stitches biopsy cancer chemo epidural "
    "prednisolone steroids born lanced transplant rest"
)
_SORE = _set("aching burning throbbing stabbing niggling nagging shooting killing agonising hurting cramping limping")
_BEGAN = _set(
    "start started starts starting began begun came come kicked appeared happened went gone felt hurt woke popped "
    "twisted tweaked pulled bent fell slipped"
)


def _is_something_else(words: Sequence[str], span: Span) -> bool:
    """An age, a pregnancy, a shift, training, treatment, or the time since an operation."""
    last, after, next_but_one = words[span[1] - 1], _at(words, span[1]), _at(words, span[1] + 1)
    before, before_that = _at(words, span[0] - 1), _at(words, span[0] - 2)
    around = {*words[max(0, span[0] - 2) : span[0]], *words[span[1] : span[1] + 2]}
    if before in ("is", "are") and before_that in _SOMEONE:
        return True
    if last == "nights" and after not in _NIGHTS_THAT_COUNT:
        return True
    if after in _AFTER_OTHER and (after, words[span[0]]) not in (("after", "week"), ("after", "weeks")):
        return not (after == "off" and next_but_one == "running")
    if after == "of" and (next_but_one in _OF_OTHER or next_but_one.endswith("ing") and next_but_one not in _SORE):
        return before not in ("over", "past", "last") and words[span[0]] != "over"
    if before in _BEFORE_OTHER and (before, before_that) != ("in", "up"):
        return True
    if after == "ago" and _UNITS[last] == YEARS and not _near(words, span[0], _BEGAN, 6):
        return True
    if after == "ago" and _near(words, span[0], _OPERATIONS, 4):
        return True
    return not _OPERATIONS.isdisjoint(around)


_WEEKS_OF_PREGNANCY = range(13, 43)
_BEFORE_PREGNANCY = _STOPS | _set("at am by is")


def _is_pregnancy(words: Sequence[str], span: Span) -> bool:
    """A bare "31 weeks": nobody counts the weeks of a pain so far."""
    number = next((word for word in words[span[0] : span[1]] if word.isdigit()), "0")
    bare = _at(words, span[0] - 1) in _BEFORE_PREGNANCY and _at(words, span[1]) not in ("ago", "now", "of", "with")
    return bare and int(number) in _WEEKS_OF_PREGNANCY


_GONE_BY = _set("ago later hx history back")


def _hours(words: Sequence[str], index: int) -> Found | None:
    """Hours count as days, but only as time gone by: not "8 hours at a desk"."""
    if words[index] not in _HOURS and words[index - 1 : index + 1] != ["one", "day"]:
        return None
    start = _start_of_count(words, index)
    lately = _at(words, start - 1) in ("past", "last") and _at(words, start - 2) != "i"
    if start < index and (lately or _at(words, index + 1) in _GONE_BY or words[start] == "48"):
        return (start, index + 1), DAYS
    return None


# --- "3/52", "2/12", "5/7" ------------------------------------------------------------------------------------------

_SHORTHAND = {"7": DAYS, "52": WEEKS, "12": MONTHS}
_NO_SHORTHAND = _set("24/7 7/7")


def _shorthand(words: Sequence[str], index: int) -> Found | None:
    match = re.fullmatch(r"(\d{1,2})/(7|52|12)", words[index])
    if match is None or words[index] in _NO_SHORTHAND or _at(words, index + 1) in _AFTER_OTHER:
        return None
    return (index, index + 1), _SHORTHAND[match[2]]


# --- days by name ---------------------------------------------------------------------------------------------------

_WEEKDAYS = _set("monday tuesday wednesday wensday wednsday thursday friday saturday sunday tues weds thurs")
_SHORT_WEEKDAYS = _set("mon tue wed thu thur fri sat sun")
_NOT_BEFORE_WEEKDAY = _set("for next every until till by before each to any or and long most a")
_NOT_AFTER_WEEKDAY = _set("league job football off long run down on in at here")
_DAY_PHRASES = frozenset(
    {
        ("this", "morning"),
        ("this", "afternoon"),
        ("this", "evening"),
        ("last", "night"),
        ("other", "day"),
        ("the", "weekend"),
    }
)
_WEEK_PHRASES = frozenset({("this", "week"), ("last", "weekend"), ("this", "weekend")})
_MEALS = _set("breakfast lunch lunchtime dinner dinnertime teatime tea midday noon midnight")
_SINCE = _set("since from sinse")


def _weekday(words: Sequence[str], index: int) -> Found | None:
    word, before, after = words[index], _at(words, index - 1), _at(words, index + 1)
    named = word in _WEEKDAYS and before not in _NOT_BEFORE_WEEKDAY
    named = named or word in _SHORT_WEEKDAYS and before in ("since", "on", "last")
    return ((index, index + 1), DAYS) if named and after not in _NOT_AFTER_WEEKDAY else None


def _recent_day(words: Sequence[str], index: int) -> Found | None:
    word, before = words[index], _at(words, index - 1)
    pair = (index - 1, index + 1)
    if word in ("yesterday", "yesterdays", "yest", "yday"):
        return (index, index + 1), DAYS
    if (before, word) in _DAY_PHRASES or word in _MEALS and before in _SINCE:
        return pair, DAYS
    if (before, word) in _WEEK_PHRASES and _near(words, index, _SINCE | _BEGAN, 4):
        return pair, DAYS
    if word in ("today", "tonight") and (
        before in ("just", "only", "earlier", "since") or _near(words, index, _STARTED, 3)
    ):
        return (index, index + 1), DAYS
    return None


_STARTED = _set("started began came kicked appeared happened")

# --- "since june", "since 2016", "all my life" ------------------------------------------------------------------------

_MONTH_NAMES = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec"
)
_BEFORE_MONTH = _set("since from in early mid late last about around of before the sinse")
_SEASONS = _set("spring summer autumn winter christmas xmas easter halloween ramadan")
_LIFE_STAGES = _set("covid childhood school university uni college twenties thirties forties fifties teens")
_THE_YOUNG = _set("kid teenager boy girl child lad lass student young")


def _since_when(words: Sequence[str], index: int) -> Found | None:
    word, before = words[index], _at(words, index - 1)
    if re.fullmatch(r"(?:19|20)\d\d", word) and _near(words, index, _SINCE | _BEGAN, 3):
        return (index, index + 1), YEARS
    since = next((at for at in range(index - 1, max(-1, index - 9), -1) if words[at] in _SINCE), None)
    if since is None or not _STOPS.isdisjoint(words[since:index]):
        return None
    span, close = (since, index + 1), index - since <= 4
    in_month = word in _MONTH_NAMES and before in _BEFORE_MONTH and (close or before == "in")
    if in_month or close and word in _SEASONS or (before, word) == ("new", "year"):
        return span, MONTHS
    young = word in _THE_YOUNG and "was" in words[since:index]
    if close and (word in _LIFE_STAGES or young) or (before, word) == ("last", "year"):
        return span, YEARS
    return None


def _season_or_life(words: Sequence[str], index: int) -> Found | None:
    word, before = words[index], _at(words, index - 1)
    if word in _SEASONS and before == "all":
        return (index - 1, index + 1), MONTHS
    if word in ("life", "lifetime") and _near(words, index, _set("all most half whole adult"), 3):
        return ((index - 1, index + 1), YEARS) if _near(words, index, _set("my his her me"), 2) else None
    return ((index, index + 1), YEARS) if word in ("lifelong", "donkeys", "yonks") else None


# --- "not since yesterday", "3 months not 3 weeks" ------------------------------------------------------------------

_DENIALS = _set("not never nowhere less no")
_FRESH_STARTS = _STOPS | _set("but only just")


def _denied(words: Sequence[str], span: Span) -> bool:
    """A denial shortly before, with no stop or turn after it."""
    for at in range(span[0] - 1, max(-1, span[0] - 3), -1):
        if words[at] in _FRESH_STARTS or words[at : at + 2] == ["nowhere", words[span[0]]]:
            return False
        if words[at] in _DENIALS or (words[at], _at(words, at + 1)) == ("longer", "than"):
            return True
    return False
