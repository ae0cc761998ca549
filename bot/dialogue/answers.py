"""A message read against the question it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Optional

from bot.knowledge import KnowledgeBase, Polarity, Question
from bot.triage import Ask, Profile, Sex
from bot.triage.questions import SCALE
from bot.understanding.normalise import clean, words
from bot.understanding.reading import Reading
from bot.understanding.replies import excepting, hedged, leading_reply, steering

Read = Callable[[str, Optional[str]], Reading]
"""Reads a text, as the answer to a question about the finding of that label where one is given."""

_DENIES = re.compile(r"\b(?:no|not|never|none|nor|neither|without|nothing)\b|n't\b|n’t\b")
"""A word that may deny what stands beside it."""

YES_NO = ("Yes", "No", "Not sure")
"""The answers to a question about one finding."""

_PARTS = re.compile(r"\s*(?:,|;|/|&|\band\b|\bplus\b|\bor\b|\n)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What an answer adds. ``settled`` is False when the question itself was not answered.

    ``doubtful``: the words may mean the other thing too, so that nothing that weighs much should hang on them.
    """

    facts: Mapping[str, Polarity] = field(default_factory=dict)
    profile: Profile | None = None
    settled: bool = False
    doubtful: bool = False

    def doubted(self) -> Answer:
        """The same answer to "which of them are you not sure about?": what is named is unsure."""
        doubts = {name: Polarity.UNSURE if p is Polarity.PRESENT else p for name, p in self.facts.items()}
        return Answer(doubts, self.profile, self.settled)

    @property
    def heard(self) -> bool:
        """Whether the message added anything at all."""
        return self.settled or bool(self.facts)


def names_an_option(ask: Ask, text: str) -> bool:
    """Whether the text holds the words of one of the question's own answers."""
    said = text.lower()
    return ask.question is not None and any(label.lower() in said for label in ask.question.labels)


def read_answer(
    knowledge: KnowledgeBase,
    ask: Ask,
    text: str,
    intent: str,
    facts: Mapping[str, Polarity],
    profile: Profile,
    read: Read,
) -> Answer:
    """Read ``text`` as the answer to ``ask``.

    ``facts``, ``profile`` and ``intent`` are what the pipeline found without knowing the question;
    ``read`` reads a text again, for answers that need the question's frame around them.
    """
    if ask.kind == "age":
        return _age(text, facts, profile)
    if ask.question is not None:
        return _options(knowledge, ask, text, intent, facts, read)
    rated = _rated(text)
    if ask.at_least is not None and rated is not None:
        present = rated >= ask.at_least
        return Answer({**facts, ask.asks: Polarity.PRESENT if present else Polarity.ABSENT}, settled=True)
    return _yes_no(knowledge, ask.asks, text, intent, facts, read)


def _yes_no(
    knowledge: KnowledgeBase, asked: str, text: str, intent: str, facts: Mapping[str, Polarity], read: Read
) -> Answer:
    """A bare yes or no is one; any other words are read with the question before them."""
    bare = steering(text)
    if bare in _BY_INTENT:
        return Answer({**facts, asked: _BY_INTENT[bare]}, settled=True)
    found, reply = dict(facts), leading_reply(text)
    if asked in knowledge.findings:
        found.update(read(text, knowledge.findings[asked].label).facts)
    open_door = excepting(text) or (hedged(text) and not set(facts) - {asked})
    if reply is Polarity.PRESENT:
        found.setdefault(asked, reply)
    elif reply is not None and asked not in facts and not open_door:
        if reply is Polarity.UNSURE or found.get(asked) is not Polarity.PRESENT:
            found[asked] = reply
    kinds = [name for name in found if name == asked or _is_kind_of(knowledge, name, asked)]
    if kinds:
        present = any(found[name] is Polarity.PRESENT for name in kinds)
        plain = reply is Polarity.PRESENT or any(facts.get(name) is Polarity.PRESENT for name in kinds)
        return Answer(found, settled=True, doubtful=open_door or (present and not plain))
    if reply is None and not found:
        reply = _BY_INTENT.get(intent)
    if reply is None:
        return Answer(found)
    found[asked] = reply
    return Answer(found, settled=True, doubtful=open_door)


def _is_kind_of(knowledge: KnowledgeBase, name: str, broader: str) -> bool:
    finding = knowledge.findings.get(name)
    return finding is not None and finding.is_a == broader


