"""What people do, as the bot sees it."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import ChatMigrated, Forbidden

from tests.telegram.bot_api import BotApi, Person
from tests.telegram.bot_api.attachments import ATTACHMENTS
from tests.telegram.test_bot_api.looking import YES_NO, leftovers, newest


async def test_a_message_reaches_the_bot_with_its_command_marked(bot: Bot, ann: Person) -> None:
    message = (await newest(bot)).message
    assert (message.text, message.from_user.first_name, message.chat.type) == ("/start", "Ann", "private")
    assert message.parse_entities() == {message.entities[0]: "/start"}


@pytest.mark.parametrize("kind", ATTACHMENTS)
async def test_whatever_is_sent_has_the_real_shape(bot: Bot, ann: Person, kind: str) -> None:
    ann.sends(kind)
    update = await newest(bot)
    assert getattr(update.message, kind)
    assert leftovers(update) == []


async def test_a_photo_can_have_a_caption_and_a_sticker_cannot(bot: Bot, ann: Person) -> None:
    ann.sends("photo", caption="my back")
    assert (await newest(bot)).message.caption == "my back"
    with pytest.raises(AssertionError, match="no caption"):
        ann.sends("sticker", caption="my back")


async def test_an_edit_of_ones_own_message_is_an_update_of_its_own(api: BotApi, bot: Bot, ann: Person) -> None:
    said = ann.says("left leg")
    ann.edits(api.message_id(said), "right leg")
    update = await newest(bot)
    assert (update.edited_message.text, update.edited_message.message_id) == ("right leg", api.message_id(said))
    assert leftovers(update) == []


async def test_a_pressed_button_gives_its_data_and_the_message(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "Does it tingle?", reply_markup=YES_NO)
    ann.presses("No")
    update = await newest(bot)
    assert (update.callback_query.data, update.callback_query.message) == ("n", sent)
    assert leftovers(update) == []


async def test_a_button_that_is_not_there_cannot_be_pressed(bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "Does it tingle?", reply_markup=YES_NO)
    with pytest.raises(AssertionError, match="Perhaps"):
        ann.presses("Perhaps")


async def test_an_old_button_can_be_pressed_as_it_was_seen(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "Does it tingle?", reply_markup=YES_NO)
    seen = ann.waits_for(1)[0]
    await sent.edit_reply_markup(None)
    assert ann.inbox[0].keyboard is None
    ann.presses("Yes", on=seen)
    assert (await newest(bot)).callback_query.data == "y"


async def test_a_forged_press_carries_what_it_likes(bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "Does it tingle?", reply_markup=YES_NO)
    ann.presses_data("drop all")
    assert (await newest(bot)).callback_query.data == "drop all"


async def test_who_blocks_the_bot_is_told_and_cannot_be_written_to(bot: Bot, ann: Person) -> None:
    ann.blocks()
    update = await newest(bot)
    assert update.my_chat_member.new_chat_member.status == "kicked"
    assert leftovers(update) == []
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ann.id, "Hello")
    ann.unblocks()
    await bot.send_message(ann.id, "Hello")


async def test_the_inbox_shows_messages_as_they_are_now(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ann.id, "One", reply_markup=YES_NO)
    other = await bot.send_message(ann.id, "Two")
    assert ann.inbox[0].keyboard == [["Yes", "No"]]
    await sent.edit_text("<b>Uno</b>", parse_mode="HTML")
    await other.delete()
    (message,) = ann.inbox
    assert (message.text, message.keyboard, message.edited, message.entities[0]["type"]) == ("Uno", None, True, "bold")


async def test_a_person_waits_for_what_comes_later(bot: Bot, ann: Person) -> None:
    waiting = asyncio.create_task(asyncio.to_thread(ann.waits_for, "Hello", 5))
    await bot.send_message(ann.id, "Hello there")
    assert (await waiting).text == "Hello there"


def test_who_waits_in_vain_is_shown_what_was_said(ann: Person) -> None:
    with pytest.raises(AssertionError, match="Ann: /start"):
        ann.waits_for(1, timeout=0.1)


async def test_a_bot_is_added_to_a_group_and_may_leave_it(api: BotApi, bot: Bot, ann: Person) -> None:
    group = api.group("Family")
    group.adds_bot(by=ann)
    added, welcome = (await bot.get_updates())[-2:]
    assert added.my_chat_member.new_chat_member.status == "member"
    assert welcome.message.new_chat_members[0].id == bot.id
    assert leftovers(added) == leftovers(welcome) == []
    await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(group.id, "Goodbye")


async def test_what_is_said_in_a_channel_is_a_channel_post(api: BotApi, bot: Bot, ann: Person) -> None:
    channel = api.group("News", kind="channel")
    channel.adds_bot(by=ann)
    channel.person_says(ann, "Good morning")
    update = await newest(bot)
    assert update.channel_post.text == "Good morning"
    assert leftovers(update) == []


async def test_who_is_kicked_out_of_a_group_cannot_write_there(api: BotApi, bot: Bot, ann: Person) -> None:
    group = api.group("Family")
    group.adds_bot(by=ann)
    group.kicks_bot(by=ann)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "Goodbye")


async def test_a_group_that_became_a_supergroup_says_where_it_went(api: BotApi, bot: Bot, ann: Person) -> None:
    group = api.group("Family")
    group.adds_bot(by=ann)
    new = group.migrates()
    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(group.id, "Hello")
    assert refused.value.new_chat_id == new.id
    await bot.send_message(new.id, "Hello")
