"""What the bot may not send."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import BadRequest, InvalidToken

from tests.telegram.bot_api import BotApi, Person

BAD_MESSAGES = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "message text is empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "😀" * 2049}, "message is too long"),
    ({"text": "<b>no end", "parse_mode": "HTML"}, 'can\'t find end tag corresponding to start tag "b"'),
    ({"text": "<h1>Title</h1>", "parse_mode": "HTML"}, 'unsupported start tag "h1" at byte offset 0'),
    ({"text": "é < 3", "parse_mode": "HTML"}, "unclosed start tag at byte offset 3"),
    (
        {"text": "<b><i>x</b></i>", "parse_mode": "HTML"},
        'unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    ({"text": "x</b>", "parse_mode": "HTML"}, "unexpected end tag at byte offset 1"),
    ({"text": "Done.", "parse_mode": "MarkdownV2"}, "character '.' is reserved"),
    ({"text": "*bold", "parse_mode": "MarkdownV2"}, "can't find end of the entity"),
    ({"text": "x", "parse_mode": "Word"}, "unsupported parse_mode"),
    ({"text": "short", "entities": [MessageEntity("bold", 0, 6)]}, "ends after the end of the text"),
    ({"text": "😀", "entities": [MessageEntity("bold", 0, 1)]}, "cuts a character in two"),
    ({"text": "x", "entities": [MessageEntity("huge", 0, 1)]}, "can't parse entities"),
    ({"text": "x", "entities": [MessageEntity("text_link", 0, 1)]}, "can't parse entities"),
    ({"text": "x", "entities": [MessageEntity("bold", 0, 1)], "parse_mode": "HTML"}, "do not go together"),
]


@pytest.mark.parametrize(("message", "reason"), BAD_MESSAGES)
async def test_a_bad_text_is_refused(api: BotApi, bot: Bot, ann: Person, message: dict, reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_message(ann.id, **message)
    assert len(api.take_violations()) == 1
    assert ann.inbox == []


async def test_a_text_is_measured_after_its_tags_are_read(bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(ann.inbox[0].text) == 4096


async def test_html_becomes_text_and_entities_in_utf_16(bot: Bot, ann: Person) -> None:
    link = '<a href="https://example.org/?a=1&b=2">there</a>'
    html = f'😀 <b>a &lt; <i>b</i></b> {link} <pre><code class="language-c">x;</code></pre>'
    sent = await bot.send_message(ann.id, html, parse_mode="HTML")
    assert sent.text == "😀 a < b there x;"
    assert [(each.type, value) for each, value in sent.parse_entities().items()] == [
        ("bold", "a < b"),
        ("italic", "b"),
        ("text_link", "there"),
        ("pre", "x;"),
    ]
    assert (sent.entities[-1].language, sent.entities[-2].url) == ("c", "https://example.org/?a=1&b=2")


async def test_markdown_becomes_text_and_entities(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, r"*Go* _now_ [here](https://example.org) `a.b` \.", parse_mode="MarkdownV2")
    assert sent.text == "Go now here a.b ."
    assert [each.type for each in sent.entities] == ["bold", "italic", "text_link", "code"]


async def test_commands_in_a_text_are_marked_without_being_asked_for(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "Tap /help, and/or call")
    assert sent.parse_entities() == {sent.entities[0]: "/help"}


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Go", **fields}]]}


BAD_KEYBOARDS = [
    (button(callback_data="x" * 65), "Button_data_invalid"),
    (button(callback_data="é" * 33), "Button_data_invalid"),
    (button(callback_data=""), "Button_data_invalid"),
    (button(), "Text buttons are unallowed in the inline keyboard"),
    (button(callback_data="x", url="https://example.org"), "exactly one"),
    (button(callback_data="x", colour="red"), "unknown fields"),
    (button(callback_data="x", text=" "), '"text" must be'),
    (button(url="mailto"), "URL is invalid"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}, "too long"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}, "too long"),
    ({"inline": []}, "inline keyboard expected"),
    ({"keyboard": [[]]}, "can't parse reply keyboard"),
]


@pytest.mark.parametrize(("keyboard", "reason"), BAD_KEYBOARDS)
async def test_a_bad_keyboard_is_refused(api: BotApi, bot: Bot, ann: Person, keyboard: dict, reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.do_api_request("sendMessage", {"chat_id": ann.id, "text": "Go on", "reply_markup": keyboard})
    assert len(api.take_violations()) == 1


async def test_full_keyboards_are_taken(bot: Bot, ann: Person) -> None:
    row = [InlineKeyboardButton("x", callback_data="x" * 64)] * 8
    await bot.send_message(ann.id, "Choose", reply_markup=InlineKeyboardMarkup([row] * 12))


BAD_CALLS = [
    ("sendMessage", {"chat_id": 1}, "message text is empty"),
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": "Ann", "text": "x"}, "an Integer is expected"),
    ("sendMessage", {"chat_id": 1, "text": "x", "disable_notification": "maybe"}, "a Boolean is expected"),
    ("sendMessage", {"chat_id": 1, "text": "x", "disable_web_page_preview": True}, "no parameter disable_web"),
    ("sendMessage", {"chat_id": 1, "text": "x", "reply_parameters": {"message": 1}}, "can't parse reply parameters"),
    ("sendMessage", {"chat_id": 1, "text": "x", "link_preview_options": {"is_disabled": "x"}}, "wrong type"),
    ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON"),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "Message_too_long"),
    ("sendChatAction", {"chat_id": 1, "action": "thinking"}, "wrong parameter action in request"),
    ("getUpdates", {"limit": 101}, "limit must be between 1 and 100"),
    ("getUpdates", {"allowed_updates": ["messages"]}, "allowed_updates"),
    ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "Bot_command_invalid"),
    ("setMyCommands", {"commands": [{"command": "x" * 33, "description": "x"}]}, "Bot_command_invalid"),
    ("setMyCommands", {"commands": [{"command": "go", "description": ""}]}, "Bot_command_description_invalid"),
    ("setMyCommands", {"commands": [{"command": "go", "description": "x" * 257}]}, "Bot_command_description_invalid"),
    ("setMyCommands", {"commands": [{"command": "go", "description": "x"}] * 101}, "Bot_commands_too_much"),
    ("setMyCommands", {"commands": [], "language_code": "eng"}, "Lang_code_invalid"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}, "chat takes"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "between 0 and 120"),
    ("setWebhook", {"url": "http://example.org/hook"}, "HTTPS URL must be provided"),
    ("setWebhook", {"url": "https://example.org:5005/hook"}, "only on ports 80, 88, 443 or 8443"),
    (
        "setWebhook",
        {"url": "https://example.org/", "secret_token": "a b"},
        "secret token contains unallowed characters",
    ),
    ("setWebhook", {"url": "https://example.org/", "secret_token": "x" * 257}, "secret token is too long"),
    ("setWebhook", {"url": "https://example.org/", "max_connections": 0}, "between 1 and 100"),
]


@pytest.mark.parametrize(("method", "params", "reason"), BAD_CALLS)
async def test_a_bad_call_is_refused_and_remembered(
    api: BotApi, bot: Bot, method: str, params: dict, reason: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.do_api_request(method, params)
    assert len(api.take_violations()) == 1


async def test_a_violation_that_no_test_took_fails_at_the_end() -> None:
    with pytest.raises(AssertionError, match="sendMessage: Bad Request: message text is empty"), BotApi() as api:
        async with Bot(api.token, base_url=api.base_url) as bot:
            with pytest.raises(BadRequest):
                await bot.send_message(1, "")


async def test_an_unknown_method_is_not_found(api: BotApi, bot: Bot) -> None:
    with pytest.raises(InvalidToken, match="Not Found"):
        await bot.get_my_name()
    assert api.take_violations()
