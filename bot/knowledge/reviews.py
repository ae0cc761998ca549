"""Who has reviewed which item, and what may be served when review is required.

A review signs one version of an item: when the item's text, rule or sources change, its review lapses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from pydantic import ValidationError
from ruamel.yaml import YAML

from bot.knowledge.checks import PARTS, passages
from bot.knowledge.model import KnowledgeBase, Model, Reviewed

REVIEWED_PARTS = tuple(part for part in PARTS if part != "regions")
"""The parts of a knowledge base that a clinician signs, item by item."""

DISPENSABLE = ("conditions", "topics")
"""Parts whose unreviewed items can be left out; the others keep people safe, and must be whole."""


class Review(Model):
    """A clinician's signature under one version of an item."""

    item: str
    reviewed_by: str
    reviewed_on: date
    version: str


def version_of(item: Reviewed) -> str:
    """A short digest of what an item says, its review left out."""
    said = item.json(include=set(item.__fields__) - set(Reviewed.__fields__))
    return hashlib.sha256(json.dumps(json.loads(said), sort_keys=True).encode()).hexdigest()[:12]


def items_of(knowledge: KnowledgeBase) -> Iterator[Tuple[str, str, Reviewed]]:
    """Every item that can be reviewed: the part it belongs to, its id, and itself."""
    for part in REVIEWED_PARTS:
        for name, item in getattr(knowledge, part).items():
            yield part, name, item


def read_reviews(path: Path) -> Tuple[Review, ...]:
    """The reviews in a file; none when there is no file. Raises ValueError that names the entry that is wrong."""
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8")) if path.is_file() else None
    reviews = []
    for number, entry in enumerate(data or (), 1):
        try:
            reviews.append(Review.parse_obj(entry))
        except ValidationError as error:
            problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            raise ValueError(f"{path.name}, entry {number}: {problems}") from None
    return tuple(reviews)


def record_reviews(path: Path, knowledge: KnowledgeBase, names: Iterable[str], by: str, on: date) -> None:
    """Add a review of the present version of each named item. Raises ValueError for an item that does not exist."""
    versions = {name: version_of(item) for _, name, item in items_of(knowledge)}
    unknown = sorted(set(names) - set(versions))
    if unknown:
        raise ValueError(f"There is no item called {', '.join(unknown)}. `ischia content` lists them all.")
    kept = [review.dict() for review in read_reviews(path) if review.item not in set(names)]
    added = [{"item": n, "reviewed_by": by, "reviewed_on": on, "version": versions[n]} for n in sorted(set(names))]
    with path.open("w", encoding="utf-8") as file:
        YAML().dump([*kept, *added], file)


def with_reviews(knowledge: KnowledgeBase, reviews: Iterable[Review]) -> KnowledgeBase:
    """The knowledge base with each review that fits the present version of its item."""
    signed = {(review.item, review.version): review for review in reviews}
    reviewed = {name for name, _ in signed}
    parts: Dict[str, Any] = {part: dict(getattr(knowledge, part)) for part in REVIEWED_PARTS}
    for part, name, item in items_of(knowledge):
        review = signed.get((name, version_of(item))) if name in reviewed else None
        if review:
            signature = {"reviewed_by": review.reviewed_by, "reviewed_on": review.reviewed_on}
            parts[part][name] = item.copy(update=signature)
    return with_parts(knowledge, parts)


def stands(item: Reviewed, today: date) -> bool:
    """Whether an item is signed and its time has not run out."""
    return item.reviewed_by is not None and today < item.expires_on


def unsigned(knowledge: KnowledgeBase, today: date) -> Tuple[str, ...]:
    """Every item whose review does not stand today."""
    return tuple(name for _, name, item in items_of(knowledge) if not stands(item, today))


def only_reviewed(knowledge: KnowledgeBase, today: date) -> KnowledgeBase:
    """Without conditions and topics whose review does not stand.

    Raises ValueError when the review of a question, danger sign or caution does not stand: those cannot be left out.
    """
    missing = [name for part, name, item in items_of(knowledge) if part not in DISPENSABLE and not stands(item, today)]
    if missing:
        raise ValueError(
            f"clinic.yml asks for reviewed content, and {len(missing)} questions, danger signs and cautions are not "
            f"signed by a clinician, for example {missing[0]}. `ischia content --review` signs them; "
            "require_review: false serves them unsigned, and says so."
        )
    parts = {
        part: {name: item for name, item in getattr(knowledge, part).items() if stands(item, today)}
        for part in DISPENSABLE
    }
    return with_parts(knowledge, parts)


def with_parts(knowledge: KnowledgeBase, parts: Dict[str, Any]) -> KnowledgeBase:
    """The knowledge base with other ``parts``; a new one, so that nothing worked out for the old is taken over."""
    same = {name: getattr(knowledge, name) for name in knowledge.__fields__}
    return KnowledgeBase.construct(**{**same, **parts})


def state_of(item: Reviewed, today: date) -> str:
    """``signed``, ``unsigned``, or ``expired`` when the time of an item has run out, signed or not."""
    if today >= item.expires_on:
        return "expired"
    return "signed" if stands(item, today) else "unsigned"


def review_table(
    knowledge: KnowledgeBase, today: date, source: Optional[str] = None, state: Optional[str] = None
) -> str:
    """A line for each item: what it is, its state, who signed it, until when it stands, its version and sources.

    ``source`` and ``state`` narrow it down. Raises ValueError for a source that does not exist.
    """
    if source and source not in knowledge.sources:
        raise ValueError(f"There is no source called {source}; one of {', '.join(sorted(knowledge.sources))}.")
    lines = ["part\titem\tstate\treviewed by\treviewed on\texpires on\tversion\tsources"]
    for part, name, item in items_of(knowledge):
        rests_on = sorted({name.partition("#")[0] for name in sources_of(item)})
        if (source and source not in rests_on) or (state and state_of(item, today) != state):
            continue
        signature = (item.reviewed_by or "", str(item.reviewed_on or ""))
        fields = (part, name, state_of(item, today), *signature, str(item.expires_on), version_of(item))
        lines.append("\t".join((*fields, ", ".join(rests_on))))
    return "\n".join([*lines, f"{len(lines) - 1} of {sum(1 for _ in items_of(knowledge))} items."])


def sources_of(item: Reviewed) -> Tuple[str, ...]:
    """The sources an item and its sentences name."""
    own = getattr(item, "sources", ())
    return (*own, *(source for passage in passages(item) for source in passage.sources))
