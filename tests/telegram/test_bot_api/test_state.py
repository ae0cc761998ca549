"""Refusals and answers that depend on what happened before."""

from __future__ import annotations

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, ReplyParameters
from telegram.error import BadRequest, Forbidden, InvalidToken

from tests.telegram.bot_api import BotApi, Person
from tests.telegram.test_bot_api.looking import YES_NO, leftovers, newest


async def test_a_chat_that_nobody_opened_is_not_written_to(api: BotApi, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(42, "Hello")
    with pytest.raises(Forbidden, match="can't initiate conversation with a user"):
        await bot.send_message(api.person().id, "Hello")


async def test_edits_are_of_ones_own_messages_and_change_something(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "One", reply_markup=YES_NO)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await sent.edit_text("One", reply_markup=YES_NO)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Two", ann.id, 999)
    theirs = (await newest(bot)).message.message_id
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("Two", ann.id, theirs)


async def test_a_deleted_message_is_gone(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "One")
    await sent.delete()
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()


async def test_a_reply_needs_its_message(bot: Bot, ann: Person) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ann.id, "Yes", reply_parameters=ReplyParameters(999))
    theirs = (await newest(bot)).message
    assert (await theirs.reply_text("Yes", do_quote=True)).reply_to_message.text == "/start"


async def test_a_press_is_answered_once_and_in_time(api: BotApi, bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "Does it tingle?", reply_markup=YES_NO)
    ann.presses("Yes")
    query = (await newest(bot)).callback_query
    await query.answer("Thanks")
    assert (api.queries[0].answer, api.queries[0].seconds < 5) == ({"text": "Thanks"}, True)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer()
    api.world.query_lifetime = 0
    ann.presses("Yes")
    with pytest.raises(BadRequest, match="Query is too old"):
        await (await newest(bot)).callback_query.answer()


async def test_commands_are_kept_by_scope_and_language(bot: Bot) -> None:
    private, help_me = BotCommandScopeAllPrivateChats(), BotCommand("help", "What I can do")
    await bot.set_my_commands([help_me], scope=private, language_code="en")
    assert await bot.get_my_commands(scope=private, language_code="en") == (help_me,)
    assert await bot.get_my_commands() == ()
    await bot.delete_my_commands(scope=private, language_code="en")
    assert await bot.get_my_commands(scope=private, language_code="en") == ()


async def test_the_bot_can_look_at_itself_and_at_a_chat(bot: Bot, ann: Person) -> None:
    me, chat = await bot.get_me(), await bot.get_chat(ann.id)
    assert (me.is_bot, chat.first_name) == (True, "Ann")
    assert leftovers(me) == leftovers(chat) == []


async def test_wrong_tokens_are_turned_away(api: BotApi) -> None:
    for token, reason in (("654321:other", "Unauthorized"), ("token", "Not Found")):
        with pytest.raises(InvalidToken, match=reason):
            await Bot(token, base_url=api.base_url).get_me()


async def test_a_revoked_token_is_turned_away(api: BotApi, bot: Bot) -> None:
    api.revoke()
    with pytest.raises(InvalidToken, match="Unauthorized"):
        await bot.get_me()
