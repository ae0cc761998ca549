"""Ischia beside the `rasa init` starter, on this machine, in one run.

    make bench            # or: python scripts/bench.py [--quick]

Both are trained, started and asked the same number of messages in turn, so that noise hits both alike; the ratios
are what counts. The starter is built once in .cache/bench. Figures go to bench.json and, as a table, to the screen.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

import aiohttp

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / ".cache" / "bench" / "starter"
USERS = (1, 8, 32)
TURNS = (10, 100, 300)
READY_WITHIN_SECONDS = 300
ENVIRONMENT = {
    **os.environ,
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONPATH": str(ROOT),
}

STARTER_SAYS = ("hello", "I am sad", "no", "I feel great", "are you a bot?", "goodbye")
ISCHIA_SAYS = (
    "my left buttock aches when I sit, three weeks now",
    "yes",
    "no",
    "44",
    "no",
    "what is sciatica?",
    "no",
    "not sure",
    "start over",
)

Send = Callable[[aiohttp.ClientSession, str, str], Awaitable[None]]


@dataclass
class Product:
    """One of the two: how to train it, start it, and send it a message."""

    name: str
    folder: Path
    train: list[str]
    serve: list[str]
    port: int
    ready_path: str
    says: tuple[str, ...]
    send: Send


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer messages and turns, for a first look")
    quick = parser.parse_args().quick
    build_starter()
    products = [ischia(), starter()]
    figures: dict[str, dict[str, Any]] = {product.name: {} for product in products}
    for product in products:
        say(f"Training {product.name} ...")
        figures[product.name]["training_s"] = round(train(product), 1)
    with running(products, figures):
        asyncio.run(measure(products, figures, quick))
        for product in products:
            figures[product.name]["resident_mb"] = resident_mb(figures[product.name].pop("_pid"))
    result = {"date": time.strftime("%Y-%m-%d"), "cores": os.cpu_count(), "figures": figures, "ratios": ratios(figures)}
    (ROOT / "bench.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(table(result))


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rasa(*words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("rasa")), *words]


def build_starter() -> None:
    if (STARTER / "domain.yml").is_file():
        return
    say("Building the rasa init starter once in .cache/bench ...")
    shutil.rmtree(STARTER, ignore_errors=True)
    STARTER.mkdir(parents=True)
    subprocess.run(
        rasa("init", "--no-prompt", "--init-dir", str(STARTER)),
        env=ENVIRONMENT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def ischia() -> Product:
    port = free_port()
    tokens: dict[str, str] = {}

    async def send(client: aiohttp.ClientSession, user: str, text: str) -> None:
        base = f"http://127.0.0.1:{port}/api"
        if user not in tokens:
            async with client.post(f"{base}/sessions") as response:
                tokens[user] = (await response.json())["token"]
        headers = {"Authorization": f"Bearer {tokens[user]}"}
        async with client.post(f"{base}/messages", json={"text": text}, headers=headers) as response:
            if response.status != 200 or not (await response.json())["messages"]:
                raise RuntimeError(f"Ischia answered {response.status}")

    command = [sys.executable, "-m", "bot.cli"]
    return Product(
        "ischia", ROOT, [*command, "train", "--force"], [*command, "serve", "--port", str(port)], port, "/api/health",
        ISCHIA_SAYS, send,
    )  # fmt: skip


def starter() -> Product:
    port = free_port()

    async def send(client: aiohttp.ClientSession, user: str, text: str) -> None:
        url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        async with client.post(url, json={"sender": user, "message": text}) as response:
            if response.status != 200:
                raise RuntimeError(f"the starter answered {response.status}")
            await response.json()

    serve = rasa("run", "--port", str(port), "--model", str(STARTER / "models"))
    return Product("starter", STARTER, rasa("train", "--force"), serve, port, "/", STARTER_SAYS, send)


def train(product: Product) -> float:
    started = time.perf_counter()
    subprocess.run(
        product.train,
        cwd=product.folder,
        env=ENVIRONMENT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


@contextmanager
def running(products: list[Product], figures: dict[str, dict[str, Any]]) -> Iterator[None]:
    servers = []
    try:
        for product in products:
            say(f"Starting {product.name} ...")
            started = time.perf_counter()
            server = subprocess.Popen(
                product.serve,
                cwd=product.folder,
                env=ENVIRONMENT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            servers.append(server)
            asyncio.run(wait_until_ready(product, server))
            figures[product.name].update(ready_s=round(time.perf_counter() - started, 1), _pid=server.pid)
        yield
    finally:
        for server in servers:
            server.terminate()
            server.wait(timeout=30)


async def wait_until_ready(product: Product, server: subprocess.Popen[bytes]) -> None:
    """Ready means: the first message has been answered."""
    async with aiohttp.ClientSession() as client:
        for _ in range(READY_WITHIN_SECONDS * 5):
            if server.poll() is not None:
                raise SystemExit(f"{product.name} stopped while starting; run it by hand to see why.")
            try:
                await product.send(client, "first", product.says[0])
                return
            except (aiohttp.ClientError, RuntimeError, KeyError):
                await asyncio.sleep(0.2)
    raise SystemExit(f"{product.name} was not ready in {READY_WITHIN_SECONDS} seconds.")


async def measure(products: list[Product], figures: dict[str, dict[str, Any]], quick: bool) -> None:
    for users in USERS:
        timings: dict[str, list[float]] = {product.name: [] for product in products}
        spent: dict[str, float] = {product.name: 0.0 for product in products}
        for round_number in range(1 if quick else 3):
            for product in products:
                say(f"{product.name}: {users} users, round {round_number + 1} ...")
                each = max(4, (32 if quick else 64) // users)
                started = time.perf_counter()
                timings[product.name] += await crowd(product, users, each, f"u{users}r{round_number}")
                spent[product.name] += time.perf_counter() - started
        for product in products:
            done = sorted(timings[product.name])
            figures[product.name][f"users_{users}"] = {
                "messages_per_s": round(len(done) / spent[product.name], 1),
                "p50_ms": round(1000 * statistics.median(done)),
                "p95_ms": round(1000 * done[int(0.95 * (len(done) - 1))]),
            }
    turns = TURNS[:2] if quick else TURNS
    for product in products:
        say(f"{product.name}: one conversation of {turns[-1]} turns ...")
        times = await crowd(product, 1, turns[-1] + 5, "long")
        figures[product.name]["latency_ms_at_turn"] = {
            str(turn): round(1000 * statistics.median(times[turn - 5 : turn + 5])) for turn in turns
        }


async def crowd(product: Product, users: int, each: int, label: str) -> list[float]:
    """Every user says ``each`` messages, one after the other; the seconds each message took."""
    times: list[float] = []

    async def one(client: aiohttp.ClientSession, user: int) -> None:
        for number in range(each):
            started = time.perf_counter()
            await product.send(client, f"{label}-{user}", product.says[number % len(product.says)])
            times.append(time.perf_counter() - started)

    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=timeout) as client:
        await asyncio.gather(*(one(client, user) for user in range(users)))
    return times


def resident_mb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def flat(figures: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key} ")
        else:
            yield f"{prefix}{key}", value


def ratios(figures: dict[str, dict[str, Any]]) -> dict[str, float]:
    mine, theirs = dict(flat(figures["ischia"])), dict(flat(figures["starter"]))
    return {key: round(mine[key] / theirs[key], 2) for key in mine if theirs.get(key)}


def table(result: dict[str, Any]) -> str:
    mine, theirs = dict(flat(result["figures"]["ischia"])), dict(flat(result["figures"]["starter"]))
    rows = [
        f"| {key.replace('_', ' ')} | {mine[key]} | {theirs.get(key, '')} | {result['ratios'].get(key, '')} |"
        for key in mine
    ]
    return "\n".join(["| figure | ischia | starter | ratio |", "|---|---|---|---|", *rows])


if __name__ == "__main__":
    main()
