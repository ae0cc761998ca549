"""The kinds of content, as frozen models that refuse unknown keys."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import Any, Dict, FrozenSet, List, Literal, Mapping, Optional, Pattern, Set, Tuple, get_args

from pydantic import BaseModel, Field, validator

from bot.knowledge.rules import Rule, findings_in, parse_rule, truth
from bot.knowledge.urgency import Urgency


class Model(BaseModel):
    """Frozen, strict about keys."""

    class Config:
        frozen = True
        extra = "forbid"
        arbitrary_types_allowed = True
        keep_untouched = (cached_property,)


class Passage(Model):
    """One sentence or two that a person can see, and where its facts come from."""

    text: str
    sources: Tuple[str, ...]


class Source(Model):
    """A document, guideline, study, leaflet or product rule."""

    id: str
    kind: str
    organisation: str
    title: str
    year: Optional[int]
    sections: Tuple[str, ...] = ()


class Reviewed(Model):
    """Whether a clinician has signed an item, and until when it stands."""

    reviewed_by: Optional[str] = None
    reviewed_on: Optional[date] = None
    expires_on: date


class Scale(Model):
    """A finding that is asked as a number from 0 to 10; it is present from ``at_least`` on."""

    at_least: int = Field(ge=1, le=10)


class Finding(Reviewed):
    """One thing that can be true of a person.

    ``volunteered`` when it is never asked cold (asking would be wrong, or odd) but always heard when it is said;
    ``history`` when it is a background, not something that can begin; ``site`` when it is a place that hurts;
    ``question_to_child`` asks a child who writes itself;
    ``heard_early`` when a miss costs a life and a false alarm shows a helpline, so that a hint is enough; ``inventory``
    are the ids of the clinical sheets whose meaning it carries, alone or with others.
    """

    id: str
    label: str
    absent_label: str
    is_a: Optional[str] = None
    history: bool = False
    volunteered: bool = False
    site: bool = False
    heard_early: bool = False
    implies: Tuple[str, ...] = ()
    opposite: Tuple[str, ...] = ()
    question: Optional[Passage] = None
    scale: Optional[Scale] = None
    clarify: Optional[Passage] = None
    question_to_child: Optional[Passage] = None
    why: Optional[Passage] = None
    inventory: Tuple[str, ...] = ()
    sources: Tuple[str, ...]


class Option(Model):
    """One answer to a choice: the words on the button and the finding it states."""

    label: str
    finding: str


class Question(Reviewed):
    """A question with its own answers, instead of yes, no or not sure about one finding.

    ``kind`` is ``choice`` (one option), ``checklist`` (any number of them) or ``age`` (a number of years). ``frame``
    makes a sentence of a bare answer: "stairs" becomes "it hurts when stairs". ``exclusive``: whatever is said last
    of its options replaces what was said before.
    """

    id: str
    kind: str
    text: Passage
    why: Passage
    options: Tuple[Option, ...] = ()
    none_label: Optional[str] = None
    frame: Optional[str] = None
    exclusive: bool = False
    ask_when: Any = "always"
    priority: int
    sources: Tuple[str, ...]

    @validator("ask_when")
    def _parses(cls, value: object) -> object:
        parse_rule(value)
        return value

    @cached_property
    def condition(self) -> Rule:
        """When the question is worth asking."""
        return parse_rule(self.ask_when)

    @property
    def labels(self) -> Tuple[str, ...]:
        """What can be tapped of it: its options, then "none of these" where there is such an answer."""
        return (*(option.label for option in self.options), *([self.none_label] if self.none_label else []))

    @property
    def usual(self) -> str:
        """The finding people choose most often: the second option of a choice (weeks, of days to years)."""
        return self.options[min(1, len(self.options) - 1)].finding

    @property
    def findings(self) -> Tuple[str, ...]:
        """The findings its options state."""
        return tuple(option.finding for option in self.options)


class Evidence(Model):
    """How much a finding speaks for (positive) or against (negative) a condition.

    Weights follow the graded scale of the differential sheet, 2 strongly, 1 fairly, in half steps; more, up to 6, where
    a finding makes or breaks the pattern.
    """

    finding: str
    present: float = 0.0
    absent: float = 0.0
    sources: Tuple[str, ...]


class Step(Passage):
    """A self-care step; ``measure`` lets a caution hold it back."""

    measure: Optional[str] = None


class SelfCare(Model):
    """What a person can do, avoid, and when to stop."""

    do: Tuple[Step, ...]
    avoid: Tuple[Passage, ...]
    stop_when: Tuple[Passage, ...]


class Answer(Model):
    """A question people ask of a condition, and its answer."""

    question: str
    answer: Tuple[Passage, ...]


class Condition(Reviewed):
    """One of the explanations the source documents give."""

    id: str
    code: str
    name: str
    also_called: Tuple[str, ...] = ()
    family: Optional[str] = None
    contributor_only: bool = False
    prior: float = 0.0
    inventory: Tuple[str, ...] = ()
    summary: Passage
    explanation: Tuple[Passage, ...]
    causes: Tuple[Passage, ...]
    symptoms: Tuple[Passage, ...]
    course: Tuple[Passage, ...]
    diagnosis: Tuple[Passage, ...] = ()
    evidence: Tuple[Evidence, ...]
    self_care: SelfCare
    escalate: Tuple[Passage, ...]
    exercises: Tuple[str, ...] = ()
    treatments: Tuple[str, ...] = ()
    see: Tuple[str, ...]
    faq: Tuple[Answer, ...] = ()
    sources: Tuple[str, ...]

    @cached_property
    def weights(self) -> Dict[str, Evidence]:
        """Evidence by finding."""
        return {row.finding: row for row in self.evidence}


class UrgencyRule(Reviewed):
    """A rule over findings that forces an urgency: a red flag, or a plain reason for a visit."""

    id: str
    name: str
    urgency: Urgency
    unsure: Urgency
    rule: Any
    ask_when: Any = "always"
    priority: int
    reason: Passage
    actions: Tuple[Passage, ...] = ()
    path: Optional[str] = None
    sources: Tuple[str, ...]

    @validator("urgency", "unsure", pre=True)
    def _urgency(cls, value: object) -> Urgency:
        return value if isinstance(value, Urgency) else Urgency.from_key(str(value))

    @validator("unsure")
    def _not_above(cls, value: Urgency, values: Dict[str, Any]) -> Urgency:
        if "urgency" in values and value > values["urgency"]:
            raise ValueError("unsure may not be more urgent than urgency")
        return value

    @validator("rule", "ask_when")
    def _parses(cls, value: object) -> object:
        parse_rule(value)
        return value

    @cached_property
    def condition(self) -> Rule:
        """When it fires."""
        return parse_rule(self.rule)

    @cached_property
    def worth_asking(self) -> Rule:
        """When its findings are worth a question."""
        return parse_rule(self.ask_when)


class Case(Model):
    """What is told instead to those of whom a rule over findings holds: who is pregnant, who takes blood thinners."""

    when: Any
    answer: Tuple[Passage, ...]

    @validator("when")
    def _parses(cls, value: object) -> object:
        parse_rule(value)
        return value

    @cached_property
    def condition(self) -> Rule:
        """When it is told."""
        return parse_rule(self.when)


class ExerciseStep(Passage):
    """One thing to do, and for how long before the next, in seconds, where time matters."""

    seconds: Optional[int] = Field(default=None, ge=1, le=300)


class Exercise(Model):
    """How an exercise is done, step by step: with how much to begin, how it should feel, when to stop.

    ``rounds`` is how often the steps are gone through; ``picture`` is the name of a drawing.
    """

    steps: Tuple[ExerciseStep, ...]
    rounds: int = Field(ge=1, le=20)
    start_with: Passage
    feels: Passage
    stop_when: Passage
    picture: Optional[str] = None


class Topic(Reviewed):
    """Something a person can ask about: a measure, a treatment, a word, a common question.

    Of ``cases`` the first that holds is told instead of ``answer``.
    """

    id: str
    name: str
    also_called: Tuple[str, ...] = ()
    inventory: Tuple[str, ...] = ()
    aspects: Tuple[str, ...] = ()
    questions: Tuple[str, ...] = ()
    answer: Tuple[Passage, ...]
    cases: Tuple[Case, ...] = ()
    exercise: Optional[Exercise] = None
    blocked_by: Tuple[str, ...] = ()
    sources: Tuple[str, ...]


class Caution(Topic):
    """A reason to hold a measure back. ``clear_first`` are the findings to ask of before the measure is suggested."""

    applies_when: Any
    blocks: Tuple[str, ...] = ()
    clear_first: Tuple[str, ...] = ()

    @validator("applies_when")
    def _parses(cls, value: object) -> object:
        parse_rule(value)
        return value

    @cached_property
    def condition(self) -> Rule:
        """When the caution applies."""
        return parse_rule(self.applies_when)


UrgentTopic = Literal["wait", "travel", "eat_drink", "painkillers", "move", "company", "there", "say", "serious"]
"""What people ask once they were told to get urgent help."""


class Guidance(Reviewed):
    """Answers for the time between an urgent advice and the help, for the red flags named in ``rules``."""

    id: str
    rules: Tuple[str, ...]
    answers: Dict[UrgentTopic, Tuple[Passage, ...]]
    sources: Tuple[str, ...]

    @validator("answers")
    def _all_topics(cls, value: Dict[str, Any]) -> Dict[str, Any]:
        missing = sorted(set(get_args(UrgentTopic)) - {topic for topic, said in value.items() if said})
        if missing:
            raise ValueError(f"nothing is said of {', '.join(missing)}")
        return value


class Feeling(Reviewed):
    """A feeling: the words that people name it with, and the one sentence it gets."""

    id: str
    words: Tuple[str, ...]
    says: Passage
    sources: Tuple[str, ...]


class UrgentQuestions(Model):
    """Ways to ask about one topic while the advice is urgent."""

    id: UrgentTopic
    questions: Tuple[str, ...]


class Line(Model):
    """A telephone line."""

    name: str
    number: str
    text: Optional[str] = None


class Region(Model):
    """Where the person is: which numbers to call, what services are called there, and what else has another name."""

    id: str
    name: str
    language: str
    emergency_number: str
    emergency_department: str
    advice_line: str
    family_doctor: str
    pharmacist: str
    urgent_care: str
    maternity: str
    crisis_line: Line
    abuse_line: Line
    poison_line: str
    says: Dict[str, str] = {}
    sources: Tuple[str, ...]

    def fill(self, text: str) -> str:
        """``text`` in the words of this region, its ``{placeholders}`` filled in. Raises KeyError on an unknown one."""
        words: Mapping[str, Any] = {**self.dict(), "crisis_line": self.crisis_line.name}
        return self.in_words(text).format_map(dict(words))

    def in_words(self, text: str) -> str:
        """``text`` with what is called otherwise here under its name: acetaminophen for paracetamol."""
        if not self.says:
            return text
        return self._named.sub(lambda found: _alike(found[0], self.says[found[0].lower()]), text)

    @cached_property
    def _named(self) -> Pattern[str]:
        names = sorted(self.says, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def _alike(word: str, instead: str) -> str:
    """``instead`` with a capital where ``word`` has one."""
    return f"{instead[:1].upper()}{instead[1:]}" if word[:1].isupper() else instead


class KnowledgeBase(Model):
    """Everything, by id."""

    version: str
    sources: Dict[str, Source]
    findings: Dict[str, Finding]
    questions: Dict[str, Question]
    conditions: Dict[str, Condition]
    urgency_rules: Dict[str, UrgencyRule]
    topics: Dict[str, Topic]
    cautions: Dict[str, Caution]
    feelings: Dict[str, Feeling]
    guidance: Dict[str, Guidance]
    urgent_questions: Dict[str, UrgentQuestions]
    regions: Dict[str, Region]

    @cached_property
    def red_flags(self) -> Dict[str, UrgencyRule]:
        """The urgency rules that are danger signs."""
        return {key: rule for key, rule in self.urgency_rules.items() if key.startswith("rf_")}

    @cached_property
    def guidance_of(self) -> Dict[str, Guidance]:
        """What to say until help is there, for each red flag that has its own words for it."""
        return {rule: guidance for guidance in self.guidance.values() for rule in guidance.rules}

    @cached_property
    def sites(self) -> FrozenSet[str]:
        """The findings that are a place that hurts."""
        return frozenset(key for key, finding in self.findings.items() if finding.site)

    @cached_property
    def heard_early(self) -> FrozenSet[str]:
        """The findings of which a hint is enough."""
        return frozenset(key for key, finding in self.findings.items() if finding.heard_early)

    @cached_property
    def wakened_by(self) -> Dict[str, FrozenSet[str]]:
        """For each finding the urgency rules that it can make true; under ``""`` those that hold without any."""
        found: Dict[str, Set[str]] = {}
        for key, rule in self.urgency_rules.items():
            names = [""] if truth(rule.condition, {}) else findings_in(rule.condition, negated=False)
            for name in names:
                found.setdefault(name, set()).add(key)
        return {name: frozenset(keys) for name, keys in found.items()}

    @cached_property
    def children_of(self) -> Dict[str, Tuple[str, ...]]:
        """The findings that are a kind of each finding, directly."""
        kinds: Dict[str, List[str]] = {}
        for finding in self.findings.values():
            if finding.is_a:
                kinds.setdefault(finding.is_a, []).append(finding.id)
        return {key: tuple(value) for key, value in kinds.items()}

    @cached_property
    def question_of(self) -> Dict[str, Question]:
        """The question with options that covers a finding, where there is one."""
        return {f: question for question in self.questions.values() for f in question.findings}
