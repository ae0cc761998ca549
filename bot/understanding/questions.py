"""What a question asks for: of all that can be told, with how likely each is, or nothing of it.

A network of its own, on the reader's base (``bot.learning.questions``), turns a question into a vector; each thing that
can be told has a direction, and "nothing of this" a fixed cosine. A thing that the lesson did not know, such as a topic
that a clinic adds, gets the mean of its wordings as its direction: it is found without learning anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Condition, KnowledgeBase
from bot.understanding.encoder import FOLDER, tokenizer
from bot.understanding.normalise import clean, words
from bot.understanding.replies import is_question
from bot.understanding.session import Session
from bot.understanding.weights import checked
from bot.understanding.wordings import ASPECT, NAMED, NONE, URGENT, asked_of, names_of

LONGEST = 64
"""Tokens of a question that are read."""

RANKED = 6
"""How many of the likeliest are told."""

NEARER = 0.06
"""What the name of a topic in a question adds to its cosine (chosen on the open questions, docs/benchmarks.md)."""

TELLING = 6
"""Letters from which on a word can name a condition by itself: "labral", "piriformis"."""

Floats = NDArray[np.float32]
Ranking = tuple[tuple[str, float], ...]
"""Names of what may be asked for, ``NONE`` among them, with their likelihood (0 to 1), the likeliest first."""


class QuestionFinder:
    """Loaded once a process (about a second, 90 MB); a question takes as long as a message takes the reader."""

    def __init__(self, wordings: Mapping[str, Sequence[str]], names: Sequence[str]) -> None:
        manifest = checked(FOLDER, "questions.json")
        with np.load(FOLDER / "questions.npz") as arrays:
            adapter = dict(arrays)
        self._project = adapter["project"].astype(np.float32), adapter["project_bias"].astype(np.float32)
        self._sharp, self._nothing = float(manifest["sharp"]), float(manifest["nothing"])
        self._session = Session(FOLDER, adapter, "vectors.onnx")
        self._tokenizer = tokenizer()
        learned = dict(zip(manifest["items"], adapter["directions"].astype(np.float32)))
        self.items = tuple(sorted({*learned, *wordings} - {NONE}))
        self._at = {item: at for at, item in enumerate(self.items)}
        self._directions = np.stack(
            [learned[item] if item in learned else self._mean(wordings[item], names) for item in self.items]
        )

    def rank(self, text: str, among: Sequence[bool], named: Iterable[str] = ()) -> Ranking:
        """The likeliest of the items that ``among`` marks, and ``NONE``; those that are ``named`` are a little nearer.

        A question that stands in a story counts by itself as much as with the story.
        """
        vectors = self._vectors(list(dict.fromkeys([text, asking_part(text)])))
        cosines = (self._directions @ vectors.T).mean(1)
        cosines[[self._at[item] for item in named if item in self._at]] += NEARER
        scores = np.append(np.where(among, cosines, -1.0), self._nothing) * self._sharp
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        order = np.argsort(-likely)[:RANKED]
        return tuple(((*self.items, NONE)[at], float(likely[at])) for at in order)

    def _mean(self, texts: Sequence[str], names: Sequence[str]) -> Floats:
        mean = self._vectors([text.replace(NAMED, names[at % len(names)]) for at, text in enumerate(texts)]).mean(0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    def _vectors(self, texts: Sequence[str]) -> Floats:
        rows = [self._tokenizer.encode(text or " ").ids[:LONGEST] for text in texts]
        matrix, bias = self._project
        found = np.concatenate(
            [self._session.run(rows[at : at + 32])["vector"] @ matrix + bias for at in range(0, len(rows), 32)]
        )
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def asked_for(knowledge: KnowledgeBase, text: str) -> Ranking:
    """What a question asks for, of all that this knowledge can tell."""
    said = _said(text)
    named = {item for name, item in _topic_names(knowledge.version).items() if f" {name} " in said}
    if condition_named(knowledge, text) is not None:
        named.update(item for item in _finder().items if item.startswith(ASPECT))
    return _finder().rank(text[:600], _served(knowledge), named)


def asking_part(text: str) -> str:
    """The sentences of a text that ask; all of it when none does, or all do."""
    sentences = [said for said in re.findall(r"[^.?!\n]+[.?!\n]*", text) if said.strip()]
    return " ".join(said.strip() for said in sentences if is_question(said)) or text


def asked_before_going(text: str) -> str | None:
    """Which of the things that people ask before they go for help, such as ``travel``; None when none of them."""
    finder = _finder()
    (best, _), *_ = finder.rank(text[:600], [item.startswith(URGENT) for item in finder.items])
    return best.removeprefix(URGENT) if best != NONE else None


def condition_named(knowledge: KnowledgeBase, text: str) -> Condition | None:
    """The condition that a text names, the longest name first; else the one whose names alone have a word of it."""
    said = _said(text)
    names, telling = _condition_names(knowledge.version)
    found = next((name for name in names if f" {name} " in said), None)
    if found is not None:
        return knowledge.conditions.get(names[found])
    return next((knowledge.conditions.get(telling[word]) for word in said.split() if word in telling), None)


def _said(text: str) -> str:
    return f" {' '.join(word.text.lower() for word in words(clean(text)) if word.text[:1].isalnum())} "


@lru_cache(maxsize=2)
def _condition_names(version: str) -> tuple[dict[str, str], dict[str, str]]:
    """The ids of conditions by name, the longest first, and by each longer word of one condition alone."""
    from bot.knowledge import load_knowledge

    conditions = load_knowledge().conditions.values()
    named = {_said(name).strip(): c.id for c in conditions for name in (c.name, *c.also_called)}
    having: dict[str, set[str]] = {}
    for name, condition in named.items():
        for word in name.split():
            having.setdefault(word, set()).add(condition)
    telling = {word: next(iter(ids)) for word, ids in having.items() if len(ids) == 1 and len(word) >= TELLING}
    return dict(sorted(named.items(), key=lambda pair: -len(pair[0]))), telling


@lru_cache(maxsize=2)
def _topic_names(version: str) -> dict[str, str]:
    from bot.knowledge import load_knowledge

    knowledge = load_knowledge()
    topics = (*knowledge.topics.values(), *knowledge.cautions.values())
    return {_said(name).strip(): topic.id for topic in topics for name in (topic.name, *topic.also_called)}


def shown_as(knowledge: KnowledgeBase, item: str) -> str | None:
    """A question that asks for an item, to be offered: the first that is written for it."""
    topic = knowledge.topics.get(item) or knowledge.cautions.get(item)
    if topic is not None and topic.questions:
        return topic.questions[0]
    return next((text for text in _wordings().get(item, ()) if NAMED not in text), None)


def _served(knowledge: KnowledgeBase) -> list[bool]:
    """Which items this knowledge can tell: topics that are served, and what is no topic."""
    return [item in knowledge.topics or item in knowledge.cautions or not _is_topic(item) for item in _finder().items]


def _is_topic(item: str) -> bool:
    return not item.startswith(("aspect_", "result_", "about_"))


@lru_cache(maxsize=1)
def _wordings() -> dict[str, list[str]]:
    from bot.knowledge import load_knowledge

    return asked_of(load_knowledge())


@lru_cache(maxsize=1)
def _finder() -> QuestionFinder:
    from bot.knowledge import load_knowledge

    return QuestionFinder(_wordings(), names_of(load_knowledge().conditions.values()))
