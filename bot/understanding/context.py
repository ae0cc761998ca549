"""Whose finding it is, whether it is denied, past, imagined or unsure: the scope of the context words.

Follows the idea of clinical negation algorithms (trigger words, forward and backward scope, pseudo
triggers, terminators), with spaCy's parts of speech deciding where a scope ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.knowledge import Polarity
from bot.understanding.lexicon import ContextWords
from bot.understanding.patterns import Pattern, Span, Text, find

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

    def __init__(self, text: Text, tags: Sequence[str], cues: ContextWords) -> None:
        self._text = text
        self._tags = tags
        pseudo = _spans(cues.not_denials, text)
        self._noun = [s for s in _spans(cues.noun_denials, text) if not _inside_any(s, pseudo)]
        self._verb = [s for s in _spans(cues.verb_denials, text) if not _inside_any(s, pseudo)]
        self._clear = _spans(cues.all_clear, text)
        self._past = _spans(cues.past, text)
        self._closed = _spans(cues.past_closed, text)
        self._imagined = _spans(cues.hypothetical, text)
        self._unsure = _spans(cues.unsure, text)
        self._others = _spans(cues.others, text)
        self._self = _spans(cues.self_words, text)
        self._turns = _spans(cues.turns, text)

    def judge(self, span: Span, *, past_counts: bool = False) -> Judgement:
        """How the finding at ``span`` counts."""
        for verdict, cue in (
            ("ignored", self._imagined_by(span)),
            ("ignored", self._someone_elses(span)),
            ("unsure", self._before(self._unsure, span, reach=FARTHEST)),
            ("absent", self._denied_by(span)),
            ("absent", None if past_counts else self._past_by(span)),
        ):
            if cue is not None:
                return Judgement(verdict, " ".join(self._text.words[cue[0] : cue[1]]))  # type: ignore[arg-type]
        return Judgement("present")

    def is_general_question(self) -> bool:
        """A question about people in general: it states nothing of the person."""
        words = self._text.words
        return bool(words) and not self._self and ("?" in words or words[0] in _ASKING)

    # --- scopes ---------------------------------------------------------------------------------------------------

    def _denied_by(self, span: Span) -> Span | None:
        for cue in reversed([c for c in self._verb if c[1] <= span[0]]):
            if self._reaches(cue, span, stop_at_verbs=False):
                return cue
        for cue in reversed([c for c in self._noun if c[1] <= span[0]]):
            if self._reaches(cue, span, stop_at_verbs=True):
                return cue
        return self._cleared_by(span)

    def _reaches(self, cue: Span, span: Span, *, stop_at_verbs: bool) -> bool:
        start, end = cue[1], span[0]
        if end - start > FARTHEST or not self._same_sentence(cue[0], span[0]):
            return False
        if any(start <= turn[0] < end for turn in self._turns):
            return False
        between = self._text.words[start:end]
        for offset, word in enumerate(between):
            at = start + offset
            if word == "," and not self._list_goes_on(at, end):
                return False
            if stop_at_verbs and self._tags[at] in ("VERB", "AUX") and word not in _CARRYING:
                return False
            if word in ("and", "so", "because", "since", "when") and self._subject_follows(at + 1, end):
                return False
        return True

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
        return any(self._tags[i] == "PRON" or self._text.words[i] in ("my", "the") for i in range(start, min(start + 2, end)))

    def _cleared_by(self, span: Span) -> Span | None:
        for cue in self._clear:
            if cue[0] < span[1] or cue[0] - span[1] > 5 or not self._same_sentence(span[0], cue[0]):
                continue
            between = self._text.words[span[1] : cue[0]]
            if "," in between or any(word in _BREAKING for word in between):
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
            if any(word in _BEGINNINGS for word in self._text.words[max(0, span[0] - 3) : cue[1] + 3]):
                continue
            return cue
        return None

    def _imagined_by(self, span: Span) -> Span | None:
        cue = self._before(self._imagined, span, reach=2 * FARTHEST)
        if cue is None:
            return None
        return None if any(cue[1] <= turn[0] < span[0] for turn in self._turns) else cue

    def _someone_elses(self, span: Span) -> Span | None:
        if not self._self_speaks():
            return None
        cue = self._before(self._others, span, reach=2 * FARTHEST)
        if cue is None:
            return None
        between = range(cue[1], span[0])
        mine = any(self._text.words[i] in ("my", "mine", "i", "me") for i in between)
        return None if mine else cue

    def _self_speaks(self) -> bool:
        """The person speaks of their own body somewhere, so a clause about another is about another."""
        for start, end in self._self:
            word = self._text.words[start]
            if word in ("mine", "i", "myself"):
                return True
            if word == "my" and not any(o[0] <= start < o[1] for o in self._others):
                return True
        return not self._others

    def _before(self, cues: list[Span], span: Span, *, reach: int) -> Span | None:
        found = [
            cue
            for cue in cues
            if cue[1] <= span[0] and span[0] - cue[1] <= reach and self._same_sentence(cue[0], span[0])
        ]
        return found[-1] if found else None

    def _same_sentence(self, a: int, b: int) -> bool:
        return self._text.clauses[a] == self._text.clauses[b]


_ASKING = frozenset("can could does do is are will would should what which how why when where who".split())
_CARRYING = frozenset("have had has having got get getting feel feeling felt been be".split())
_BREAKING = frozenset("but and though when because so".split())
_GONE_ON = frozenset("numb dead weak to all cold white blue purple stiff into down on up out over in from from".split())
_BEGINNINGS = frozenset("started start began since for getting came comes still on".split())


def _spans(patterns: Sequence[Pattern], text: Text) -> list[Span]:
    return sorted({span for pattern in patterns for span in find(pattern, text)})


def _inside_any(span: Span, others: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
