"""Whose finding it is, whether it is denied, past, imagined or unsure: the scope of the context words.

Follows the idea of clinical negation algorithms (trigger words, forward and backward scope, pseudo
triggers, terminators), with spaCy's parts of speech deciding where a scope ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from bot.knowledge import Polarity
from bot.understanding.patterns import Pattern, PatternIndex, Span, Text, find

FARTHEST = 9
"""Words a denial reaches, at most."""

Verdict = Literal["present", "absent", "unsure", "ignored"]

_HARD = frozenset(".;!?\n")
_TURNING_POS = frozenset({"VERB", "AUX", "PRON"})
_JOINS = frozenset({"and", "or", ",", "/", "nor"})


@dataclass(frozen=True)
class Judgement:
    """How a span counts, and the words that say so."""

    verdict: Verdict
    because: str = ""

    @property
    def polarity(self) -> Polarity:
        """The polarity, for a verdict that is not ``ignored``."""
        return Polarity(self.verdict)


class Context:
    """The context of one message; ask it about any span of words."""

    def __init__(self, text: Text, doc: Doc, cues: PatternIndex) -> None:
        self._text = text
        self._tags = [token.pos_ for token in doc]
        self._past_verbs = {token.i for token in doc if token.tag_ == "VBD"}
        self._present_verbs = {token.i for token in doc if token.tag_ in ("VBZ", "VBP")}
        spans = {name: _spans(patterns, text) for name, patterns in cues.candidates(text).items()}
        pseudo = spans.get("not_denials", [])
        self._noun = [s for s in spans.get("noun_denials", ()) if not _inside_any(s, pseudo)]
        self._verb = [s for s in spans.get("verb_denials", ()) if not _inside_any(s, pseudo)]
        self._clear = spans.get("all_clear", [])
        self._past = [s for s in spans.get("past", ()) if not _inside_any(s, pseudo)]
        asking = {text.clauses[start] for start, _ in spans.get("asking", ())}
        supposed = [s for s in spans.get("supposed", ()) if text.clauses[s[0]] in asking]
        self._imagined = sorted([*spans.get("hypothetical", ()), *supposed])
        self._unsure = spans.get("unsure", [])
        self._general = [s for s in spans.get("general_question", ()) if self._starts_clause(s[0])]
        self._others = spans.get("others", [])
        self._creatures = [s for s in spans.get("creatures", ()) if self._does(s)]
        self._not_mine = spans.get("not_mine", [])
        self._over = spans.get("over", [])
        self._turns = spans.get("turns", [])

    def judge(self, span: Span, *, past_counts: bool = False) -> Judgement:
        """How the finding at ``span`` counts."""
        for verdict, cue in (
            ("ignored", self._imagined_by(span)),
            ("ignored", self._someone_elses(span) or self._creatures_own(span)),
            ("unsure", self._before(self._unsure, span, reach=FARTHEST)),
            ("absent", self._denied_by(self._after_turn(span))),
            ("absent", None if past_counts else self._past_by(span) or self._over_by(span)),
        ):
            if cue is not None:
                return Judgement(verdict, " ".join(self._text.words[cue[0] : cue[1]]))  # type: ignore[arg-type]
        return Judgement("present")

    def turned_around(self, clause: Span) -> bool:
        """Whether a clause holds, or stands under, any cue that could change what it says."""
        cues = (
            *(*self._noun, *self._verb, *self._clear, *self._past, *self._over),
            *(*self._imagined, *self._unsure, *self._others, *self._creatures),
        )
        inside = any(start < clause[1] and clause[0] < end for start, end in cues)
        return inside or self.judge(clause).verdict != "present"

    # --- scopes ---------------------------------------------------------------------------------------------------

    def _after_turn(self, span: Span) -> Span:
        """The part of the words after a turn inside them: of "gets me, it is getting up", the getting up."""
        inside = [start for start, _ in self._turns if span[0] < start < span[1]]
        return (max(inside), span[1]) if inside else span

    def _denied_by(self, span: Span) -> Span | None:
        return self._reached_by(span) or self._answered_no(span) or self._taken_back(span) or self._cleared_by(span)

    def _reached_by(self, span: Span) -> Span | None:
        """The denial before the words whose scope they stand in."""
        for cue in reversed([c for c in self._verb if c[1] <= span[0]]):
            if self._reaches(cue, span, stop_at_verbs=False):
                return cue
        for cue in reversed([c for c in self._noun if c[1] <= span[0]]):
            if self._reaches(cue, span, stop_at_verbs=True):
                return cue
        return None

    def _answered_no(self, span: Span) -> Span | None:
        """ "Numbness? No." and "weakness: none"."""
        words, end = self._text.words, span[1]
        mark = next((i for i in range(end, min(end + 3, len(words))) if words[i] in ("?", ":")), None)
        if mark is None or mark + 1 >= len(words) or words[mark + 1] not in _NO:
            return None
        return None if words[mark + 2 : mark + 3] and words[mark + 2] in _NO_BUT else (mark + 1, mark + 2)

    def _taken_back(self, span: Span) -> Span | None:
        """ "If there were blood in it I'd have gone already. There isn't."."""
        words = self._text.words
        start = next((i + 1 for i in range(span[1], len(words)) if words[i] in _HARD), len(words))
        end = next((i for i in range(start, len(words)) if words[i] in _HARD or words[i] == ","), len(words))
        said = words[start:end]
        short = 3 <= len(said) <= 4 and said[-1] == "not" and said[-2] in _HELPING and said[-3] in _POINTING
        return (start, end) if short else None

    def _reaches(self, cue: Span, span: Span, *, stop_at_verbs: bool) -> bool:
        start, end = cue[1], span[0]
        if end - start > FARTHEST or not self._same_sentence(cue[0], span[0]):
            return False
        if any(start <= turn[0] < end for turn in self._turns):
            return False
        between = self._text.words[start:end]
        if stop_at_verbs and _ANDS.intersection(between) and self._has_verb(span):
            return False
        for offset, word in enumerate(between):
            at = start + offset
            if word == "," and not self._list_goes_on(at, end):
                return False
            if word in ("after", "since", "from", "following"):
                return False
            if stop_at_verbs and self._tags[at] in ("VERB", "AUX") and word not in _CARRYING:
                return False
            if word in ("and", "so", "because", "since", "when") and self._subject_follows(at + 1, end):
                return False
        return True

    def _has_verb(self, span: Span) -> bool:
        return any(tag in ("VERB", "AUX") for tag in self._tags[span[0] + 1 : span[1]])

    def _list_goes_on(self, comma: int, end: int) -> bool:
        """After a comma a denial goes on only in a list of nouns: "no numbness, tingling or weakness"."""
        after = range(comma + 1, end)
        if any(self._tags[i] in _TURNING_POS for i in after):
            return False
        rest = self._text.words[comma + 1 :]
        stop = next((i for i, word in enumerate(rest) if word in _HARD), len(rest))
        segment = rest[:stop]
        return "or" in segment or "nor" in segment

    def _subject_follows(self, start: int, end: int) -> bool:
        return any(
            self._tags[i] == "PRON" or self._text.words[i] in ("my", "the") for i in range(start, min(start + 2, end))
        )

    def _cleared_by(self, span: Span) -> Span | None:
        for cue in self._clear:
            if cue[0] < span[1] or cue[0] - span[1] > 5 or not self._same_sentence(span[0], cue[0]):
                continue
            between = self._text.words[span[1] : cue[0]]
            if "," in between or any(word in _BREAKING for word in between):
                continue
            if self._text.words[cue[0] - 1] in ("not", "never", "hardly"):
                continue
            if cue[1] < len(self._text.words) and self._text.words[cue[1] - 1] in ("gone", "went"):
                if self._tags[cue[1]] in ("ADJ", "ADV", "VERB") or self._text.words[cue[1]] in _GONE_ON:
                    continue
            return cue
        return None

    def _past_by(self, span: Span) -> Span | None:
        for cue in self._past:
            if not self._same_sentence(span[0], cue[0]):
                continue
            low, high = min(span[1], cue[1]), max(span[0], cue[0])
            if high - low > FARTHEST or any(low <= turn[0] < high for turn in self._turns):
                continue
            if self._text.words[cue[0] - 1 : cue[0]] in (["never"], ["not"]):
                continue
            if any(word in _BEGINNINGS for word in self._text.words[max(0, span[0] - 3) : cue[1] + 3]):
                continue
            return cue
        return None

    def _over_by(self, span: Span) -> Span | None:
        """ "Couldn't feel my feet, then right as rain"; what comes and goes ("goes numb, fine again") is not over."""
        words = self._text.words
        end = next((i for i in range(span[1], len(words)) if words[i] in _HARD), len(words))
        cue = next((cue for cue in self._over if span[1] <= cue[0] < end), None)
        around = range(max(0, span[0] - 4), span[1] + 2)
        return None if self._present_verbs.intersection(around) else cue

    def _imagined_by(self, span: Span) -> Span | None:
        cue = self._before(self._imagined, span, reach=2 * FARTHEST)
        if cue is not None:
            return None if any(cue[1] <= turn[0] < span[0] for turn in self._turns) else cue
        if self._speaks_of_self() and not self._not_mine:
            return None
        asked = [g for g in self._general if self._same_sentence(g[0], span[0]) and not self._denied_at(g[0])]
        return asked[0] if asked else None

    def _speaks_of_self(self) -> bool:
        """The writer is in the message as more than "can I": what they ask about is theirs."""
        return any(word in _SELF for word in self._text.words)

    def _denied_at(self, at: int) -> bool:
        """ "can not pee" is a statement, whatever it starts with."""
        return "not" in self._text.words[at + 1 : at + 3]

    def _starts_clause(self, at: int) -> bool:
        before = self._text.words[at - 1] if at else "."
        return at == 0 or before in _STARTERS or self._text.clauses[at] != self._text.clauses[at - 1]

    def _someone_elses(self, span: Span) -> Span | None:
        cue = self._before(self._others, span, reach=2 * FARTHEST) or self._named_after(span)
        if cue is None or not self._own_body():
            return None
        between = range(cue[1], span[0])
        if any(self._text.words[i] in ("my", "mine", "i", "me") for i in between):
            return None
        about_then = any(i in self._past_verbs for i in range(cue[0], min(span[1] + 1, len(self._text.words))))
        return cue if about_then or self._not_mine else None

    def _does(self, span: Span) -> bool:
        """Whether the words are the subject of a verb: "the dog is off her food", not "tripped over the dog"."""
        return self._tags[span[1] : span[1] + 1] in (["VERB"], ["AUX"], ["PART"])

    def _creatures_own(self, span: Span) -> Span | None:
        cue = self._before(self._creatures, span, reach=2 * FARTHEST)
        if cue is None or any(cue[1] <= turn[0] < span[0] for turn in self._turns):
            return None
        return None if _SELF.intersection(self._text.words[cue[1] : span[1]]) else cue

    def _named_after(self, span: Span) -> Span | None:
        """ "Chemo was my wife, not me"."""
        for cue in self._others:
            if 0 <= cue[0] - span[1] <= 4 and self._same_sentence(span[0], cue[0]):
                if any(
                    self._same_sentence(cue[0], not_mine[0]) and cue[1] <= not_mine[0] for not_mine in self._not_mine
                ):
                    return cue
        return None

    def _own_body(self) -> bool:
        """The writer speaks of their own body somewhere, or says that it is not theirs."""
        if self._not_mine:
            return True
        starts = {start for name in _BODY for start, _ in self._text.spans.get(name, ())}
        owned = [i for i, word in enumerate(self._text.words) if word in ("my", "me")]
        if any(start in starts for i in owned for start in range(i, i + 4)):
            return True
        elsewhere = {self._text.clauses[i] for i, word in enumerate(self._text.words) if word in _THEM}
        elsewhere |= {self._text.clauses[start] for start, _ in self._others}
        mine = {self._text.clauses[i] for i, word in enumerate(self._text.words) if word == "i"}
        return bool((mine - elsewhere) & {self._text.clauses[start] for start in starts})

    def _before(self, cues: list[Span], span: Span, *, reach: int) -> Span | None:
        found = [
            cue
            for cue in cues
            if cue[1] <= span[0] and span[0] - cue[1] <= reach and self._same_sentence(cue[0], span[0])
        ]
        return found[-1] if found else None

    def _same_sentence(self, a: int, b: int) -> bool:
        return self._text.clauses[a] == self._text.clauses[b]


_NO = frozenset("no nope nah none never nil nowt negative".split())
_NO_BUT = frozenset("idea clue wonder doubt longer better worse joke".split())
_HELPING = frozenset("has have had is are was were do does did am".split())
_POINTING = frozenset("it there that they mine i he she this".split())
_ANDS = frozenset("and , or".split())
_THEM = frozenset("he she they his her their him them".split())
_SELF = frozenset("i my mine me myself".split())
_STARTERS = frozenset(", so and or ok please hi hello".split())
_BODY = (
    "buttock",
    "sit_bone",
    "tailbone",
    "hip",
    "outer_hip",
    "groin",
    "low_back",
    "back",
    "thigh",
    "leg",
    "calf",
    "foot",
)
_CARRYING = frozenset(
    ["have", "had", "has", "having", "got", "get", "getting", "feel", "feeling", "felt", "been", "be"]
)
_BREAKING = frozenset(["but", "and", "though", "when", "because", "so"])
_GONE_ON = frozenset(
    [
        "numb",
        "dead",
        "weak",
        "to",
        "all",
        "cold",
        "white",
        "blue",
        "purple",
        "stiff",
        "into",
        "down",
        "on",
        "up",
        "out",
        "over",
        "in",
        "from",
        "from",
    ]
)
_BEGINNINGS = frozenset(["started", "start", "began", "since", "for", "getting", "came", "comes", "still", "on"])


def _spans(patterns: Iterable[Pattern], text: Text) -> list[Span]:
    return sorted({span for pattern in patterns for span in find(pattern, text)})


def _inside_any(span: Span, others: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
