"""What each method does to the world, once its parameters are known to be good."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from typing import Any

from tests.telegram.bot_api import shapes
from tests.telegram.bot_api.entities import formatted
from tests.telegram.bot_api.errors import NOT_MODIFIED, QUERY_TOO_OLD, Refused, violation
from tests.telegram.bot_api.hooks import delete_webhook, get_webhook_info, set_webhook
from tests.telegram.bot_api.text import length
from tests.telegram.bot_api.vocabulary import CHAT_ACTIONS
from tests.telegram.bot_api.world import World

Params = dict[str, Any]
LONGEST_ANSWER = 200


def get_me(world: World, params: Params) -> Any:
    return shapes.bot_itself(world.bot["id"])


def get_chat(world: World, params: Params) -> Any:
    return shapes.full_chat(world.chat(params["chat_id"]).shape)


def send_message(world: World, params: Params) -> Any:
    text, entities = formatted(params)
    chat = world.open_chat(params["chat_id"])
    fields: Params = {"from": world.bot, "text": text}
    if chat.shape["type"] == "channel":
        fields = {"sender_chat": chat.shape, "text": text}
    if entities:
        fields["entities"] = entities
    if _visible(params.get("reply_markup")):
        fields["reply_markup"] = params["reply_markup"]
    if reply := params.get("reply_parameters"):
        original = world.messages.get((reply.get("chat_id", chat.shape["id"]), reply["message_id"]))
        if original is None and not reply.get("allow_sending_without_reply"):
            raise Refused(400, "message to be replied not found")
        if original:
            fields["reply_to_message"] = {key: value for key, value in original.items() if key != "reply_to_message"}
    for name in ("message_thread_id", "link_preview_options"):
        if name in params:
            fields[name] = params[name]
    if params.get("protect_content"):
        fields["has_protected_content"] = True
    return world.add_message(chat, **fields)


def _visible(markup: Any) -> bool:
    """Whether a reply markup stays on the message: inline keyboards with a button do."""
    return bool(markup) and any(markup.get("inline_keyboard", []))


def _to_edit(world: World, params: Params) -> Params:
    chat = world.open_chat(params["chat_id"])
    message = world.messages.get((chat.shape["id"], params["message_id"]))
    if message is None:
        raise Refused(400, "message to edit not found")
    if message.get("from", message.get("sender_chat")) not in (world.bot, chat.shape):
        raise Refused(400, "message can't be edited")
    return message


def _edit(message: Params, **fields: Any) -> Params:
    """``message`` with ``fields`` changed in place; a None takes the field away."""
    before = {name: message.get(name) for name in fields}
    if before == fields:
        raise Refused(400, NOT_MODIFIED)
    message.update(fields, edit_date=int(time.time()))
    for name in [name for name, value in fields.items() if value is None]:
        del message[name]
    return message


def edit_message_text(world: World, params: Params) -> Any:
    text, entities = formatted(params)
    message = _to_edit(world, params)
    markup = params.get("reply_markup")
    return _edit(message, text=text, entities=entities or None, reply_markup=markup if _visible(markup) else None)


def edit_message_reply_markup(world: World, params: Params) -> Any:
    markup = params.get("reply_markup")
    return _edit(_to_edit(world, params), reply_markup=markup if _visible(markup) else None)


def delete_message(world: World, params: Params) -> Any:
    chat = world.open_chat(params["chat_id"])
    if world.messages.pop((chat.shape["id"], params["message_id"]), None) is None:
        raise Refused(400, "message to delete not found")
    return True


def answer_callback_query(world: World, params: Params) -> Any:
    if length(params.get("text", "")) > LONGEST_ANSWER:
        raise violation("MESSAGE_TOO_LONG")
    query = world.queries.get(params["callback_query_id"])
    if query is None or query.delivered is None or query.answered is not None:
        raise Refused(400, QUERY_TOO_OLD)
    if time.time() - query.delivered > world.query_lifetime:
        raise Refused(400, QUERY_TOO_OLD)
    query.answered = time.time()
    query.answer = {name: params[name] for name in ("text", "show_alert", "url") if name in params}
    return True


def send_chat_action(world: World, params: Params) -> Any:
    if params["action"] not in CHAT_ACTIONS:
        raise violation("wrong parameter action in request")
    world.open_chat(params["chat_id"])
    return True


def leave_chat(world: World, params: Params) -> Any:
    chat = world.open_chat(params["chat_id"])
    if chat.private:
        raise violation("chat member status can't be changed in private chats")
    bot_becomes(world, params["chat_id"], "left", by=world.bot)
    return True


def bot_becomes(world: World, chat_id: int, status: str, by: Params) -> int:
    """The id of the update that tells the bot what it is in a chat now."""
    chat = world.chats[chat_id]
    before, chat.bot_is = chat.bot_is, status
    if before == "new":
        before = "member" if chat.private else "left"
    change = {
        "chat": chat.shape,
        "from": by,
        "date": int(time.time()),
        "old_chat_member": shapes.member(world.bot, before),
        "new_chat_member": shapes.member(world.bot, status),
    }
    return world.add_update("my_chat_member", change)


def _place(params: Params) -> tuple[str, str]:
    return params.get("scope", "default"), params.get("language_code", "")


def set_my_commands(world: World, params: Params) -> Any:
    world.commands[_place(params)] = params["commands"]
    return True


def get_my_commands(world: World, params: Params) -> Any:
    return world.commands.get(_place(params), [])


def delete_my_commands(world: World, params: Params) -> Any:
    world.commands.pop(_place(params), None)
    return True


def set_my_description(world: World, params: Params) -> Any:
    world.descriptions["description", params.get("language_code", "")] = params.get("description", "")
    return True


def set_my_short_description(world: World, params: Params) -> Any:
    world.descriptions["short_description", params.get("language_code", "")] = params.get("short_description", "")
    return True


HANDLERS: dict[str, Callable[[World, Params], Any]] = {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getChat": get_chat,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "leaveChat": leave_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
}


def handle(world: World, method: str, params: Params) -> Any:
    """The result of a call, as it was when the call was made."""
    result = copy.deepcopy(HANDLERS[method](world, params))
    world.touch()
    return result
