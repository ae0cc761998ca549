"""Who decides: the learned reader above its thresholds, the rules where they are sure, and else the person.

Either may raise an alarm; where they contradict each other, or the reader is between its thresholds, the finding is
asked about. Asking raises nothing and clears nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.knowledge import KnowledgeBase, load_knowledge
from bot.understanding.encoder import encoder
from bot.understanding.reading import MOST_ASKED, Guess, Mention, Reading, in_order
from bot.understanding.spans import Span

CONTRADICTS = 0.5
"""Probability from which the reader's "not so" stands against a rule that matched the same words."""

DURATION = "duration"
"""The rule of durations: it knows the unit, and the reader whether it is this trouble that has lasted so long."""

MEANT = 0.3
"""Probability of any duration from which the words of that rule are believed."""


@dataclass(frozen=True)
class Threshold:
    """From ``read`` on a finding is present, from ``ask`` on it is asked about, from ``deny`` on it is not so."""

    read: float = 0.5
    ask: float = 0.25
    deny: float = 0.5


class Thresholds:
    """Those of the shipped model, with a common one for findings too rare to have their own."""

    def __init__(self, given: Mapping[str, Mapping[str, float]]) -> None:
        self._common = Threshold(**given.get("*", {}))
        self._own = {name: Threshold(**parts) for name, parts in given.items() if name != "*"}

    def of(self, finding: str) -> Threshold:
        """The thresholds of a finding."""
        return self._own.get(finding, self._common)


@lru_cache(maxsize=1)
def shipped() -> Thresholds:
    """The thresholds that were chosen with the shipped model."""
    return Thresholds(encoder().manifest.thresholds)


@dataclass(frozen=True)
class Ruled:
    """What a rule says of a stretch of text."""

    finding: str
    start: int
    end: int
    rule: str


def verdict(
    text: str,
    learned: Sequence[Span],
    ruled: Sequence[Ruled],
    profile: Mapping[str, int | str],
    others: Sequence[tuple[int, int]] = (),
    knowledge: KnowledgeBase | None = None,
    thresholds: Thresholds | None = None,
) -> Reading:
    """The reading that spans and rules come to together; ``others`` are stretches that speak of somebody else."""
    knowledge, thresholds = knowledge or load_knowledge(), thresholds or shipped()
    mentions, guesses = [], []
    timed = [rule for rule in ruled if rule.rule == DURATION]
    mentions += [_stated_by(rule, text) for rule in timed if _lasts(rule, learned)]
    learned = [span for span in learned if not (_is_duration(span) and any(_overlap(span, rule) for rule in timed))]
    for span in (*learned, *_families(learned, knowledge, thresholds)):
        if span.state == "present" and any(start <= span.start and span.end <= end for start, end in others):
            span = replace(span, state="apart")
        decided = _decided(text, span, thresholds.of(span.finding))
        if isinstance(decided, Mention):
            mentions.append(decided)
        elif decided is not None:
            guesses.append(decided)
    for rule in (rule for rule in ruled if rule.rule != DURATION):
        against = [span for span in learned if span.finding == rule.finding and _contradicts(span, rule)]
        if not against:
            mentions.append(_stated_by(rule, text))
        else:
            guesses.append(Guess(rule.finding, against[0].probability, rule.start, rule.end, rule.rule))
    settled = in_order(mentions)
    return Reading(settled, dict(profile), _worth_asking(guesses, settled, knowledge))


def _stated_by(rule: Ruled, text: str) -> Mention:
    return Mention(rule.finding, "present", rule.start, rule.end, text[rule.start : rule.end], 1.0, rule.rule)


def _is_duration(span: Span) -> bool:
    return span.finding.startswith("duration_")


def _lasts(rule: Ruled, learned: Iterable[Span]) -> bool:
    """Whether the reader takes the words for how long this trouble has lasted, in whatever unit."""
    return any(
        _is_duration(span) and span.state == "present" and span.probability >= MEANT and _overlap(span, rule)
        for span in learned
    )


def _overlap(span: Span, rule: Ruled) -> bool:
    return span.start < rule.end and rule.start < span.end


def _decided(text: str, span: Span, threshold: Threshold) -> Mention | Guess | None:
    needed = threshold.read if span.state == "present" else threshold.deny
    if span.probability >= needed:
        words = text[span.start : span.end]
        return Mention(span.finding, span.state, span.start, span.end, words, span.probability, "learned")
    if span.state == "present" and span.probability >= threshold.ask and not _is_duration(span):
        return Guess(span.finding, span.probability, span.start, span.end, "learned")
    return None


def _families(learned: Iterable[Span], knowledge: KnowledgeBase, thresholds: Thresholds) -> list[Span]:
    """Broader findings that several doubtful kinds come to: it is one of them, though not clear which."""
    doubtful: dict[str, list[Span]] = {}
    for span in learned:
        finding = knowledge.findings.get(span.finding)
        parent = finding.is_a if finding else None
        if span.state == "present" and span.probability < thresholds.of(span.finding).read:
            doubtful.setdefault(parent or span.finding, []).append(span)
    return [
        Span(parent, "present", min(s.start for s in kinds), max(s.end for s in kinds), 1.0 - _none_of(kinds))
        for parent, kinds in doubtful.items()
        if len(kinds) > 1
    ]


def _none_of(kinds: Iterable[Span]) -> float:
    none = 1.0
    for probability in {span.finding: span.probability for span in kinds}.values():
        none *= 1.0 - probability
    return none


def _contradicts(span: Span, rule: Ruled) -> bool:
    return _overlap(span, rule) and span.state in ("absent", "apart") and span.probability >= CONTRADICTS


def _worth_asking(guesses: Iterable[Guess], mentions: Iterable[Mention], knowledge: KnowledgeBase) -> tuple[Guess, ...]:
    """One guess for each finding that is not known in any form, the likeliest first."""
    known = {name for mention in mentions if mention.state != "apart" for name in _line(mention.finding, knowledge)}
    best: dict[str, Guess] = {}
    for guess in sorted(guesses, key=lambda guess: -guess.probability):
        if guess.finding not in known and known.isdisjoint(_line(guess.finding, knowledge)[1:]):
            best.setdefault(guess.finding, guess)
    return tuple(best.values())[:MOST_ASKED]


def _line(name: str, knowledge: KnowledgeBase) -> list[str]:
    """A finding, what it is a kind of, and so on upwards."""
    line = [name]
    while (finding := knowledge.findings.get(line[-1])) and finding.is_a:
        line.append(finding.is_a)
    return line
