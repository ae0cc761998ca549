"""Messages as they might also have been written: joined, misspelt, in other letters, with lists of denials."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.learning.examples import Example, Piece
from bot.marked import STORY

GLUE = (". ", ", ", " and ", " ", ". Also ", "\n", " - ", "; ", ". Oh and ", " but ", "... ", ". Then there's this: ")
LIST_STARTS = (
    "no {0}", "No {0}", "no {0}", "I don't have {0}", "I haven't got any {0}", "not had any {0}", "denies {0}",
    "he denies {0}", "without {0}", "there's no {0}", "nil {0}", "never had {0}", "I've had no {0}", "She has no {0}",
    "haven't noticed any {0}", "No sign of {0}", "no history of {0}", "I've not had {0}", "none of the usual: {0}",
    "negative for {0}", "dont have any {0}", "no problems with {0}", "He hasn't had any {0}", "free of {0}",
)  # fmt: skip
LIST_JOINTS = ((", ", " or "), (", ", ", or "), (", ", " and "), (", ", ", and "), (", ", ", "), (", no ", ", no "),
               (" or ", " or "), ("/", "/"), (", no ", " and no "), (", ", " nor "),
               (" ", " "), (", ", " or any "))  # fmt: skip
AFTERWARDS = (": none", " - none of these", "? No.", "? Nope, none of it.", ", nothing like that", ": all negative",
              " denied", " all absent", ", not any of them",
              " - I have none", ": no to all", " all ruled out")  # fmt: skip
EACH = ("{0}: no", "{0} - no", "{0}? no", "{0}? No", "{0} nil", "{0} none", "{0} - negative", "{0} denied", "{0} no",
        "{0}: none", "{0} absent", "{0} ✗")  # fmt: skip
AFFIRMED = ("{0}: yes", "{0} - yes", "{0}? yes", "{0} yes", "{0}: YES", "{0}: present", "{0} - yes, a bit")
BUT = (" but I do have {0}", ", only {0}", ", but {0} yes", " apart from {0}", ", though I've got {0}", " except {0}")
EACH_JOINTS = (", ", ". ", "; ", "\n", " / ", " ")
LIST_ENDS = (".", "", "!", ". ", " at all.", " whatsoever", ", thank god", " so far.", " that I know of", " :)")


OURS = (STORY, "emergency")
"""Intents whose messages are joined with others."""


@cache
def danger_names() -> dict[str, list[str]]:
    """Danger signs as they are named in lists, by finding."""
    loaded: dict[str, list[str]] = YAML(typ="safe").load(Path(__file__).with_name("dangers.yml").read_text("utf-8"))
    return loaded


_CLAUSE_ENDS = re.compile(r"[.!?;,\n]|\s(?:but|and|so|then)\s")


def clauses(example: Example) -> list[Example]:
    """The clauses of a marked message that say something of the writer now, each as a message of its own."""
    cut: list[list[Piece]] = [[]]
    for piece in example.pieces:
        if piece.states:
            cut[-1].append(piece)
            continue
        for number, text in enumerate(_CLAUSE_ENDS.split(piece.text)):
            if number:
                cut.append([])
            if text:
                cut[-1].append(Piece(text))
    found = []
    for pieces in cut:
        states = {state for piece in pieces for _, state in piece.states}
        if states and states <= {"present", "absent"}:
            first = replace(pieces[0], text=pieces[0].text.lstrip()) if not pieces[0].states else pieces[0]
            found.append(Example((first, *pieces[1:]), STORY))
    return [made for made in found if len(made.text.split()) >= 2]


class Augmenter:
    """Draws a variant of an example; the same seed draws the same variants."""

    def __init__(self, examples: Sequence[Example], seed: int) -> None:
        self._random = random.Random(seed)
        self._marked = [example for example in examples if example.whole is None and example.intent in OURS]
        self._things = [(text, finding) for finding, texts in danger_names().items() for text in texts]

    def denial_list(self) -> Example:
        """A list that denies two to six dangers; here and there one of them is there all the same."""
        draw = self._random
        items = draw.sample(self._things, draw.choice((2, 2, 3, 3, 4, 5, 6)))
        joint, last = draw.choice(LIST_JOINTS)
        before, after = draw.choice(LIST_STARTS).split("{0}")
        opening, closing = "", ""
        form = draw.random()
        if form < 0.15:
            before, after = "", draw.choice(AFTERWARDS)
        elif form < 0.3:
            before, after = "", ""
            opening, closing = draw.choice(EACH).split("{0}")
            joint = last = draw.choice(EACH_JOINTS)
        pieces = [Piece(before)]
        for number, (text, finding) in enumerate(items):
            if number:
                pieces.append(Piece(last if number == len(items) - 1 else joint))
            said = text.capitalize() if draw.random() < 0.05 else text
            if closing and draw.random() < 0.1:
                start, end = draw.choice(AFFIRMED).split("{0}")
                pieces += [Piece(start), Piece(said, frozenset({(finding, "present")})), Piece(end)]
            else:
                pieces += [Piece(opening), Piece(said, frozenset({(finding, "absent")})), Piece(closing)]
        pieces.append(Piece(after))
        if form >= 0.3 and draw.random() < 0.15:
            start, end = draw.choice(BUT).split("{0}")
            text, finding = draw.choice(self._things)
            pieces += [Piece(start), Piece(text, frozenset({(finding, "present")})), Piece(end)]
        pieces.append(Piece(draw.choice(LIST_ENDS)))
        made = Example(tuple(piece for piece in pieces if piece.text), STORY)
        if draw.random() < 0.4:
            other = draw.choice(self._marked)
            pair = (made, other) if draw.random() < 0.5 else (other, made)
            made = self._joined(pair)
        return made

    def joined(self, example: Example) -> Example:
        """The example with one or two others before or after it."""
        others = [self._random.choice(self._marked) for _ in range(self._random.choice((1, 1, 2)))]
        parts = [example, *others]
        self._random.shuffle(parts)
        return self._joined(parts)

    def _joined(self, parts: Sequence[Example]) -> Example:
        pieces: list[Piece] = []
        for part in parts:
            if pieces:
                pieces.append(Piece(self._random.choice(GLUE)))
            pieces.extend(part.pieces)
        return Example(tuple(pieces), None)

    def varied(self, example: Example) -> Example:
        """The example as somebody else might type it."""
        draw = self._random
        if example.intent in OURS and example.whole is None and example.asked is None and draw.random() < 0.15:
            example = self.joined(example)
        pieces = list(example.pieces)
        if draw.random() < 0.12:
            for _ in range(draw.choice((1, 1, 2, 3))):
                at = draw.randrange(len(pieces))
                pieces[at] = replace(pieces[at], text=misspelt(pieces[at].text, draw))
        chance = draw.random()
        if chance < 0.12:
            pieces = [replace(piece, text=piece.text.lower()) for piece in pieces]
        elif chance < 0.14:
            pieces = [replace(piece, text=piece.text.upper()) for piece in pieces]
        elif chance < 0.20:
            pieces = [replace(piece, text=re.sub(r"[.,;!?']", "", piece.text)) for piece in pieces]
        return replace(example, pieces=tuple(pieces))


def misspelt(text: str, draw: random.Random) -> str:
    """With one slip of the fingers in a word of four letters or more."""
    words = list(re.finditer(r"[A-Za-z]{4,}", text))
    if not words:
        return text
    word = draw.choice(words)
    at = draw.randrange(word.start() + 1, word.end() - 1)
    slip = draw.choice(("swap", "drop", "double", "other"))
    if slip == "swap":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if slip == "drop":
        return text[:at] + text[at + 1 :]
    if slip == "double":
        return text[:at] + text[at] + text[at:]
    return text[:at] + draw.choice("abcdefghijklmnopqrstuvwxyz") + text[at + 1 :]
