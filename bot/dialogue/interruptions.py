"""What is said in between: a question, a wish to go back, a word of thanks. Each takes the state and the message, and
gives the state and replies; the open question is put again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogue import urgent
from bot.dialogue.answering import CERTAIN, Outcome, answer_question, answered, explained
from bot.dialogue.assistant import Assistant
from bot.dialogue.feelings import feelings_in
from bot.dialogue.guiding import goes_on
from bot.dialogue.more import tell
from bot.dialogue.questions import known
from bot.dialogue.reply import Say, bullets, places_of
from bot.dialogue.results import advice, result
from bot.dialogue.sources import sources
from bot.dialogue.state import ECHO_WRONG, Conversation
from bot.dialogue.turns import Message, open_question
from bot.knowledge import KnowledgeBase, Urgency
from bot.triage import assess
from bot.triage.questions import ask_for
from bot.understanding.replies import asks, is_question, leading_reply, steering

Interruption = Callable[[Assistant, Conversation, Message], Outcome]

SMALL_TALK = frozenset({"greet", "thank", "goodbye", "bot_challenge", "abuse"})

STRAY_WORDS = 3
"""A reply this short to an open question is a slip, not another topic."""


def interrupted(does: Interruption, assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """What an interruption does, and that the open question was missed, or put off, once more.

    An exercise that is gone through goes on; whatever else is said ends it.
    """
    guided = goes_on(assistant, conversation, message)
    if guided is not None:
        return guided
    after, says = does(assistant, replace(conversation, guided=None), message)
    if not after.in_triage or after.asked != conversation.asked:
        return replace(after, missed=0, digressed=0), says
    if puts_off(message):
        return replace(after, digressed=after.digressed + 1), says
    return replace(after, missed=after.missed + 1), says


def puts_off(message: Message) -> bool:
    """Whether a message is plainly about something else than the open question: it asks, steers, or is small talk."""
    if steering(message.text) is not None:
        return message.intent in IN_BETWEEN
    if message.intent in SMALL_TALK:
        return leading_reply(message.text) is None
    return is_question(message.text) and leading_reply(message.text) is None


def feeling(assistant: Assistant, conversation: Conversation, text: str) -> list[Say]:
    """What is said of a feeling that a text names, and the next step: the signs that would matter, or the pain."""
    named = feelings_in(assistant.knowledge, text)[:1]
    says = [Say("utter_feeling", {"sentence": f.says.text}, sources=f.says.sources) for f in named]
    if not says or conversation.in_triage:
        return says
    return [
        *says,
        *(tell("result_serious", assistant, conversation) if conversation.facts else [Say("utter_tell_me_more")]),
    ]


def explain_why(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """The reason written beside the open question."""
    ask = open_question(assistant.knowledge, conversation)
    if ask is None and urgent.is_urgent(conversation):
        reasons = urgent.leading_reasons(assistant.knowledge, conversation)
        told = replace(conversation, told_from=tuple(places_of(reason.rule.reason for reason in reasons)))
        return told, [Say("utter_why", {"reasons": bullets(reason.rule.reason.text for reason in reasons)})]
    if ask is None or ask.why is None:
        return conversation, [Say("utter_why_asked_generally")]
    told = replace(conversation, told_from=tuple(places_of([ask.why])))
    return told, [Say("utter_why_asked", {"why": ask.why.text})]


def rephrase(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """A word that was asked about is explained; else the question comes in its clearer wording."""
    explains = explained(assistant, conversation, message) if message.intent == "ask_clarification" else None
    if explains is not None:
        says = explains[1]
    else:
        says = feeling(assistant, conversation, message.text) or [Say("utter_tell_me_more")]
        says = says if conversation.asked is None else [Say("utter_say_it_differently")]
    finding = assistant.knowledge.findings.get(conversation.asked or "")
    clearer = conversation.clarifying or bool(finding and finding.clarify)
    return replace(conversation, clarifying=clearer), says


def go_back(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """The last answer is taken back, or that to the question which a channel names."""
    after = reopened(assistant.knowledge, conversation, message.reopens) if message.reopens else None
    after = conversation.stepped_back() if after is None else after
    if after is conversation:
        return conversation, [Say("utter_nothing_to_go_back_to")]
    return after, [Say("utter_changing" if message.reopens else "utter_going_back")]


def reopened(knowledge: KnowledgeBase, conversation: Conversation, asks: str) -> Conversation:
    """With the question ``asks`` open again; the same when there is no such question."""
    try:
        ask = ask_for(knowledge, asks)
    except KeyError:
        return conversation
    return conversation.reopened(asks, ask.question.findings if ask.question else (asks,))


def answered_wrong(knowledge: KnowledgeBase, conversation: Conversation) -> Conversation:
    """With the answer that made it urgent open again; what came of the person's own words is looked at as a whole."""
    calm = replace(conversation, warned=Urgency.SELF_CARE, decided_by=None)
    if conversation.decided_by is None:
        return replace(calm, asked=ECHO_WRONG, fresh=())
    return reopened(knowledge, calm, conversation.decided_by)


