"""The reader as a spaCy pipeline: ``read`` for one message, ``pipeline`` for whoever wants the Doc.

``findings`` (the learned reader) and ``rules`` each leave a span group; ``verdict`` weighs them. A span's label is
the finding; its state, probability and rule are extension attributes. No Rasa.
"""

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from bot.understanding import spans as of_tokens
from bot.understanding.encoder import encoder
from bot.understanding.normalise import clean, words
from bot.understanding.reading import Reading
from bot.understanding.replies import steering
from bot.understanding.rules.durations import durations
from bot.understanding.rules.numbers import numbers
from bot.understanding.rules.people import others, profile
from bot.understanding.rules.phrases import Languages, Phrases
from bot.understanding.verdict import DURATION, Ruled, verdict

LEARNED, RULES = "findings", "rules"
"""The span groups of a Doc."""

_PROBABILITY = "probability"


def _key(span: Span) -> str:
    """Several findings may stand over the same words, where spaCy's own attributes know only the place."""
    return f"{_PROBABILITY}:{span.start_char}:{span.end_char}:{span.label_}:{span.kb_id_}:{span.id_}"


Span.set_extension("state", getter=lambda span: span.kb_id_, force=True)
Span.set_extension("rule", getter=lambda span: span.id_, force=True)
Span.set_extension("probability", getter=lambda span: span.doc.user_data.get(_key(span)), force=True)
for name in ("asked", "vector", "profile", "others", "reading"):
    Doc.set_extension(name, default=None, force=True)


@Language.factory("finding_reader")
class FindingReader:
    """Sets ``doc.spans["findings"]`` and ``doc._.vector``; ``doc._.asked`` is the label of the finding asked about."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._encoder = encoder()

    def __call__(self, doc: Doc) -> Doc:
        """Read one message."""
        encoded = self._encoder.encode(doc.text, doc._.asked)
        found = [
            _span(doc, span.start, span.end, span.finding, span.state, span.probability, "learned")
            for span in of_tokens.spans(encoded, self._encoder.manifest)
        ]
        doc.spans[LEARNED] = SpanGroup(doc, name=LEARNED, spans=[span for span in found if span is not None])
        doc._.vector = encoded.vector
        return doc


@Language.factory("finding_rules")
class FindingRules:
    """Sets ``doc.spans["rules"]``: what numbers and set phrases state; ``doc._.profile``, ``doc._.others``: whose."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._phrases, self._languages = Phrases(), Languages()

    def __call__(self, doc: Doc) -> Doc:
        """Read one message."""
        text = doc.text
        tokens = words(text)
        found = [
            _span(doc, tokens[first].start, tokens[last - 1].end, finding, "present", 1.0, DURATION)
            for (first, last), finding in durations([token.text for token in tokens])
        ]
        found += [_span(doc, start, end, name, "present", 1.0, "number") for start, end, name in numbers(text)]
        for phrase in (*self._phrases.find(text), *self._languages.find(text)):
            found.append(_span(doc, phrase.start, phrase.end, phrase.finding, "present", 1.0, phrase.id))
        doc.spans[RULES] = SpanGroup(doc, name=RULES, spans=[span for span in found if span is not None])
        doc._.profile, doc._.others = profile(tokens), others(text)
        return doc


@Language.component("finding_verdict")
def finding_verdict(doc: Doc) -> Doc:
    """Sets ``doc._.reading``: what counts of both groups, and what to ask. A set phrase ("back") states nothing."""
    if steering(doc.text) is not None:
        doc._.reading = Reading()
        return doc
    doc._.reading = verdict(
        doc.text,
        [_token_span(span) for span in doc.spans[LEARNED]],
        [Ruled(span.label_, span.start_char, span.end_char, span._.rule) for span in doc.spans[RULES]],
        doc._.profile,
        doc._.others,
    )
    return doc


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The pipeline, loaded once a process."""
    nlp = spacy.blank("en")
    for name in ("finding_reader", "finding_rules", "finding_verdict"):
        nlp.add_pipe(name)
    return nlp


def parse(text: str, asked: str | None = None) -> Doc:
    """The Doc of one message; ``asked`` is the label of the finding it answers to. Never raises, whatever the text."""
    nlp = pipeline()
    doc = nlp.make_doc(clean(text))
    doc._.asked = asked
    return nlp(doc)


def read(text: str, asked: str | None = None) -> Reading:
    """What one message says."""
    reading: Reading = parse(text, asked)._.reading
    return reading


def _span(doc: Doc, start: int, end: int, finding: str, state: str, probability: float, rule: str) -> Span | None:
    """A span over the words that the characters touch; None where there are none."""
    span = doc.char_span(start, end, label=finding, kb_id=state, span_id=rule, alignment_mode="expand")
    if span is not None:
        key = _key(span)
        doc.user_data[key] = max(probability, doc.user_data.get(key, 0.0))
    return span


def _token_span(span: Span) -> of_tokens.Span:
    return of_tokens.Span(span.label_, span._.state, span.start_char, span.end_char, span._.probability)
