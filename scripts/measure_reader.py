"""The reader's figures in one table: closed files, denial lists, ordinary sentences, probes, time and memory.

    OMP_NUM_THREADS=1 .venv/bin/python scripts/measure_reader.py [--also FILE ...] [--probes FILE] [--asked FILE]

Run it on a quiet machine; the milliseconds are those of one core, from text to reading and intent.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import statistics
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.cli import as_table
from bot.evaluation.understanding import score, understand
from bot.evaluation.vocabulary import labelled_name
from bot.knowledge import load_knowledge
from bot.rasa.agent import MODEL, load_agent

HERE = Path("tests/understanding")
CLOSED = (HERE / "strangers_closed.jsonl", HERE / "strangers_long_closed.jsonl")
HARMLESS = (HERE / "denial_lists.txt", HERE / "ordinary.txt")
WORDS = 200


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


async def answers(agent: Any, asked: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[float]]:
    found, seconds = [], []
    for line in asked:
        begun = time.perf_counter()
        found.append(await understand(agent, load_knowledge(), line))
        seconds.append(time.perf_counter() - begun)
    return found, seconds


async def probed(agent: Any, file: Path) -> str:
    """Of one-line probes that should or should not escalate, those that do as they should."""
    asked = lines(file)
    found, _ = await answers(agent, asked)
    right = sum(answer["escalates"] == (line["expect"] == "escalate") for line, answer in zip(asked, found))
    return f"| {file.name} | {len(asked)} | {right} right |"


async def replied(agent: Any, file: Path) -> str:
    """Of replies to an open question, those read as they were meant; "ask again" is any reading but yes and no."""
    asked = lines(file)
    found, _ = await answers(agent, asked)
    right = wrong_no = 0
    for line, answer in zip(asked, found):
        name = labelled_name(load_knowledge(), line["asked"])
        state = answer["findings"].get(name, "unsure")
        wanted = line["expect"] if line["expect"] in ("present", "absent") else "unsure"
        right += state == wanted
        wrong_no += state == "absent" and wanted != "absent"
    return f"| {file.name} | {len(asked)} | {right} right, {wrong_no} taken for no |"


async def main(also: list[Path], probes: list[Path], replies: list[Path]) -> None:
    agent = load_agent(MODEL)
    await understand(agent, load_knowledge(), {"text": "hello"})
    for file in (*CLOSED, *also):
        asked = lines(file)
        found, seconds = await answers(agent, asked)
        print(f"\n{file.name}: {len(asked)} messages\n")
        cuts = statistics.quantiles(seconds, n=20)
        print(as_table({**score(asked, found), "p50_ms": f"{1e3 * cuts[9]:.1f}", "p95_ms": f"{1e3 * cuts[18]:.1f}"}))
    print("\n| file | messages | result |\n|---|---|---|")
    for file in HARMLESS:
        texts = file.read_text(encoding="utf-8").splitlines()
        found, _ = await answers(agent, ({"text": text} for text in texts))
        alarms = sum(answer["escalates"] for answer in found)
        print(f"| {file.name} | {len(texts)} | {alarms} alarm ({100 * alarms / len(texts):.1f} %) |")
    for file in probes:
        print(await probed(agent, file))
    for file in replies:
        print(await replied(agent, file))
    story = " ".join(" ".join(line["text"] for line in lines(CLOSED[1])[:8]).split()[:WORDS])
    _, seconds = await answers(agent, [{"text": story}] * 20)
    print(f"\n{WORDS} words: {1e3 * statistics.median(seconds):.0f} ms (median of 20)")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--also", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--probes", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--asked", type=Path, nargs="*", default=[], metavar="FILE")
    options = parser.parse_args()
    asyncio.run(main(options.also, options.probes, options.asked))
