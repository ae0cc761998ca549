"""Answers to questions: from the content, for this person, or an honest word that there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.dialogue import more, urgent
from bot.dialogue.assistant import Assistant
from bot.dialogue.guiding import offer
from bot.dialogue.reply import Say, places_of
from bot.dialogue.state import ECHO_WRONG, Conversation
from bot.dialogue.turns import NONE_MEANT, Message
from bot.knowledge import Condition, KnowledgeBase, Passage, Step, Topic
from bot.knowledge.rules import Facts, truth
from bot.triage import assess, complete
from bot.triage.cautions import cautions_on, in_force, may_be_offered, uncleared

Outcome = tuple[Conversation, list[Say]]

SURE = 0.40
"""Likelihood from which a question is answered."""

CERTAIN = 0.60
"""Likelihood from which a message is answered although it was not taken for a question to us."""

PERHAPS = 0.12
"""Likelihood from which something is offered: "Do you mean ...?"."""

MOST_OFFERED = 3

SHORT = 6
"""Words up to which a question may be about what was told just before: "and how often?"."""

ASPECT, PART, ABOUT = "aspect_", "result_", "about_"
"""What the names of the things begin with that are no topic: a side of a condition, a part of the result, ourselves."""

NOTHING = "none"
"""What is asked for when it is nothing of ours."""

_OURSELVES = {
    "about_human": "utter_what_i_am",
    "about_privacy": "utter_privacy",
    "about_delete": "utter_privacy",
    "about_person": "utter_person",
    "about_prescribe": "utter_cannot_prescribe",
    "about_can": "utter_what_i_can",
    "about_review": "utter_review",
    "about_send": "utter_not_sent",
    "about_cost": "utter_cost",
    "about_language": "utter_language",
}


@dataclass(frozen=True)
class Told:
    """An answer: whose it is, and what is said."""

    item: str
    passages: tuple[Passage, ...]

    def says(self) -> list[Say]:
        """As a message."""
        words = {"answer": " ".join(passage.text for passage in self.passages)}
        data = {"type": "answer", "topic": self.item}
        return [Say("utter_answer", words, data=data, sources=tuple(places_of(self.passages)))]


def answer_question(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """What the content says of it; when it says nothing, that, and what may have been meant.

    Whoever was told to get help is answered from the danger that led to it.
    """
    part = part_tapped(message)
    if part is not None:
        return _part(assistant, conversation, part)
    if urgent.is_urgent(conversation):
        asked, likelihood = assistant.asked(message.text)[0]
        if asked in ALWAYS and likelihood >= SURE:
            return _part(assistant, conversation, asked)
        before_going = urgent.answer(assistant, conversation, message.text)
        if before_going is not None:
            return before_going
    return answered(assistant, conversation, message) or without_answer(assistant, conversation, message)


def part_tapped(message: Message) -> str | None:
    """The part of the result that was tapped."""
    if message.tapped is None or message.tapped.asks != more.RESULT:
        return None
    return next(iter(message.tapped.findings), None)


ALWAYS = ("result_for_doctor", "result_sources")
"""Parts that are told at any time."""


def answered(assistant: Assistant, conversation: Conversation, message: Message, sure: float = SURE) -> Outcome | None:
    """The answer, when it is likely enough which one is asked for."""
    for text in _as_asked(assistant.knowledge, conversation, message.text):
        ranking = assistant.asked(text)
        for item, likelihood in ranking:
            if likelihood < sure or item == NOTHING:
                break
            outcome = _answer(assistant, conversation, item, text)
            if outcome is not None:
                return outcome
    return None


def _as_asked(knowledge: KnowledgeBase, conversation: Conversation, text: str) -> Iterable[str]:
    """The words as they are, and, where they are few, with what was told before them."""
    yield text
    told = conversation.told_of or ""
    before = knowledge.topics.get(told) or knowledge.conditions.get(told)
    if before is not None and len(text.split()) <= SHORT:
        yield f"{before.name}: {text}"


def _answer(assistant: Assistant, conversation: Conversation, item: str, text: str) -> Outcome | None:
    if item.startswith(PART):
        if conversation.in_triage and item not in ALWAYS:
            return conversation, [Say("utter_after_the_questions")]
        return _part(assistant, conversation, item) if conversation.facts else None
    if item.startswith(ABOUT):
        return conversation, [ourselves(conversation, item)]
    told = _told(assistant, conversation, item, text)
    if told is None:
        return None
    says = told.says()
    after = replace(conversation, told_from=says[0].sources, told_of=told.item)
    topic = assistant.knowledge.topics.get(told.item)
    return after, [*says, *(offer(assistant.knowledge, topic, conversation) if topic else [])]


def _told(assistant: Assistant, conversation: Conversation, item: str, text: str) -> Told | None:
    knowledge = assistant.knowledge
    facts = complete(knowledge, conversation.facts, conversation.profile)
    if item.startswith(ASPECT):
        condition = assistant.named(text) or _leading(knowledge, conversation)
        if condition is None:
            return None
        said = side_of(knowledge, condition, item.removeprefix(ASPECT), facts)
        return Told(condition.id, said) if said else None
    topic = knowledge.topics.get(item) or knowledge.cautions.get(item)
    return Told(item, tuple(for_person(knowledge, topic, facts))) if topic else None


def _leading(knowledge: KnowledgeBase, conversation: Conversation) -> Condition | None:
    if conversation.in_triage:
        return None
    explanations = assess(conversation.facts, conversation.profile, knowledge).explanations
    return explanations[0].condition if explanations else None


def side_of(knowledge: KnowledgeBase, condition: Condition, side: str, facts: Facts) -> tuple[Passage, ...]:
    """What is told of one side of a condition; a step that a caution holds back is left out."""
    if side == "what":
        return (condition.summary, *condition.explanation[:4])
    if side == "self_care":
        return tuple(s for s in condition.self_care.do if may_be_offered(knowledge, s.measure, facts))[:5]
    if side == "avoid":
        return (*condition.self_care.avoid[:4], *condition.self_care.stop_when[:1])
    if side in ("treatments", "see"):
        named = condition.treatments if side == "treatments" else condition.see
        return tuple(knowledge.topics[name].answer[0] for name in named[:5] if name in knowledge.topics)
    if side == "diagnosis":
        return condition.diagnosis
    said: tuple[Passage, ...] = getattr(condition, side)[:5]
    return said


def for_person(knowledge: KnowledgeBase, topic: Topic, facts: Facts) -> list[Passage]:
    """What may be told this person: what is written for their case; instead of a measure held back, the caution.

    A measure whose cautions nobody has cleared is told with them.
    """
    case = next((case for case in topic.cases if truth(case.condition, facts, unsure_is=True) is True), None)
    if case is not None:
        return list(case.answer)
    cautions = in_force(knowledge, topic.id, facts)
    if cautions:
        return [passage for caution in cautions[:2] for passage in caution.answer]
    steps = [p for p in topic.answer if not isinstance(p, Step) or may_be_offered(knowledge, p.measure, facts)]
    if uncleared(knowledge, topic.id, facts):
        steps += [caution.answer[0] for caution in cautions_on(knowledge, topic.id)]
    return steps


def _part(assistant: Assistant, conversation: Conversation, part: str) -> Outcome:
    if part == more.CHANGE:
        return replace(conversation, asked=ECHO_WRONG, fresh=()), []
    says = more.tell(part, assistant, conversation)
    return replace(conversation, told_from=more.places_in(says, assistant)), says


def ourselves(conversation: Conversation, item: str) -> Say:
    """What is said of the assistant itself."""
    if item == "about_questions_left":
        left = max(1, conversation.announced - conversation.answered) if conversation.announced else None
        return Say("utter_questions_left", {"left": left}) if left else Say("utter_questions_left_unknown")
    return Say(_OURSELVES[item])


def without_answer(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome:
    """An honest word that nothing is written about it, or what may have been meant."""
    ranking = [(item, likelihood) for item, likelihood in assistant.asked(message.text) if likelihood >= PERHAPS]
    if ranking and ranking[0][0] == NOTHING and ranking[0][1] >= CERTAIN:
        return conversation, [Say("utter_out_of_scope")]
    if message.intent == "ask_when_to_seek_help":
        return conversation, [Say("utter_when_to_seek_help")]
    if ranking and ranking[0][0].startswith(ASPECT) and ranking[0][1] >= SURE:
        return conversation, [Say("utter_about_which")]
    offers = [assistant.shown_as(item) for item, _ in ranking if item != NOTHING]
    offered = tuple(dict.fromkeys(offer for offer in offers if offer))[:MOST_OFFERED]
    if offered:
        return conversation, [Say("utter_do_you_mean_to_ask", replies=(*offered, NONE_MEANT))]
    return conversation, [Say("utter_no_answer")]


def explained(assistant: Assistant, conversation: Conversation, message: Message) -> Outcome | None:
    """What a word that was asked about means; None unless a topic is clearly meant."""
    return answered(assistant, conversation, message, CERTAIN)