def start_over(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """Everything said of the pain is forgotten."""
    return Conversation(), [Say("utter_start_over")]


def name_sources(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """The sources of what was told last: an answer, a reason, the open question, or the result."""
    places = list(conversation.told_from) or _of_the_triage(assistant, conversation)
    return conversation, [sources(assistant.knowledge, places) if places else Say("utter_no_sources_yet")]


def _of_the_triage(assistant: Assistant, conversation: Conversation) -> list[str]:
    knowledge = assistant.knowledge
    ask = open_question(knowledge, conversation)
    if ask is not None:
        return places_of([ask.text, *([ask.why] if ask.why else [])])
    if not conversation.facts:
        return []
    assessment = assess(conversation.facts, conversation.profile, knowledge)
    return result(knowledge, assessment, response_sources=assistant.response_sources)[1]


def summarise(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """What is known; once the triage is done, or something urgent was said, the advice too.

    After a result it may be asked for in another form: in one sentence, for the doctor.
    """
    knowledge = assistant.knowledge
    if not conversation.in_triage and steering(message.text) is None:
        in_another_form = answered(assistant, conversation, message, CERTAIN)
        if in_another_form is not None:
            return in_another_form
    lines = known(knowledge, conversation)
    if not lines:
        return conversation, [Say("utter_nothing_known")]
    says = [Say("utter_summary", {"understood": bullets(lines)}, data={"type": "summary"})]
    assessment = assess(conversation.facts, conversation.profile, knowledge)
    if conversation.asked is None or assessment.urgency >= Urgency.URGENT_SAME_DAY:
        says.append(Say(advice(assessment)))
    return conversation, says


def after_advice(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """Wishes those well who go; else repeats the urgent advice once, asks what stands in the way, and names other ways.

    Source: rule 12 of "how to ask" in the red-flag sheet.
    """
    if conversation.warned < Urgency.URGENT_SAME_DAY:
        return conversation, feeling(assistant, conversation, message.text) or [Say("utter_tell_me_more")]
    if message.intent == "affirm":
        return conversation, [Say("utter_go_well")]
    asked = message.intent in ("refuse_care", "out_of_scope") and asks(message.text)
    if asked and assistant.asked_before_going(message.text) is not None:
        before_going = urgent.answer(assistant, conversation, message.text)
        if before_going is not None and conversation.refused:
            return before_going
    if conversation.refused:
        return conversation, [Say("utter_your_choice")]
    emergency = conversation.warned is Urgency.EMERGENCY
    told = Say("utter_will_not_go_now" if emergency else "utter_will_not_go_today")
    return replace(conversation, refused=True), [told]


def out_of_scope(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """What Ischia cannot help with, and where to turn; a stray word at a question is only asked for again.

    Whoever was sent for help, and speaks of other things, is reminded.
    """
    if conversation.asked is not None and len(message.text.split()) <= STRAY_WORDS:
        return conversation, [Say("utter_say_it_differently")]
    if conversation.warned >= Urgency.URGENT_SAME_DAY:
        return after_advice(assistant, conversation, message)
    known_after_all = answered(assistant, conversation, message, CERTAIN)
    if known_after_all is not None:
        return known_after_all
    return conversation, feeling(assistant, conversation, message.text) or [Say("utter_out_of_scope")]


def _saying(response: str) -> Interruption:
    return lambda assistant, conversation, message: (conversation, [Say(response)])


welcome = _saying("utter_welcome")
hello_again = _saying("utter_hello_again")
privacy = _saying("utter_privacy")
you_are_welcome = _saying("utter_you_are_welcome")
goodbye = _saying("utter_goodbye")
what_i_am = _saying("utter_what_i_am")
keep_it_kind = _saying("utter_keep_it_kind")

IN_BETWEEN: Mapping[str, Interruption] = {
    "ask_condition": answer_question,
    "ask_selfcare": answer_question,
    "ask_when_to_seek_help": answer_question,
    "ask_clarification": rephrase,
    "ask_why": explain_why,
    "ask_privacy": privacy,
    "ask_source": name_sources,
    "ask_summary": summarise,
    "refuse_care": after_advice,
    "go_back": go_back,
    "start_over": start_over,
    "greet": hello_again,
    "thank": you_are_welcome,
    "goodbye": goodbye,
    "bot_challenge": what_i_am,
    "abuse": keep_it_kind,
}
"""Intents that are no answer to a question, and what becomes of them; the question is put again afterwards."""

OUTSIDE: Mapping[str, Interruption] = {
    **IN_BETWEEN,
    "greet": welcome,
    "affirm": after_advice,
    "deny": after_advice,
    "unsure": after_advice,
}
"""The same while no question is open."""
