"""The independent double: its plumbing with a plain bot, and a conversation with Ischia."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.rasa.agent import MODEL
from tests.serving import free_port
from tests.telegram.bot_api.waiting import wait_until
from tests.telegram.conftest import on_telegram
from tests.telegram.patients import PAIN
from tests.telegram.telemelya import Telemelya, telemelya

TOKEN, SECRET = "123456:TEST-token", "s3cret_-"
YES_NO = InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label) for label in ("Yes", "No")]])


@pytest.fixture(scope="module")
def double(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telemelya]:
    with telemelya(tmp_path_factory.mktemp("telemelya")) as double:
        yield double


@pytest.fixture
async def asking_bot(double: Telemelya) -> AsyncIterator[Bot]:
    """A bot that asks about each text, and writes the answer in place of its question."""
    async with Bot(TOKEN, base_url=double.base_url) as bot:

        async def take(request: web.Request) -> web.Response:
            if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
                return web.Response(status=403)
            update = Update.de_json(await request.json(), bot)
            if update.message:
                await update.message.reply_text(f"You said {update.message.text}. Right?", reply_markup=YES_NO)
            else:
                await update.callback_query.answer()
                await update.callback_query.edit_message_text(f"Your answer: {update.callback_query.data}")
            return web.Response()

        port, application = free_port(), web.Application()
        application.router.add_post("/hook", take)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await bot.set_my_commands([("help", "What I can do")])
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
        yield bot
        await runner.cleanup()


async def test_a_text_goes_to_the_bot_and_its_question_comes_back(double: Telemelya, asking_bot: Bot) -> None:
    ann = double.person(TOKEN)
    await asyncio.to_thread(ann.says, "it hurts")
    assert await asyncio.to_thread(ann.waits_for, lambda messages: [each["text"] for each in messages]) == [
        "You said it hurts. Right?"
    ]
    await asyncio.to_thread(ann.presses, "No")
    await asyncio.to_thread(ann.waits_for, lambda messages: messages[0]["text"] == "Your answer: No")
    assert "answerCallbackQuery" in [call["method"] for call in ann.calls]


@pytest.mark.slow
def test_ischia_holds_a_conversation_over_a_double_that_others_wrote(double: Telemelya, tmp_path: Path) -> None:
    if not MODEL.is_file():
        pytest.skip("there is no trained model: run `make train` first")
    ben = double.person(TOKEN, chat_id=4_200_002, first_name="Ben")
    with on_telegram(tmp_path, double, webhook=True) as server:
        wait_until(threading.Condition(), lambda: "waits for updates" in server.log.read_text(), 60, str)
        ben.says(PAIN)
        ben.waits_for(lambda messages: "This is what I understood" in messages[-1]["text"] if messages else False)
        ben.presses("That's right")
        ben.waits_for(lambda messages: "How old are you" in messages[-1]["text"])
        ben.says("I can't pee and I'm numb between my legs")
        ben.waits_for(lambda messages: "Was an answer wrong" in messages[-1]["text"])
        said = [call["text"] for call in ben.calls if call["method"] == "sendMessage"]
    assert "999" in next(text for text in said if text.startswith("🚨"))
    assert "Your answer was That's right" in ben.transcript
