"""A review signs one version of an item, for a time; what is not signed can be kept back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge import KnowledgeBase, Passage
from bot.knowledge.reviews import (
    items_of,
    only_reviewed,
    read_reviews,
    record_reviews,
    review_table,
    stands,
    unsigned,
    version_of,
    with_reviews,
)

TODAY = date(2026, 11, 22)
DOCTOR = "Dr A. Example, general practitioner"


def names(knowledge: KnowledgeBase) -> list[str]:
    return [name for _, name, _ in items_of(knowledge)]


def signed(knowledge: KnowledgeBase, folder: Path, items: list[str]) -> KnowledgeBase:
    """The knowledge base after a clinic has recorded reviews of some items."""
    file = folder / "reviews.yml"
    record_reviews(file, knowledge, items, DOCTOR, TODAY)
    return with_reviews(knowledge, read_reviews(file))


def test_a_recorded_review_signs_the_item(knowledge: KnowledgeBase, tmp_path: Path):
    item = signed(knowledge, tmp_path, ["sciatica"]).conditions["sciatica"]
    assert (item.reviewed_by, item.reviewed_on) == (DOCTOR, TODAY) and stands(item, TODAY)


def test_a_review_lapses_when_the_item_changes(knowledge: KnowledgeBase, tmp_path: Path):
    item = signed(knowledge, tmp_path, ["sciatica"]).conditions["sciatica"]
    changed = item.copy(
        update={"summary": Passage(text="Something else.", sources=("product_rule",)), "reviewed_by": None}
    )
    rewritten = knowledge.copy(update={"conditions": {"sciatica": changed}})
    again = with_reviews(rewritten, read_reviews(tmp_path / "reviews.yml"))
    assert again.conditions["sciatica"].reviewed_by is None


def test_a_review_does_not_stand_for_ever(knowledge: KnowledgeBase, tmp_path: Path):
    item = signed(knowledge, tmp_path, ["sciatica"]).conditions["sciatica"]
    assert not stands(item, item.expires_on)


def test_the_version_of_an_item_does_not_depend_on_its_review(knowledge: KnowledgeBase, tmp_path: Path):
    item = signed(knowledge, tmp_path, ["sciatica"]).conditions["sciatica"]
    assert version_of(item) == version_of(knowledge.conditions["sciatica"])


def test_a_second_review_replaces_the_first(knowledge: KnowledgeBase, tmp_path: Path):
    signed(knowledge, tmp_path, ["sciatica"])
    signed(knowledge, tmp_path, ["sciatica", "hip_osteoarthritis"])
    assert [review.item for review in read_reviews(tmp_path / "reviews.yml")] == ["hip_osteoarthritis", "sciatica"]


def test_an_item_that_does_not_exist_cannot_be_reviewed(knowledge: KnowledgeBase, tmp_path: Path):
    with pytest.raises(ValueError, match="no item called backache"):
        record_reviews(tmp_path / "reviews.yml", knowledge, ["backache"], DOCTOR, TODAY)


def test_a_wrong_entry_is_named(tmp_path: Path):
    (tmp_path / "reviews.yml").write_text("- {item: sciatica, reviewed_by: Someone}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="entry 1: reviewed_on"):
        read_reviews(tmp_path / "reviews.yml")


def test_unsigned_safety_content_cannot_be_left_out(knowledge: KnowledgeBase):
    with pytest.raises(ValueError, match="not signed by a clinician"):
        only_reviewed(knowledge, TODAY)


def test_unsigned_conditions_and_topics_are_left_out_where_review_is_required(knowledge: KnowledgeBase, tmp_path: Path):
    left_out = {"sciatica", "care_cold"}
    served = only_reviewed(signed(knowledge, tmp_path, [n for n in names(knowledge) if n not in left_out]), TODAY)
    assert left_out.isdisjoint(names(served)) and set(names(served)) | left_out == set(names(knowledge))


def test_the_list_can_be_narrowed_to_a_source_and_a_state(knowledge: KnowledgeBase, tmp_path: Path):
    base = signed(knowledge, tmp_path, ["rf_neuro_headache"])
    table = review_table(base, TODAY, source="nhs_headaches", state="signed")
    assert "rf_neuro_headache" in table and table.endswith(f"1 of {len(names(knowledge))} items.")


def test_a_source_that_does_not_exist_is_named(knowledge: KnowledgeBase):
    with pytest.raises(ValueError, match="no source called nowhere"):
        review_table(knowledge, TODAY, source="nowhere")


def test_nothing_is_signed_by_a_clinician_yet(knowledge: KnowledgeBase):
    assert set(unsigned(knowledge, TODAY)) == set(names(knowledge))
