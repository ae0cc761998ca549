"""Everything on the clinical sheets stands in the content, or is decided against with a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge import KnowledgeBase
from bot.knowledge.checks import all_items

SHEETS = Path(__file__).parent / "sheets.txt"
DECISIONS = Path(__file__).parent.parent.parent / "docs" / "content-decisions.md"

HEADINGS = ["seeds inventory", "red flags", "differential", "self-care"]
DECIDED = re.compile(r"^\| `(?P<id>\w+)` \| (?P<decision>.*?) \| (?P<reason>.*?) \|$")


def ids_by_sheet() -> dict[str, list[str]]:
    """The ids each sheet lists, by the sheet's heading."""
    sheets: dict[str, list[str]] = {}
    for line in filter(None, SHEETS.read_text(encoding="utf-8").splitlines()):
        if line.startswith("# "):
            heading = line[2:]
            sheets[heading] = []
        else:
            sheets[heading].append(line)
    return sheets


def decisions() -> list[tuple[str, str, str]]:
    """Every row of the tables of decisions: id, decision, reason."""
    rows = map(DECIDED.match, DECISIONS.read_text(encoding="utf-8").splitlines())
    return [(row["id"], row["decision"].strip(), row["reason"].strip()) for row in rows if row]


def inventories(knowledge: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Each item's id with each id of the sheets it says it covers."""
    for item_id, item in all_items(knowledge):
        for covered in getattr(item, "inventory", ()):
            yield item_id, covered


@pytest.fixture(scope="module")
def accounted_for(knowledge: KnowledgeBase) -> set[str]:
    """The ids that stand in the content or are decided."""
    own = {item_id for item_id, _ in all_items(knowledge)}
    covered = {covered for _, covered in inventories(knowledge)}
    return own | covered | {decided for decided, decision, reason in decisions() if decision and reason}


def test_there_is_a_list_of_ids_for_each_sheet():
    sheets = ids_by_sheet()
    assert list(sheets) == HEADINGS and all(sheets.values())


@pytest.mark.parametrize("sheet", HEADINGS)
def test_the_ids_of_a_sheet_are_sorted_and_stand_once(sheet: str):
    ids = ids_by_sheet()[sheet]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("sheet", HEADINGS)
def test_everything_on_a_sheet_is_in_the_content_or_decided_with_a_reason(sheet: str, accounted_for: set[str]):
    assert [name for name in ids_by_sheet()[sheet] if name not in accounted_for] == []


def test_the_content_covers_only_what_the_sheets_list(knowledge: KnowledgeBase):
    listed = {name for ids in ids_by_sheet().values() for name in ids}
    assert [(item, covered) for item, covered in inventories(knowledge) if covered not in listed] == []


def test_only_what_the_sheets_list_is_decided():
    listed = {name for ids in ids_by_sheet().values() for name in ids}
    assert [decided for decided, _, _ in decisions() if decided not in listed] == []


def test_every_decision_has_a_reason():
    assert [decided for decided, decision, reason in decisions() if not (decision and reason)] == []


def test_nothing_is_decided_twice():
    assert [name for name, times in Counter(decided for decided, _, _ in decisions()).items() if times > 1] == []


def test_what_a_decision_puts_under_findings_stands_in_their_inventory(knowledge: KnowledgeBase):
    covered = set(inventories(knowledge))
    under = [
        (finding, decided)
        for decided, decision, _ in decisions()
        if decision.startswith(("under ", "carried by "))
        for finding in re.findall(r"`(\w+)`", decision)
    ]
    assert under and [pair for pair in under if pair not in covered] == []
