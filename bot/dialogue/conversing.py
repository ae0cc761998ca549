"""A whole turn: what Rasa's form and rules do together, in one function."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.answering import Outcome
from bot.dialogue.answers import names_an_option
from bot.dialogue.assistant import Assistant
from bot.dialogue.crisis import entered, in_crisis
from bot.dialogue.feelings import feelings_in
from bot.dialogue.interruptions import (
    IN_BETWEEN,
    OUTSIDE,
    answered_wrong,
    interrupted,
    out_of_scope,
    puts_off,
    rephrase,
)
from bot.dialogue.more import offered
from bot.dialogue.questions import asking, corrected, crisis_says, noted
from bot.dialogue.reply import Say, bullets
from bot.dialogue.results import helplines, result
from bot.dialogue.state import CRISIS, ECHO, ECHO_WRONG, Conversation
from bot.dialogue.turns import Message, Turn, answers_what_is_open, moved_on, open_question, take_turn
from bot.knowledge import KnowledgeBase, Urgency
from bot.triage import Assessment, assess

MISSES = 1
"""How often a question is put again, in other words, before it stands as not sure."""

DIGRESSIONS = 2
"""How often a question is put again after something else was answered; then it waits."""

_GOING = re.compile(
    r"\b(?:hospital|a&e|ambulance|casualty|surgery|emergency|go|going|ring|call|calling|wait|er)\b",
    re.IGNORECASE,
)
"""Without one of these nobody refuses to go for help: "no, I won't" may answer the question."""

OPENING = frozenset({"describe_symptoms", "emergency", "provide_value", "correct"})
"""Intents that begin a triage."""


def respond(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """The state and the replies after a message."""
    in_triage = conversation.in_triage
    if in_triage or message.intent in OPENING:
        turn = taken_in(assistant, conversation, message)
        if turn is not None:
            says = said_of_news(assistant, conversation, turn)
            after, more = give_result(assistant, turn.conversation) if turn.done else (turn.conversation, [])
            return _asking_on(assistant, after, [*says, *more])
    if in_triage:
        does = IN_BETWEEN.get(message.intent, out_of_scope if message.intent == "out_of_scope" else rephrase)
    else:
        does = OUTSIDE.get(message.intent, out_of_scope)
    after, says = interrupted(does, assistant, conversation, message)
    return _asking_on(assistant, after, says)


def _asking_on(assistant: Assistant, conversation: Conversation, says: list[Say]) -> Outcome:
    if not conversation.in_triage:
        return conversation, says
    after, more = put_question(assistant.knowledge, conversation)
    return after, [*says, *more]


def taken_in(assistant: Assistant, conversation: Conversation, message: Message) -> Turn | None:
    """The turn that a message makes in the triage; None when it is something in between, or was not understood.

    Nothing is asked more than twice in one way: after the second miss the question stands as not sure.
    """
    if _takes_back(conversation, message):
        after = answered_wrong(assistant.knowledge, conversation)
        return Turn(after, assess(after.facts, after.profile, assistant.knowledge), True)
    if conversation.asked == CRISIS:
        return _settled(conversation, take_turn(assistant.knowledge, conversation, message, assistant.read))
    if _steers(assistant, conversation, message):
        return None
    turn = take_turn(assistant.knowledge, conversation, message, assistant.read)
    moved = turn.conversation.open != conversation.open
    told = turn.conversation.facts != conversation.facts or turn.conversation.profile != conversation.profile
    answers = moved or (told and (message.intent not in IN_BETWEEN or bool(message.facts)))
    if turn.heard and answers:
        return _settled(conversation, remarking(assistant.knowledge, turn, message))
    if not conversation.in_triage or conversation.missed < MISSES or puts_off(message):
        return None
    return _settled(conversation, moved_on(assistant.knowledge, conversation))


def _takes_back(conversation: Conversation, message: Message) -> bool:
    """Whether somebody who was given a result says that an answer of theirs was wrong, and not yet which."""
    over = not conversation.in_triage and bool(conversation.facts)
    return over and message.intent == "correct" and not message.facts


def _settled(before: Conversation, turn: Turn) -> Turn:
    after = turn.conversation
    warned = min(after.warned, turn.assessment.urgency)  # what was taken back is not warned of any more
    missed, digressed = (0, 0) if after.open != before.open else (after.missed, after.digressed)
    return replace(
        turn, conversation=replace(after, told_from=(), guided=None, warned=warned, missed=missed, digressed=digressed)
    )


def _steers(assistant: Assistant, conversation: Conversation, message: Message) -> bool:
    """Whether a message is plainly something in between, and no answer to what is open."""
    if answers_what_is_open(conversation, message):
        return False
    if message.intent not in IN_BETWEEN or (message.facts and message.intent != "refuse_care"):
        return False
    if conversation.meant or conversation.asked is None:
        return False
    ask = open_question(assistant.knowledge, conversation)
    if ask is not None and names_an_option(ask, message.text):
        return False
    if message.intent == "refuse_care":
        return conversation.warned >= Urgency.URGENT_SAME_DAY and _GOING.search(message.text) is not None
    if ask is not None and ask.kind in ("age", "scale") and re.search(r"\d", message.text):
        return False
    return puts_off(message)


ABOUT_SOMEBODY = "about_somebody"
"""The remark on whom it is about."""


def remarking(knowledge: KnowledgeBase, turn: Turn, message: Message) -> Turn:
    """With the remarks that this message calls for, each made once in a conversation; none in an emergency."""
    after = turn.conversation
    if turn.assessment.urgency is Urgency.EMERGENCY or in_crisis(knowledge, after.facts):
        return turn
    due = [feeling.id for feeling in feelings_in(knowledge, message.text)[:1]]
    due += [ABOUT_SOMEBODY] if after.profile.who not in (None, "self") else []
    new = [remark for remark in due if remark not in after.remarked]
    return replace(turn, conversation=replace(after, remarked=(*after.remarked, *new)))


def remarks(knowledge: KnowledgeBase, before: Conversation, after: Conversation) -> list[Say]:
    """What is said of a feeling, and of whom it is about, before the next step."""
    says = []
    for remark in after.remarked[len(before.remarked) :]:
        if remark == ABOUT_SOMEBODY:
            says.append(Say("utter_about_somebody", {"who": str(after.profile.who)}))
        else:
            feeling = knowledge.feelings[remark].says
            says.append(Say("utter_feeling", {"sentence": feeling.text}, sources=feeling.sources))
    return says


def said_of_news(assistant: Assistant, before: Conversation, turn: Turn) -> list[Say]:
    """A word on what was put right, on news that left the open question open, on a question that is left behind."""
    says = remarks(assistant.knowledge, before, turn.conversation)
    if not before.in_triage and before.warned > turn.conversation.warned:
        return [*says, Say("utter_changing")]
    put_right = corrected(assistant.knowledge, before, turn.conversation)
    if put_right and before.asked in (ECHO, ECHO_WRONG, None):
        return [*says, Say("utter_corrected", {"news": "; ".join(put_right)})]
    if turn.left_behind:
        return [*says, Say("utter_moving_on")]
    if before.asked in (None, ECHO, ECHO_WRONG, CRISIS) or turn.conversation.asked != before.asked:
        return says
    return [*says, *noted(assistant.knowledge, before, turn.conversation)]


def put_question(knowledge: KnowledgeBase, conversation: Conversation) -> Outcome:
    """The open question, after a warning when something urgent has been said that was not warned of yet."""
    if conversation.crisis:
        return conversation, crisis_says(knowledge, conversation)
    assessment = assess(conversation.facts, conversation.profile, knowledge)
    says: list[Say] = []
    if assessment.urgency >= Urgency.URGENT_SAME_DAY and conversation.warned < assessment.urgency:
        reasons = [r for r in assessment.reasons if r.urgency is assessment.urgency][:2]
        notice = Say("utter_urgent_notice", {"reasons": bullets(r.rule.reason.text for r in reasons)})
        says = helplines(assessment) or [notice]
        conversation = replace(conversation, warned=assessment.urgency)
    if conversation.digressed > DIGRESSIONS:
        return conversation, says
    return conversation, [*says, *asking(knowledge, conversation)]


def give_result(assistant: Assistant, conversation: Conversation) -> Outcome:
    """The result. What is known stays, so that later news adds to it.

    In a crisis the talk goes on: whoever wrote this is asked whether they are safe, and not left alone.
    """
    knowledge = assistant.knowledge
    assessment = assess(conversation.facts, conversation.profile, knowledge)
    says, places = result(
        knowledge, assessment, with_clinic=assistant.with_clinic, response_sources=assistant.response_sources
    )
    if not in_crisis(knowledge, conversation.facts):
        says.append(offered(knowledge, assessment.urgency))
    after = replace(
        conversation,
        asked=None,
        trail=(),
        announced=None,
        warned=assessment.urgency,
        crisis=None,
        refused=False,
        told_from=tuple(places),
        told_of=None,
        decided_by=_decided_by(conversation, assessment),
    )
    return (entered(after) if in_crisis(knowledge, after.facts) else after), says


def _decided_by(conversation: Conversation, assessment: Assessment) -> str | None:
    """The question whose answer led to the urgency; None when it was told without being asked."""
    names = {n for reason in assessment.reasons if reason.urgency is assessment.urgency for n in reason.because}
    asked = (step.asks for step in reversed(conversation.trail) if names & set(step.before))
    return next((asks for asks in asked if asks not in (ECHO, ECHO_WRONG, "opening", "age")), None)
