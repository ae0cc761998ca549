"""What is said in between: a question, a wish to go back, a word of thanks. Each takes the state and the message, and
gives the state and replies; the open question is put again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.dialogue import urgent
from bot.dialogue.assistant import Assistant
from bot.dialogue.questions import known
from bot.dialogue.reply import Say, bullets
from bot.dialogue.results import advice, result
from bot.dialogue.sources import places_of, sources
from bot.dialogue.state import ECHO_WRONG, Conversation
from bot.dialogue.turns import NONE_MEANT, Message, open_question
from bot.knowledge import KnowledgeBase, Passage, Step, Urgency
from bot.knowledge.rules import Facts
from bot.triage import assess, complete
from bot.triage.cautions import cautions_on, in_force, may_be_offered, uncleared
from bot.triage.questions import ask_for
from bot.understanding.reading import Found
from bot.understanding.replies import is_question, leading_reply, steering

Outcome = tuple[Conversation, list[Say]]
Interruption = Callable[[Assistant, Conversation, Message], Outcome]

SMALL_TALK = frozenset({"greet", "thank", "goodbye", "bot_challenge", "abuse"})

STRAY_WORDS = 3
"""A reply this short to an open question is a slip, not another topic."""


def interrupted(does: Interruption, assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """What an interruption does, and that the open question was missed, or put off, once more."""
    after, says = does(assistant, conversation, message)
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


def answer_question(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """What the content says; when it says nothing, that, and what may have been meant.

    Whoever was told to get help is answered from the danger that led to it.
    """
    if urgent.is_urgent(conversation):
        before_going = urgent.answer(assistant, conversation, message.text)
        if before_going is not None:
            return before_going
    knowledge = assistant.knowledge
    explanations = assess(conversation.facts, conversation.profile, knowledge).explanations
    found = assistant.answer_to(message.text, explanations[0].condition if explanations else None)
    if found is None:
        return conversation, [_without_answer(assistant, message)]
    answer = safe(knowledge, found, complete(knowledge, conversation.facts, conversation.profile))
    words = {"name": found.name, "answer": " ".join(passage.text for passage in answer)}
    told = replace(conversation, told_from=tuple(places_of(answer)))
    return told, [Say("utter_answer", words, data={"type": "answer", "topic": found.item_id})]


def _without_answer(assistant: Assistant, message: Message) -> Say:
    if message.intent == "ask_when_to_seek_help":
        return Say("utter_when_to_seek_help")
    perhaps = assistant.perhaps_meant(message.text)
    return Say("utter_do_you_mean_to_ask", replies=(*perhaps, NONE_MEANT)) if perhaps else Say("utter_no_answer")


def safe(knowledge: KnowledgeBase, found: Found, facts: Facts) -> list[Passage]:
    """What may be told this person: instead of a measure that a caution holds back, the caution.

    A measure whose cautions nobody has cleared is told with them; a step of a condition's self-care is left out.
    """
    cautions = in_force(knowledge, found.item_id, facts)
    if cautions:
        return [passage for caution in cautions[:2] for passage in caution.answer]
    steps = [p for p in found.answer if not isinstance(p, Step) or may_be_offered(knowledge, p.measure, facts)]
    if uncleared(knowledge, found.item_id, facts):
        steps += [caution.answer[0] for caution in cautions_on(knowledge, found.item_id)]
    return steps


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
    found = assistant.explanation_of(message.text) if message.intent == "ask_clarification" else None
    if found is not None:
        words = {"name": found.name, "answer": " ".join(passage.text for passage in found.answer[:2])}
        says = [Say("utter_answer", words)]
    else:
        says = [Say("utter_tell_me_more" if conversation.asked is None else "utter_say_it_differently")]
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
    places = list(conversation.told_from) or _of_the_triage(assistant.knowledge, conversation)
    return conversation, [sources(assistant.knowledge, places) if places else Say("utter_no_sources_yet")]


def _of_the_triage(knowledge: KnowledgeBase, conversation: Conversation) -> list[str]:
    ask = open_question(knowledge, conversation)
    if ask is not None:
        return places_of([ask.text, *([ask.why] if ask.why else [])])
    if not conversation.facts:
        return []
    assessment = assess(conversation.facts, conversation.profile, knowledge)
    return list(result(knowledge, assessment)[-1].sources)


def summarise(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """What is known; once the triage is done, or something urgent was said, the advice too."""
    knowledge = assistant.knowledge
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
        return conversation, [Say("utter_tell_me_more")]
    if message.intent == "affirm":
        return conversation, [Say("utter_go_well")]
    if message.intent in ("refuse_care", "out_of_scope") and assistant.urgent_topic(message.text) is not None:
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
    return conversation, [Say("utter_out_of_scope")]


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
