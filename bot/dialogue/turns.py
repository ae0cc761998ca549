"""One turn of the triage, without Rasa: a conversation and a message in, a conversation out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.dialogue.answers import Answer, Read, read_answer, tapped_answer
from bot.dialogue.crisis import answered
from bot.dialogue.state import CRISIS, ECHO, ECHO_WRONG, Conversation
from bot.knowledge import KnowledgeBase, Passage, Polarity, Urgency
from bot.triage import Ask, Assessment, Profile, assess, reasons
from bot.triage.questions import MOST, ask_for, questions_left
from bot.understanding.reading import MOST_ASKED
from bot.understanding.replies import leading_reply

NOT_THIS = "Not this: "
"""What the button beside an echoed finding begins with."""

_NOT_THIS = re.compile(rf"^\s*{NOT_THIS.strip()}\s*(.+?)\s*$", re.IGNORECASE)

SLACK = 2
"""How many questions more than announced a conversation may have."""

NONE_MEANT = "None of these"
"""The last choice of every "Do you mean"."""


@dataclass(frozen=True)
class Tapped:
    """An answer that was tapped: the question it belongs to, and what it says of each finding."""

    asks: str
    findings: Mapping[str, Polarity]

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Tapped:
        """From its plain form. Raises KeyError or ValueError when it is not one."""
        return cls(str(plain["asks"]), {str(n): Polarity(p) for n, p in plain["findings"].items()})


@dataclass(frozen=True)
class Message:
    """What came in: the text, its intent, the findings and profile in it, and what it may mean besides.

    ``reopens`` names the question whose answer a channel takes back; ``tapped`` is what the text stands for, when it
    was not written but tapped.
    """

    text: str
    intent: str
    facts: Mapping[str, Polarity]
    profile: Profile
    guesses: tuple[str, ...] = ()
    reopens: str | None = None
    tapped: Tapped | None = None


QUESTIONS = frozenset({"ask_condition", "ask_selfcare", "ask_when_to_seek_help"})
"""Intents of questions about pain."""


def stated(intent: str, facts: Mapping[str, Polarity]) -> dict[str, Polarity]:
    """The facts without what a question only asks about: "can I use heat?" does not say that heat helps."""
    if intent not in QUESTIONS:
        return dict(facts)
    return {name: polarity for name, polarity in facts.items() if not name.startswith(("better_", "improves_"))}


@dataclass(frozen=True)
class Turn:
    """Where the conversation stands after a message. ``heard`` is False when nothing was understood; ``left_behind``
    when the open question was given up."""

    conversation: Conversation
    assessment: Assessment
    heard: bool
    left_behind: bool = False

    @property
    def done(self) -> bool:
        """No question is open: the answer can be given."""
        conversation = self.conversation
        return self.heard and conversation.asked is None and not conversation.meant and conversation.crisis is None


MEANT = "meant"
"""Asked when the person is to choose what they meant."""


def answers_what_is_open(conversation: Conversation, message: Message) -> bool:
    """Whether the message is a tap on an answer to what is open now, and not on an old button."""
    opened = {ECHO_WRONG: ECHO}.get(str(conversation.asked), conversation.asked)
    return message.tapped is not None and message.tapped.asks == (MEANT if conversation.meant else opened)


def take_turn(knowledge: KnowledgeBase, conversation: Conversation, message: Message, read: Read) -> Turn:
    """Add a message to the conversation and decide what is asked next."""
    if conversation.asked == CRISIS:
        return _in_crisis(knowledge, conversation, message)
    conversation = replace(conversation, crisis=None)
    if conversation.meant:
        chosen = _chosen(knowledge, conversation, message)
        if chosen is not None:
            return _after_choice(knowledge, conversation, chosen)
        conversation = replace(conversation, meant=())
    turn = _plain_turn(knowledge, conversation, message, read)
    meant = _to_ask(knowledge, turn, message)
    return replace(turn, conversation=replace(turn.conversation, meant=meant), heard=True) if meant else turn


def _in_crisis(knowledge: KnowledgeBase, conversation: Conversation, message: Message) -> Turn:
    """Nothing but the crisis, unless the body is in danger too: then the whole answer is given again."""
    told = answered(knowledge, conversation, message.text, message.facts)
    before = {r.rule.id for r in reasons(conversation.facts, conversation.profile, knowledge) if r.certain}
    after = [r for r in reasons(told.facts, told.profile, knowledge) if r.certain and r.rule.id not in before]
    if any(r.urgency >= Urgency.URGENT_SAME_DAY and knowledge.heard_early.isdisjoint(r.because) for r in after):
        told = replace(told, asked=None, crisis=None)
    return _turn(knowledge, told)


def _to_ask(knowledge: KnowledgeBase, turn: Turn, message: Message) -> tuple[str, ...]:
    """What the message may mean: everything when nothing else was heard in it, and danger always."""
    known = turn.conversation.facts
    unknown = [name for name in message.guesses if name in knowledge.findings and name not in known]
    if turn.heard and message.facts:
        unknown = [name for name in unknown if _weighs(knowledge, turn.conversation, name, Urgency.EMERGENCY)]
    elif turn.heard and turn.conversation.trail:
        unknown = []
    return tuple(unknown[:MOST_ASKED])


def _urgency(knowledge: KnowledgeBase, facts: Mapping[str, Polarity], profile: Profile) -> Urgency:
    return max((reason.urgency for reason in reasons(facts, profile, knowledge)), default=Urgency.SELF_CARE)


def _chosen(knowledge: KnowledgeBase, conversation: Conversation, message: Message) -> dict[str, Polarity] | None:
    """The facts of a choice, none at all for "none of these"; None when the message is about something else."""
    if message.tapped is not None and answers_what_is_open(conversation, message):
        return {n: p for n, p in message.tapped.findings.items() if n in conversation.meant}
    said = message.text.strip().lower().rstrip(".!")
    chosen = [name for name in conversation.meant if _label(knowledge, name) in said]
    if not chosen and leading_reply(message.text) is Polarity.PRESENT and len(conversation.meant) == 1:
        chosen = [conversation.meant[0]]
    if chosen:
        return {name: Polarity.PRESENT for name in chosen}
    none_of_it = leading_reply(message.text) in (Polarity.ABSENT, Polarity.UNSURE)
    refused = said == NONE_MEANT.lower() or (none_of_it and not message.facts)
    return {} if refused else None


def _after_choice(knowledge: KnowledgeBase, conversation: Conversation, chosen: dict[str, Polarity]) -> Turn:
    told = replace(conversation.told(ECHO, chosen), meant=())
    if told.asked is None or _urgency(knowledge, told.facts, told.profile) is Urgency.EMERGENCY:
        return _ask_next(knowledge, told)
    return _turn(knowledge, told)


def _plain_turn(knowledge: KnowledgeBase, conversation: Conversation, message: Message, read: Read) -> Turn:
    asked = conversation.asked
    if asked is None:
        return _opening(knowledge, conversation, message)
    if asked in (ECHO, ECHO_WRONG):
        return _after_echo(knowledge, conversation, message)
    return _after_question(knowledge, conversation, message, read)


def open_question(knowledge: KnowledgeBase, conversation: Conversation) -> Ask | None:
    """The question that is open now, in its clearer wording when it is asked a second time."""
    if conversation.asked in (None, ECHO, ECHO_WRONG, CRISIS):
        return None
    ask = ask_for(knowledge, str(conversation.asked))
    clearer = clarification(knowledge, ask)
    if conversation.clarifying and clearer:
        return replace(ask, text=clearer, at_least=None)
    finding = knowledge.findings.get(ask.asks)
    if finding and finding.question_to_child and conversation.profile.who == "self":
        return replace(ask, text=finding.question_to_child)
    return ask


def clarification(knowledge: KnowledgeBase, ask: Ask) -> Passage | None:
    """A second, more concrete way to ask, where there is one."""
    finding = knowledge.findings.get(ask.asks)
    return finding.clarify if finding else None


def _opening(knowledge: KnowledgeBase, conversation: Conversation, message: Message) -> Turn:
    told = _merge(knowledge, conversation, "opening", dict(message.facts), message.profile)
    told = replace(told, trail=conversation.trail, fresh=tuple(message.facts))
    if message.facts and assess(told.facts, told.profile, knowledge).urgency < Urgency.EMERGENCY:
        return _turn(knowledge, replace(told, asked=ECHO))
    return _ask_next(knowledge, told)


def _after_echo(knowledge: KnowledgeBase, conversation: Conversation, message: Message) -> Turn:
    if message.tapped is not None and answers_what_is_open(conversation, message):
        denied = {name: Polarity.ABSENT for name in message.tapped.findings if name in conversation.facts}
        told = conversation.told(ECHO, denied)
        return _turn(knowledge, replace(told, asked=ECHO, fresh=())) if denied else _ask_next(knowledge, told)
    not_this = _NOT_THIS.match(message.text)
    if not_this:
        wrong = [
            name for name in conversation.facts if _label(knowledge, name) == not_this.group(1).lower().rstrip(".")
        ]
        told = conversation.told(ECHO, {name: Polarity.ABSENT for name in wrong})
        return _turn(knowledge, replace(told, asked=ECHO), heard=bool(wrong))
    news = {name: p for name, p in message.facts.items() if conversation.facts.get(name) is not p}
    if news or message.profile.age is not None:
        told = _merge(knowledge, conversation, ECHO, dict(message.facts), message.profile)
        if assess(told.facts, told.profile, knowledge).urgency is Urgency.EMERGENCY:
            return _ask_next(knowledge, told)
        return _turn(knowledge, replace(told, asked=ECHO, fresh=tuple(news)))
    reply = leading_reply(message.text)
    if reply is Polarity.ABSENT or message.intent in ("deny", "correct"):
        return _turn(knowledge, replace(conversation, asked=ECHO_WRONG), heard=conversation.asked == ECHO)
    if reply is None and message.intent not in ("affirm", "unsure") and not message.facts:
        return _turn(knowledge, conversation, heard=False)
    return _ask_next(knowledge, conversation.told(ECHO, {}))


def _after_question(knowledge: KnowledgeBase, conversation: Conversation, message: Message, read: Read) -> Turn:
    ask = ask_for(knowledge, str(conversation.asked))
    if message.tapped is not None and answers_what_is_open(conversation, message):
        answer = tapped_answer(ask, message.tapped.findings)
    else:
        answer = read_answer(knowledge, ask, message.text, message.intent, message.facts, message.profile, read)
    if conversation.clarifying and ask.kind == "checklist":
        answer = answer.doubted()
    if not answer.heard:
        return _turn(knowledge, conversation, heard=False)
    if answer.doubtful and conversation.clarifying:
        answer = _never_to_no(knowledge, conversation, ask, answer)
    if _wants_clarifying(knowledge, conversation, ask, answer):
        facts = {**conversation.facts, **_others(answer, ask)}
        again = replace(conversation, facts=facts, clarifying=True, asked_again=conversation.asked_again + 1)
        return _turn(knowledge, again)
    facts = _without_taking_back(conversation, ask, message, answer)
    told = replace(
        _merge(knowledge, conversation, ask.asks, facts, answer.profile or message.profile), clarifying=False
    )
    if answer.settled:
        return _ask_next(knowledge, told)
    told = replace(told, trail=conversation.trail)
    urgency = assess(told.facts, told.profile, knowledge).urgency
    return _ask_next(knowledge, told) if urgency is Urgency.EMERGENCY else _turn(knowledge, told)


def _without_taking_back(conversation: Conversation, ask: Ask, message: Message, answer: Answer) -> dict[str, Polarity]:
    """The answer's facts, where "none of these" does not undo what was said before in so many words."""
    swept = set(ask.question.findings) - set(message.facts) if ask.question else set()
    present = {name for name, polarity in conversation.facts.items() if polarity is Polarity.PRESENT}
    return {n: p for n, p in answer.facts.items() if p is Polarity.PRESENT or n not in swept & present}


