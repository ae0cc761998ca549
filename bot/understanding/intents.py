"""What a message is for, once its findings are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.knowledge import Polarity, Urgency, load_knowledge
from bot.triage import Profile, reasons
from bot.understanding.questions import asked_for
from bot.understanding.replies import asks, is_question, steering
from bot.understanding.wordings import NONE

UNSURE_BELOW = 0.30
"""A guess less likely than this is no better than none."""

HALF = 0.50
"""From here on a question, a correction or another matter stands although a finding is named in it."""

PLAINLY = 0.75
"""From here on any guess stands whatever findings say; and symptoms are believed although none was recognised."""

LONG_REPLY = 8
"""Words from which on a message is more than a reply to the assistant."""

QUESTIONS = frozenset({"ask_condition", "ask_selfcare", "ask_when_to_seek_help"})
MAY_NAME_FINDINGS = QUESTIONS | {"correct", "out_of_scope"}
MAY_BE_QUESTIONS = frozenset("describe_symptoms refuse_care ask_source ask_privacy go_back goodbye thank".split())
"""Guesses that give way to a question whose answer is written."""

PLAINLY_ASKED = 0.50
"""Likelihood from which it does."""

PLAINLY_NOTHING = 0.60
"""Likelihood of "nothing of ours" from which a question is about another matter."""

ABOUT_US = ("about_", "result_sources")
"""What other intents ask for."""

SHORT_REPLIES = frozenset({"affirm", "deny", "unsure", "provide_value"})
ABOUT_THE_TALK = frozenset({"ask_clarification", "ask_why"})

_VALUE = re.compile(r"^\W*(?:about |around |roughly )?(?:a )?\d{1,3}(?:\s*/\s*10| out of 10)?\W*$", re.IGNORECASE)
_ANEW = re.compile(
    r"\b(?:re)?(?:start|strt|begin|beginning|set|do|boot|load)\b|\b(?:again|over|new|fresh|afresh|anew|scratch|clear|wipe"
    r"|scrap|forget|delete|erase|bin|first|zero|clean|another|abandon|quit|empty|top|back)\b",
    re.IGNORECASE,
)
"""Without one of these words nobody asks to start over: it clears what was said."""

Ranking = Sequence[tuple[str, float]]
"""Intents with their likelihood, the likeliest first."""


def alarming(facts: Mapping[str, Polarity], profile: Profile) -> bool:
    """Whether these facts alone send the person to emergency or same-day care, or name a cancer sign."""
    if not any(polarity is Polarity.PRESENT for polarity in facts.values()):
        return False
    return any(
        reason.urgency >= Urgency.URGENT_SAME_DAY
        or (reason.certain and reason.rule.id.startswith("rf_ca_") and reason.urgency > Urgency.SELF_CARE)
        for reason in reasons(facts, profile)
    )


def decide(
    text: str, ranking: Ranking, facts: Mapping[str, Polarity], profile: Profile, *, may_mean: bool = False
) -> str:
    """The intent of a message, given the classifier's ranking and the findings in it.

    ``may_mean`` is True when the message may state a finding that has to be asked about first. What plainly asks for
    something that can be told is a question, unless it tells more than one finding; a question that plainly asks for
    nothing of ours is about another matter.
    """
    guess = _guess(text, ranking, facts, profile, may_mean)
    if not asks(text) or steering(text) is not None or alarming(facts, profile):
        return guess
    present = sum(polarity is Polarity.PRESENT for polarity in facts.values())
    if guess in MAY_BE_QUESTIONS and present <= 1:
        item, likelihood = asked_for(load_knowledge(), text)[0]
        tellable = item != NONE and not item.startswith(ABOUT_US)
        return "ask_condition" if tellable and likelihood >= PLAINLY_ASKED else guess
    if guess in QUESTIONS and not present:
        item, likelihood = asked_for(load_knowledge(), text)[0]
        return "out_of_scope" if item == NONE and likelihood >= PLAINLY_NOTHING else guess
    return guess


def _guess(text: str, ranking: Ranking, facts: Mapping[str, Polarity], profile: Profile, may_mean: bool) -> str:
    if alarming(facts, profile):
        return "emergency" if reasons(facts, profile)[0].urgency is Urgency.EMERGENCY else "describe_symptoms"
    steered = steering(text)
    if steered is not None:
        return steered
    if _VALUE.match(text):
        return "provide_value"
    words = len(re.findall(r"\w+", text))
    if _plain_complaint(text, words, facts):
        return "describe_symptoms"
    guess, likelihood = _believable(ranking, text, words)
    if guess in SHORT_REPLIES and facts and words > LONG_REPLY:
        return "describe_symptoms"
    if guess in QUESTIONS | ABOUT_THE_TALK | {"bot_challenge"} and _tells(text, facts):
        return "describe_symptoms"
    needed = UNSURE_BELOW if not facts else HALF if guess in MAY_NAME_FINDINGS else PLAINLY
    if likelihood >= needed and guess not in ("describe_symptoms", "emergency"):
        return guess
    if facts or may_mean or (guess == "describe_symptoms" and likelihood >= PLAINLY):
        return "describe_symptoms"
    return "provide_value" if profile.age else "out_of_scope"


def _plain_complaint(text: str, words: int, facts: Mapping[str, Polarity]) -> bool:
    """Whether the message says little more than that a place which is ours hurts: "my leg hurts", "sore groin"."""
    hurts = any(facts.get(site) is Polarity.PRESENT for site in load_knowledge().sites)
    return hurts and words <= LONG_REPLY and not is_question(text)


def _tells(text: str, facts: Mapping[str, Polarity]) -> bool:
    """Whether a sentence that is no question states more than a place: "is this for hips? mine aches on stairs"."""
    stated = {name for name, polarity in facts.items() if polarity is Polarity.PRESENT}
    sentences = re.findall(r"[^.?!\n]+[.?!\n]?", text)
    return not stated <= load_knowledge().sites and any(
        not is_question(said) and len(said.split()) > 2 for said in sentences
    )


def _believable(ranking: Ranking, text: str, words: int) -> tuple[str, float]:
    """The likeliest intent that the words allow, and how likely it is among those."""
    allowed = [(name, likelihood) for name, likelihood in ranking if _allowed(name, text, words)]
    total = sum(likelihood for _, likelihood in allowed)
    return (allowed[0][0], allowed[0][1] / total) if total else ("", 0.0)


def _allowed(name: str, text: str, words: int) -> bool:
    """A new start needs a word that says so; talk about the assistant's own question is short."""
    if name == "start_over":
        return _ANEW.search(text) is not None
    return name not in ABOUT_THE_TALK or words < LONG_REPLY
