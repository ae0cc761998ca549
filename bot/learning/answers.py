"""Plain answers to questions, made from ways to say yes, no, not sure, and which of a list."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge import KnowledgeBase, Question
from bot.learning.examples import Example, Piece

STATE = {"yes": "present", "no": "absent", "unsure": "unsure", "none_of": "absent"}
"""What each way of answering says of the finding that was asked about."""

WEIGHTS = {"no": 6, "yes": 4, "none_of": 3, "unsure": 2, "one_of": 3, "several": 1, "not_one_of": 2}
"""How often each way is drawn, relative to the others."""

ALONE = 0.85
"""Share of answers that nothing is added to; the others get a second such sentence."""


class Answers:
    """The wordings of a folder, a file for each way, and the questions that they may answer."""

    def __init__(self, folder: Path, knowledge: KnowledgeBase) -> None:
        self._wordings = {way: (folder / f"{way}.txt").read_text(encoding="utf-8").splitlines() for way in WEIGHTS}
        self._askable = sorted(name for name, finding in knowledge.findings.items() if finding.question)
        self._lists = [question for question in knowledge.questions.values() if question.options]

    def drawn(self, count: int, seed: int) -> Iterator[Example]:
        """That many answers, the same for the same seed."""
        draw = random.Random(seed)
        for kind in draw.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count):
            wording = draw.choice(self._wordings[kind])
            if kind in STATE:
                asked = draw.choice(self._askable)
                if draw.random() > ALONE:
                    wording = f"{wording}{draw.choice(('. ', ', ', ' '))}{draw.choice(self._wordings[kind])}"
                yield Example((Piece(wording, frozenset({(asked, STATE[kind])})),), None, asked)
            else:
                yield self._of_a_list(draw, kind, wording, draw.choice(self._lists))

    def _of_a_list(self, draw: random.Random, kind: str, wording: str, question: Question) -> Example:
        """An answer that names some of a list, each with its label."""
        named = draw.sample(list(question.options), min(2 if kind == "several" else 1, len(question.options)))
        state = "absent" if kind == "not_one_of" else "present"
        pieces: list[Piece] = []
        for part in re.split(r"(\{labels?\})", wording):
            if not part.startswith("{label"):
                pieces.append(Piece(part))
                continue
            for number, option in enumerate(named):
                label = option.label if draw.random() < 0.4 else option.label.lower()
                pieces += [Piece(" and ")] if number else []
                pieces.append(Piece(label, frozenset({(option.finding, state)})))
        return Example(tuple(piece for piece in pieces if piece.text), None, draw.choice(named).finding)
