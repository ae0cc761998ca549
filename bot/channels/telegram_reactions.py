"""What an update leads to: the calls that answer it, and the keyboard that is open afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Dict, List, Optional, Protocol

from telegram import ChatMember, Update
from telegram.ext import filters

from bot.channels.conversations import Answer, Message, answer_of
from bot.channels.incoming import Unreadable, accepted
from bot.channels.telegram_inbox import Call, Keyboard
from bot.channels.telegram_keyboards import SEND, keyboard_for, markup, pressed, toggled
from bot.channels.telegram_text import LONGEST, Text, joined, pieces, text_of, together
from bot.channels.telegram_wording import Wording, wording_for

INTENTS = {
    "start": "/greet",
    "new": "/start_over",
    "back": "/go_back",
    "summary": "/ask_summary",
    "privacy": "/ask_privacy",
}
"""The commands that are said to Rasa, as intents."""

FORGET = "forget"

_COMMAND = re.compile(r"/([a-z_]+)(?:@\w+)?(?:(?<=/start)\s+[\w-]{1,64})?\s*", re.IGNORECASE)
"""A command stands alone, or a link has put its mark behind /start. Before other words it is a word like them."""
_GONE = (ChatMember.LEFT, ChatMember.BANNED)


class Say(Protocol):
    """Says a text, or an intent with a slash, to Rasa, and what a tapped answer stands for; the replies."""

    async def __call__(self, text: str, answer: Optional[Answer] = None) -> List[Message]:
        """Say it."""


@dataclass(frozen=True)
class Reaction:
    """The calls to make, the keyboard that is open then, and whether the person wants everything deleted."""

    calls: List[Call]
    keyboard: Optional[Keyboard] = None
    forget: bool = False


def wants_a_turn(update: Update) -> bool:
    """Whether an answer is being worked out for the person, so that they should see typing."""
    return update.message is not None and bool(update.message.text or update.message.caption)


async def reaction(update: Update, keyboard: Optional[Keyboard], say: Say) -> Reaction:
    """Answer an update of a chat in which ``keyboard`` is open."""
    chat, wording = update.effective_chat, _wording(update)
    if chat is None or chat.type != chat.PRIVATE:
        return _leaving(update, wording)
    if update.callback_query:
        return await _press(update.callback_query.data or "", keyboard, say, wording)
    if update.edited_message:
        return Reaction([_send(wording.say("edited"))], keyboard)
    if update.message is None or filters.StatusUpdate.ALL.check_update(update):
        return Reaction([], keyboard)
    return await _message(update, keyboard, say, wording)


def trouble(update: Update, keyboard: Optional[Keyboard]) -> Reaction:
    """Says that an update could not be answered."""
    return Reaction([_send(_wording(update).say("trouble"))], keyboard)


def _wording(update: Update) -> Wording:
    user = update.effective_user
    return wording_for(user.language_code if user else None)


def _leaving(update: Update, wording: Wording) -> Reaction:
    change = update.my_chat_member
    if change and change.new_chat_member.status in _GONE:
        return Reaction([])
    return Reaction([_send(wording.say("not_for_groups")), Call("leave_chat")])


async def _press(data: str, keyboard: Optional[Keyboard], say: Say, wording: Wording) -> Reaction:
    label = pressed(keyboard, data)
    if keyboard is None or label is None:
        return Reaction([], keyboard)
    if label in keyboard.options:
        changed = toggled(keyboard, label)
        edit = {"message_id": keyboard.message, "reply_markup": markup(changed, wording)}
        return Reaction([Call("edit_message_reply_markup", edit)], changed)
    labels = keyboard.picked if label == SEND else [label]
    said = ", ".join(labels)
    meant = answer_of({"data": {"asks": keyboard.asks, "answers": keyboard.answers}}, labels)
    return _answer(await say(said, meant), wording, _chosen(keyboard, said, wording))


async def _message(update: Update, keyboard: Optional[Keyboard], say: Say, wording: Wording) -> Reaction:
    message = update.message
    assert message is not None
    text = message.text or message.caption
    if not text:
        return Reaction([_send(wording.say("only_words"))], keyboard)
    command = _COMMAND.fullmatch(text)
    if command and command.group(1).lower() in wording.commands:
        return await _command(command.group(1).lower(), keyboard, say, wording)
    try:
        replies = await say(accepted(text))
    except Unreadable as error:
        problem = "unknown_command" if error.reason == "command" else error.reason
        return Reaction([_send(wording.say(problem))], keyboard)
    notes = [wording.say("only_the_caption")] if message.caption else []
    return _answer(replies, wording, _closed(keyboard), notes)


async def _command(name: str, keyboard: Optional[Keyboard], say: Say, wording: Wording) -> Reaction:
    if name in INTENTS:
        return _answer(await say(INTENTS[name]), wording, _closed(keyboard))
    if name == FORGET:
        return Reaction([*_closed(keyboard), _send(wording.say("forgotten"))], forget=True)
    return Reaction([_send(wording.say(name))], keyboard)


def _answer(replies: List[Message], wording: Wording, closing: Iterable[Call], notes: Iterable[str] = ()) -> Reaction:
    """The calls that close the question before and send the replies; an emergency goes out before anything else."""
    if not replies:
        return Reaction([*closing, _send(wording.say("trouble"))])
    calls: List[Call] = []
    opened: Optional[Keyboard] = None
    for group in together(replies):
        text = joined(text_of(message, wording) for message in group)
        *before, last = pieces(text)
        calls += [_send_text(piece, silent=bool(calls)) for piece in before]
        opened = keyboard_for(group[-1], last) if group[-1]["replies"] else opened
        shown = opened if group[-1]["replies"] else None
        calls.append(_send_text(last, silent=bool(calls), keyboard=shown, wording=wording))
    first = 1 if _is_urgent(replies[0]) else 0
    calls[first:first] = closing
    return Reaction([*calls, *(_send(note, silent=True) for note in notes)], opened)


def _is_urgent(message: Message) -> bool:
    data = message.get("data") or {}
    return data.get("urgency") == "emergency" or data.get("section") == "helpline"


def _send_text(
    text: Text, *, silent: bool, wording: Optional[Wording] = None, keyboard: Optional[Keyboard] = None
) -> Call:
    call = _send(text.plain, silent=silent)
    more: Dict[str, Any] = {"entities": text.entities()} if text.bold else {}
    if keyboard and wording:
        more["reply_markup"] = markup(keyboard, wording)
    return replace(call, arguments={**call.arguments, **more}, keyboard=keyboard.token if keyboard else None)


def _send(text: str, *, silent: bool = False) -> Call:
    return Call("send_message", {"text": text, **({"disable_notification": True} if silent else {})})


def _closed(keyboard: Optional[Keyboard]) -> List[Call]:
    """Takes the buttons away from the question that was answered in words."""
    if keyboard is None or keyboard.message is None:
        return []
    return [Call("edit_message_reply_markup", {"message_id": keyboard.message})]


def _chosen(keyboard: Keyboard, said: str, wording: Wording) -> Iterator[Call]:
    """Shows the choice in place of the buttons, where there is room for it."""
    text = Text(keyboard.text) + Text("\n\n" + wording.say("chosen", choice=said))
    if len(text.plain) > LONGEST // 2 or keyboard.message is None:
        yield from _closed(keyboard)
        return
    edit = {"message_id": keyboard.message, "text": text.plain, "entities": keyboard.entities}
    yield Call("edit_message_text", edit)