def moved_on(knowledge: KnowledgeBase, conversation: Conversation) -> Turn:
    """What was asked stands as not sure, after nothing could be read twice; the talk goes on."""
    return replace(_given_up(knowledge, conversation), left_behind=True)


def _given_up(knowledge: KnowledgeBase, conversation: Conversation) -> Turn:
    if conversation.meant:
        told = replace(conversation, meant=())
        return _turn(knowledge, told) if told.asked else _ask_next(knowledge, told)
    asked = str(conversation.asked)
    if asked in (ECHO, ECHO_WRONG):
        return _ask_next(knowledge, conversation.told(ECHO, {}))
    ask = ask_for(knowledge, asked)
    if ask.kind == "age":
        return _ask_next(knowledge, conversation.told(asked, {}, replace(conversation.profile, age_declined=True)))
    names = ask.question.findings if ask.question else (asked,)
    doubts = {name: Polarity.UNSURE for name in names if name not in conversation.facts}
    return _ask_next(knowledge, conversation.told(asked, doubts))


def _wants_clarifying(knowledge: KnowledgeBase, conversation: Conversation, ask: Ask, answer: Answer) -> bool:
    """A "not sure" to a danger sign or a list is asked once more, in a way a person can check or pick from."""
    if conversation.clarifying or conversation.put + 1 >= MOST:
        return False
    if ask.question is not None:
        unsure = all(answer.facts.get(name) is Polarity.UNSURE for name in ask.question.findings)
        return unsure and ask.kind == "checklist"
    if clarification(knowledge, ask) is None:
        return False
    if answer.doubtful and _weighs(knowledge, conversation, ask.asks, Urgency.URGENT_SAME_DAY):
        return answer.facts.get(ask.asks) is Polarity.ABSENT or _weighs(
            knowledge, conversation, ask.asks, Urgency.EMERGENCY
        )
    return answer.facts.get(ask.asks) is Polarity.UNSURE


