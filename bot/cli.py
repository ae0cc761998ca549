"""The ``ischia`` command."""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.evaluation.triage import MANNERS, Manner
from bot.rasa.agent import MODEL, quiet

WAYS = ("plain", "rasa")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status is 0 when it did what was asked, and 1 after one plain line of why not."""
    options = _parser().parse_args(arguments)
    quiet()
    try:
        return int(options.run(options) or 0)
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ischia", description="Triage assistant for buttock, hip and low-back pain.")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    serve = command("serve", _serve, "serve the web chat")
    serve.add_argument("--port", type=int, default=5005)
    command("chat", _chat, "talk in the terminal")
    train = command("train", _train, "train the model, if it is missing or older than its data")
    train.add_argument("--force", action="store_true", help="train even if nothing changed")
    learn = command("learn", _learn, "teach the reader anew from nlu_data; takes some two hours")
    learn.add_argument("--afresh", action="store_true", help="forget a lesson that was broken off")
    check = command("check", _check, "validate content and training data")
    check.add_argument("--schema", type=Path, help="also write a JSON Schema of each kind of content into this folder")
    check.add_argument(
        "--held-out", type=Path, nargs="+", default=[], metavar="FILE", help="JSONL whose texts must not be trained on"
    )
    content = command("content", _content, "list the content by state of review, or record a review")
    content.add_argument("--source", metavar="ID", help="only items that rest on this source")
    content.add_argument("--state", choices=["signed", "unsigned", "expired"], help="only items in this state")
    content.add_argument("--review", nargs="+", metavar="ITEM", help="record a review of these items in reviews.yml")
    content.add_argument("--by", metavar="NAME", help="who has reviewed them, with their profession")
    understand = command("understand", _understand, "findings, intent and escalation of each message of a JSONL file")
    understand.add_argument("file", nargs="?", type=argparse.FileType("r", encoding="utf-8"), default=sys.stdin)
    understand.add_argument(
        "--explain", metavar="TEXT", help="show for one text the words and the rule or example behind each finding"
    )
    simulate = command("simulate", _simulate, "play whole cases of a JSONL file")
    simulate.add_argument("file", type=Path)
    simulate.add_argument("--manner", choices=MANNERS, default="careful", help="how the patient answers")
    simulate.add_argument("--through", choices=WAYS, default="plain", help="the dialogue alone, or the Rasa agent")
    evaluate = command("evaluate", _evaluate, "score a labelled JSONL file")
    evaluate.add_argument("what", choices=["understanding", "triage"])
    evaluate.add_argument("file", type=Path)
    evaluate.add_argument("--manner", choices=MANNERS, help="triage: only one manner of answering; else all three")
    evaluate.add_argument("--through", choices=WAYS, default="plain", help="triage: rasa also proves both say the same")
    evaluate.add_argument("--json", type=Path, metavar="OUT", help="also write the figures to a file")
    evaluate.add_argument("--pictures", type=Path, metavar="DIR", help="triage: also draw confusion and calibration")
    return parser


def _serve(options: argparse.Namespace) -> None:
    from bot.server import serve

    serve(options.port)


def _train(options: argparse.Namespace) -> None:
    from bot.rasa.training import train

    train(force=options.force)


def _learn(options: argparse.Namespace) -> int:
    return subprocess.call(["scripts/learn", *(["--afresh"] if options.afresh else [])])


def _check(options: argparse.Namespace) -> int:
    from bot.checking import check, copied, write_schemas
    from bot.marked import marked_messages

    if options.schema:
        write_schemas(options.schema)
    problems = check()
    if options.held_out and not problems:
        texts = [
            str(line.get("text") or line.get("opening")) for file in options.held_out for line in _lines(file.open())
        ]
        problems = copied(marked_messages(), texts)
    for problem in problems:
        print(problem)
    print(
        f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found."
        if problems
        else "Content and data are sound."
    )
    return 1 if problems else 0


def _content(options: argparse.Namespace) -> None:
    from datetime import date

    from bot.content import REVIEWS
    from bot.knowledge import load_knowledge
    from bot.knowledge.reviews import read_reviews, record_reviews, review_table, with_reviews

    knowledge = load_knowledge()
    if options.review:
        if not options.by:
            raise ValueError('Say who has reviewed them: --by "Dr A. Example, general practitioner"')
        record_reviews(REVIEWS, knowledge, options.review, options.by, date.today())
        print(f"Recorded in {REVIEWS.name}: {', '.join(options.review)}.")
        return
    signed = with_reviews(knowledge, read_reviews(REVIEWS))
    print(review_table(signed, date.today(), source=options.source, state=options.state))


def _chat(options: argparse.Namespace) -> None:
    from bot.terminal import chat

    asyncio.run(chat(_agent()))


def _understand(options: argparse.Namespace) -> None:
    if options.explain is not None:
        from bot.evaluation.explain import explain

        print(explain(options.explain))
        return
    from bot.evaluation.understanding import understand
    from bot.knowledge import load_knowledge

    async def run() -> None:
        agent, knowledge = _agent(), load_knowledge()
        for line in _lines(options.file):
            print(json.dumps(await understand(agent, knowledge, line), ensure_ascii=False), flush=True)

    asyncio.run(run())


def _simulate(options: argparse.Namespace) -> None:
    async def run() -> None:
        lines = list(_lines(options.file.open(encoding="utf-8")))
        async for result in _played(lines, options.manner, options.through):
            print(json.dumps(result, ensure_ascii=False), flush=True)

    asyncio.run(run())


def _evaluate(options: argparse.Namespace) -> None:
    lines = list(_lines(options.file.open(encoding="utf-8")))
    if options.what == "triage":
        manners = (options.manner,) if options.manner else MANNERS
        metrics = {
            manner: asyncio.run(_triage_metrics(lines, manner, options.through, options.pictures)) for manner in manners
        }
        print(side_by_side(metrics))
    else:
        metrics = asyncio.run(_understanding_metrics(lines))
        print(as_table(metrics))
    if options.json:
        options.json.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")


async def _understanding_metrics(lines: list[dict[str, Any]]) -> dict[str, Any]:
    from bot.evaluation.understanding import score, understand
    from bot.knowledge import load_knowledge

    agent, knowledge = _agent(), load_knowledge()
    answers = [await understand(agent, knowledge, line) for line in _progress(lines)]
    return score(lines, answers)


async def _triage_metrics(
    lines: list[dict[str, Any]], manner: Manner, through: str, pictures: Path | None
) -> dict[str, Any]:
    from bot.evaluation.triage import score
    from bot.knowledge import load_knowledge

    results = [result async for result in _played(lines, manner, through)]
    if pictures:
        from bot.evaluation.pictures import draw

        draw(load_knowledge(), zip(lines, results), pictures / manner)
    differing: dict[str, Any] = {}
    if through == "rasa":
        plain = [result async for result in _played(lines, manner, "plain")]
        differing = {"differing_without_rasa": sum(one != other for one, other in zip(results, plain))}
    return {**score(lines, results, load_knowledge().conditions), **differing}


async def _played(lines: list[dict[str, Any]], manner: Manner, through: str) -> Any:
    from bot.evaluation.plain import PlainTalk
    from bot.evaluation.talk import Talk
    from bot.evaluation.triage import simulate
    from bot.knowledge import load_knowledge

    agent, knowledge = _agent() if through == "rasa" else None, load_knowledge()
    for line in _progress(lines):
        talk = Talk(agent, f"simulated-{manner}-{line['id']}") if agent else PlainTalk()
        yield await simulate(talk, knowledge, line, manner)


def _agent() -> Any:
    from bot.rasa.agent import load_agent

    print("Loading the model ...", file=sys.stderr, flush=True)
    return load_agent(MODEL)


def _lines(file: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file. Raises ValueError that names the line that is not one."""
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"line {number} is not JSON: {error}") from None
        if not isinstance(data, dict):
            raise ValueError(f"line {number} is not a JSON object")
        yield data


def _progress(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if sys.stderr.isatty() or number % 50 == 0:
            print(f"\r{number} of {len(lines)}", end="", file=sys.stderr, flush=True)
        yield line
    print(file=sys.stderr)


def side_by_side(metrics: dict[str, dict[str, Any]]) -> str:
    """Figures as a Markdown table, a column for each manner."""
    rows = [f"| measure | {' | '.join(metrics)} |", f"|---|{'---|' * len(metrics)}"]
    for name in next(iter(metrics.values())):
        rows.append(f"| {name.replace('_', ' ')} | {' | '.join(_shown(one[name]) for one in metrics.values())} |")
    return "\n".join(rows)


def as_table(metrics: dict[str, Any]) -> str:
    """Figures as a Markdown table; rates in per cent."""
    rows = [f"| {name.replace('_', ' ')} | {_shown(value)} |" for name, value in metrics.items()]
    return "\n".join(["| measure | value |", "|---|---|", *rows])


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{100 * value:.1f} %"
    return ", ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, dict) else str(value)


if __name__ == "__main__":
    sys.exit(main())