def _options(
    knowledge: KnowledgeBase, ask: Ask, text: str, intent: str, facts: Mapping[str, Polarity], read: Read
) -> Answer:
    """Which of a list: what was tapped, or what the words say of each thing that they name."""
    question = ask.question
    assert question is not None
    said = clean(text).strip().lower().rstrip(".!")
    if _only_labels(question, said):
        chosen = {o.finding: Polarity.PRESENT for o in question.options if o.label.lower() in said}
        return _complete(question, chosen, None if chosen else Polarity.ABSENT)
    found = dict(facts)
    if question.frame:
        for part in _PARTS.split(said):
            framed = read(question.frame.format(part=part), None).facts if part else {}
            found.update({k: v for k, v in framed.items() if k in question.findings and k not in found})
    for option in question.options:
        if _names(option.label, said):
            heard = read(text, knowledge.findings[option.finding].label).facts.get(option.finding)
            if heard is not None:
                found[option.finding] = heard
            elif not _DENIES.search(said):
                found[option.finding] = Polarity.PRESENT
    if any(name in question.findings and value is not Polarity.ABSENT for name, value in found.items()):
        return _complete(question, found, None)
    reply = leading_reply(text) or _BY_INTENT.get(intent)
    if reply is None and question.findings:
        first = question.findings[0]
        reply = read(text, knowledge.findings[first].label).facts.get(first)
    if reply is Polarity.UNSURE or (reply is Polarity.ABSENT and question.none_label is not None):
        return replace(_complete(question, found, reply), doubtful=reply is Polarity.ABSENT and hedged(text))
    return Answer(found)


def taps(ask: Ask) -> dict[str, dict[str, Polarity]]:
    """What each of the answers that can be tapped says of the findings; without those that the words must tell."""
    if ask.kind == "age":
        return {}
    if ask.question is None:
        meanings = dict(zip(YES_NO, (Polarity.PRESENT, Polarity.ABSENT, Polarity.UNSURE)))
        if ask.at_least is not None:
            over = {str(n): Polarity.PRESENT if n >= ask.at_least else Polarity.ABSENT for n in SCALE}
            meanings = {**over, YES_NO[2]: Polarity.UNSURE}
        return {label: {ask.asks: polarity} for label, polarity in meanings.items()}
    found = {option.label: {option.finding: Polarity.PRESENT} for option in ask.question.options}
    if ask.question.none_label:
        found[ask.question.none_label] = dict.fromkeys(ask.question.findings, Polarity.ABSENT)
    return {**found, YES_NO[2]: dict.fromkeys(ask.question.findings, Polarity.UNSURE)}


def tapped_answer(ask: Ask, findings: Mapping[str, Polarity]) -> Answer:
    """The answer that was tapped; what it says of other findings than those asked about does not count."""
    names = ask.question.findings if ask.question else (ask.asks,)
    said = {name: polarity for name, polarity in findings.items() if name in names}
    if ask.question is not None:
        return _complete(ask.question, said, None if said else Polarity.ABSENT)
    return Answer(said, settled=bool(said))


def _complete(question: Question, found: Mapping[str, Polarity], rest: Polarity | None) -> Answer:
    """An answer that settles the question: what a list does not name is not so, what a choice does not stays open."""
    if rest is None and question.kind == "choice":
        return Answer(found, settled=True)
    return Answer({**dict.fromkeys(question.findings, rest or Polarity.ABSENT), **found}, settled=True)


def _names(label: str, said: str) -> bool:
    """Whether the words of a label stand in what was said."""
    return re.search(rf"(?<!\w){re.escape(label.lower())}(?!\w)", said) is not None


def _only_labels(question: Question, said: str) -> bool:
    """Whether nothing but labels was sent: those mean their findings, whatever else their words could mean."""
    for label in sorted(question.labels, key=len, reverse=True):
        said = said.replace(label.lower(), "")
    return not said.strip(" ,;.")


_AGE = re.compile(r"(?<![\d/.,])(\d{1,3})(?![\d/%]|[.,]\d)")
_AGE_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}


def _age(text: str, facts: Mapping[str, Polarity], profile: Profile) -> Answer:
    age = profile.age if profile.age is not None else _spoken_age(text)
    if age is not None and 0 < age <= 115:
        return Answer(dict(facts), Profile(age=age, sex=profile.sex or _spoken_sex(text)), settled=True)
    if not facts and leading_reply(text) in (Polarity.UNSURE, Polarity.ABSENT):
        return Answer({}, Profile(age_declined=True, sex=profile.sex), settled=True)
    return Answer(dict(facts))


def _rated(text: str) -> int | None:
    """The highest number from 0 to 10 that is named: "7 or 8", "nine out of ten", "8/10"."""
    said = re.sub(r"(?:/|\bout of)\s*(?:10|ten)\b", " ", clean(text).lower())
    numbers = [int(found) for found in re.findall(r"\d+", said)]
    numbers += [_AGE_WORDS[word.text] for word in words(said) if word.text in _AGE_WORDS]
    return max((number for number in numbers if number in SCALE), default=None)


def _spoken_sex(text: str) -> Sex | None:
    match = re.search(r"\b(female|woman|f|male|man|m)\b", text.lower())
    if match:
        return "female" if match.group(1) in ("female", "woman", "f") else "male"
    return None


def _spoken_age(text: str) -> int | None:
    digits = _AGE.search(text)
    if digits:
        return int(digits.group(1))
    tens = units = None
    for word in re.findall(r"[a-z]+", text.lower()):
        tens = _TENS.get(word, tens)
        units = _AGE_WORDS.get(word, units)
    if tens is None and units is None:
        return None
    return (tens or 0) + (units or 0 if tens is None or (units or 0) < 10 else 0)


_BY_INTENT = {"affirm": Polarity.PRESENT, "deny": Polarity.ABSENT, "unsure": Polarity.UNSURE}