def _weighs(knowledge: KnowledgeBase, conversation: Conversation, name: str, level: Urgency) -> bool:
    """Whether it makes the difference to that urgency that the finding is there."""
    with_it = {**conversation.facts, name: Polarity.PRESENT}
    without = {known: polarity for known, polarity in conversation.facts.items() if known != name}
    return (
        _urgency(knowledge, without, conversation.profile) < level <= _urgency(knowledge, with_it, conversation.profile)
    )


def _never_to_no(knowledge: KnowledgeBase, conversation: Conversation, ask: Ask, answer: Answer) -> Answer:
    """A "no" with a door held open, said twice of a danger sign, stands as not sure."""
    doubts = {
        name: Polarity.UNSURE
        for name, polarity in answer.facts.items()
        if polarity is Polarity.ABSENT and _weighs(knowledge, conversation, name, Urgency.URGENT_SAME_DAY)
    }
    return replace(answer, facts={**answer.facts, **doubts})


def _others(answer: Answer, ask: Ask) -> dict[str, Polarity]:
    asked = ask.question.findings if ask.question else (ask.asks,)
    return {name: polarity for name, polarity in answer.facts.items() if name not in asked}


def _merge(
    knowledge: KnowledgeBase,
    conversation: Conversation,
    asks: str,
    facts: dict[str, Polarity],
    profile: Profile | None,
) -> Conversation:
    known = conversation.profile
    facts = {**replaced(knowledge, conversation, facts), **facts}
    if profile is None or profile == Profile():
        return conversation.told(asks, facts)
    merged = Profile(
        age=profile.age if profile.age is not None else known.age,
        sex=profile.sex or known.sex,
        age_declined=profile.age_declined or known.age_declined,
        side=profile.side or known.side,
        who=known.who or profile.who,
    )
    return conversation.told(asks, facts, merged)


