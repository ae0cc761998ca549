"""What rules call when a message is no answer: each class hands its part of ``bot.dialogue.interruptions`` to Rasa."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.assistant import assistant
from actions.reading import FORM, latest_message
from actions.sending import send
from actions.slots import changes, conversation_in, new_session
from bot.dialogue import interruptions
from bot.dialogue.answering import Outcome, answer_question
from bot.dialogue.assistant import Assistant
from bot.dialogue.interruptions import interrupted
from bot.dialogue.state import Conversation
from bot.dialogue.turns import Message


class InBetween(Action, ABC):
    """An action that does one interruption. Its name is that of the rules."""

    called: ClassVar[str]

    @staticmethod
    @abstractmethod
    def does(assistant: Assistant, conversation: Conversation, message: Message, /) -> Outcome:
        """The interruption."""

    def name(self) -> str:
        """The name rules use."""
        return self.called

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Send what is said, and keep what changed; a question that it opens is put by the form."""
        before, message = conversation_in(tracker), latest_message(tracker)
        after, says = interrupted(type(self).does, assistant(), before, message)
        send(dispatcher, says)
        opens = after.in_triage and not before.in_triage and not tracker.active_loop_name
        return [*changes(before, after), *([FollowupAction(FORM)] if opens else [])]


class Welcome(InBetween):
    """The greeting."""

    called = "action_welcome"
    does = staticmethod(interruptions.welcome)


class HelloAgain(InBetween):
    """A greeting in the middle of the triage."""

    called = "action_hello_again"
    does = staticmethod(interruptions.hello_again)


class YouAreWelcome(InBetween):
    """To whoever says thanks."""

    called = "action_you_are_welcome"
    does = staticmethod(interruptions.you_are_welcome)


class Goodbye(InBetween):
    """To whoever leaves."""

    called = "action_goodbye"
    does = staticmethod(interruptions.goodbye)


class WhatIAm(InBetween):
    """To whoever asks whether this is a person."""

    called = "action_what_i_am"
    does = staticmethod(interruptions.what_i_am)


class KeepItKind(InBetween):
    """To whoever is rude."""

    called = "action_keep_it_kind"
    does = staticmethod(interruptions.keep_it_kind)


class Privacy(InBetween):
    """What is stored, and for how long."""

    called = "action_privacy"
    does = staticmethod(interruptions.privacy)


class AnswerQuestion(InBetween):
    """An answer to a question about a condition, self-care, or when to seek help."""

    called = "action_answer_question"
    does = staticmethod(answer_question)


class ExplainWhy(InBetween):
    """Why the open question is asked."""

    called = "action_explain_why"
    does = staticmethod(interruptions.explain_why)


class Rephrase(InBetween):
    """A question another way."""

    called = "action_rephrase"
    does = staticmethod(interruptions.rephrase)


class NameSources(InBetween):
    """Where the last answer comes from."""

    called = "action_name_sources"
    does = staticmethod(interruptions.name_sources)


class Summarise(InBetween):
    """What is known so far, and what it came to."""

    called = "action_summarise"
    does = staticmethod(interruptions.summarise)


class AfterAdvice(InBetween):
    """What is said to those who go where they were sent, and to those who will not."""

    called = "action_after_advice"
    does = staticmethod(interruptions.after_advice)


class OutOfScope(InBetween):
    """What Ischia cannot help with."""

    called = "action_out_of_scope"
    does = staticmethod(interruptions.out_of_scope)


class GoBack(InBetween):
    """An answer is taken back; one that a channel names opens the triage again."""

    called = "action_go_back"
    does = staticmethod(interruptions.go_back)


class StartOver(InBetween):
    """Everything is forgotten."""

    called = "action_start_over"
    does = staticmethod(interruptions.start_over)

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Clear every slot and close the form."""
        super().run(dispatcher, tracker, domain)
        return [ActiveLoop(None), *new_session(Conversation())]