def replaced(
    knowledge: KnowledgeBase, conversation: Conversation, facts: Mapping[str, Polarity]
) -> dict[str, Polarity]:
    """What no longer holds because of what was said now: of several durations the last one said is the one."""
    gone: dict[str, Polarity] = {}
    for question in knowledge.questions.values():
        if question.exclusive and any(facts.get(name) is Polarity.PRESENT for name in question.findings):
            said = [name for name in question.findings if conversation.facts.get(name) is Polarity.PRESENT]
            gone.update({name: Polarity.ABSENT for name in said if facts.get(name) is not Polarity.PRESENT})
    return gone


def _ask_next(knowledge: KnowledgeBase, conversation: Conversation) -> Turn:
    assessment = assess(conversation.facts, conversation.profile, knowledge)
    ask = assessment.next_question if conversation.put < MOST else None
    if ask and ask.can_wait and _past_what_was_announced(conversation):
        ask = None
    if ask and not ask.is_gate:
        conversation = _announcing(knowledge, conversation)
    return Turn(replace(conversation, asked=ask.asks if ask else None, clarifying=False), assessment, True)


def _past_what_was_announced(conversation: Conversation) -> bool:
    return conversation.announced is not None and conversation.answered >= conversation.announced + SLACK


def _announcing(knowledge: KnowledgeBase, conversation: Conversation) -> Conversation:
    """With the number of questions to expect: settled once, and raised only when the answers call for more."""
    left = questions_left(knowledge, conversation.facts, conversation.profile, most=MOST - conversation.answered)
    total, announced = conversation.answered + left, conversation.announced
    return replace(conversation, announced=total) if announced is None or total > announced + SLACK else conversation


def _turn(knowledge: KnowledgeBase, conversation: Conversation, *, heard: bool = True) -> Turn:
    return Turn(conversation, assess(conversation.facts, conversation.profile, knowledge), heard)


def _label(knowledge: KnowledgeBase, name: str) -> str:
    finding = knowledge.findings.get(name)
    return finding.label.lower() if finding else ""
