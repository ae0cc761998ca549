# ruff: noqa: E501 (a table reads best a row to a line)
"""The loader says what is wrong with the content, and where."""

from __future__ import annotations

import pytest

from bot.knowledge import ContentError, KnowledgeBase, Urgency, load_knowledge
from tests.knowledge.conftest import Content

RED_FLAGS, FINDINGS, QUESTIONS = "red_flags/all.yml", "findings/all.yml", "questions.yml"
CONDITION, CAUTIONS, SELF_CARE, SOURCES = (
    "conditions/back_strain.yml",
    "cautions.yml",
    "topics/self_care.yml",
    "sources/all.yml",
)


def test_the_content_that_ships_has_no_problem(knowledge: KnowledgeBase):
    assert knowledge.conditions and knowledge.topics and knowledge.red_flags


def test_the_small_content_has_no_problem(content: Content):
    assert content.problems() == []


BROKEN_FIELDS = [
    ("an unknown key", FINDINGS, "    is_a: null", "    colour: red", "numb_saddle.colour: extra fields"),
    ("a missing key", FINDINGS, "    label: pain in your back\n", "", "back_pain.label: field required"),
    (
        "a sentence with no sources at all",
        CONDITION,
        'hurts to bend.", sources: [leaflet]}',
        'hurts to bend."}',
        "sources",
    ),
    ("an unknown urgency", RED_FLAGS, "urgency: emergency", "urgency: at_once", "unknown urgency 'at_once'"),
    ("an unsure above the urgency", RED_FLAGS, "urgency: emergency", "urgency: self_care", "may not be more urgent"),
    ("an unknown rule key", RED_FLAGS, "{all: [numb_saddle]}", "{some: [numb_saddle]}", "unknown rule key 'some'"),
    ("an empty rule", RED_FLAGS, "{all: [numb_saddle]}", "{all: []}", "expected a list"),
    (
        "a count no answer can meet",
        RED_FLAGS,
        "{all: [numb_saddle]}",
        "{at_least: {count: 2, of: [back_pain]}}",
        "at_least",
    ),
    ("a broken ask_when of a red flag", RED_FLAGS, "ask_when: back_pain", "ask_when: []", "a rule is"),
    ("a broken ask_when of a question", QUESTIONS, "{none: [back_pain]}", "{never: [back_pain]}", "unknown rule key"),
    ("a broken applies_when of a caution", CAUTIONS, "applies_when: numb_saddle", "applies_when: {}", "a rule is"),
    ("a date that is none", CONDITION, "expires_on: 2027-11-30", "expires_on: never", "invalid date"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"), [case[1:] for case in BROKEN_FIELDS], ids=[c[0] for c in BROKEN_FIELDS]
)
def test_a_field_that_cannot_be_read_is_named_with_its_file_and_an_own_line(content: Content, file, old, new, says):
    content.change(file, old, new)
    (problem,) = content.problems()
    assert says in problem and problem.startswith(f"{file}:")


BROKEN_REFERENCES = [
    ("a source that does not exist", FINDINGS, "[leaflet#A]", "[paper]", "no source called paper", "- id: back_pain"),
    ("a section that does not exist", RED_FLAGS, "leaflet#B", "leaflet#Z", "leaflet has no section Z", "- id: rf_numb"),
    ("a broader finding that does not exist", FINDINGS, "is_a: null", "is_a: numb", "no finding called numb", "- id: numb_saddle"),
    ("evidence on no finding", CONDITION, "finding: back_pain", "finding: ache", "no finding called ache", "id: back_strain"),
    ("a rule on no finding", RED_FLAGS, "[numb_saddle]", "[numb]", "no finding called numb", "- id: rf_numb"),
    ("an ask_when on no finding", RED_FLAGS, "ask_when: back_pain", "ask_when: ache", "no finding called ache", "- id: rf_numb"),
    ("an option that states no finding", QUESTIONS, "finding: back_pain", "finding: ache", "no finding called ache", "- id: where"),
    ("a caution on no finding", CAUTIONS, "applies_when: numb_saddle", "applies_when: ache", "no finding called ache", "- id: caut_ice"),
    ("a measure that does not exist", CONDITION, "measure: care_cold", "measure: care_ice", "no topic called care_ice", "id: back_strain"),
    ("a profession that does not exist", CONDITION, "see: [care_cold]", "see: [pro_none]", "no topic called pro_none", "id: back_strain"),
    ("a caution that does not exist", SELF_CARE, "[caut_ice]", "[caut_no]", "no topic called caut_no", "- id: care_cold"),
    ("a measure held back that does not exist", CAUTIONS, "[care_cold]", "[care_no]", "no topic called care_no", "- id: caut_ice"),
    ("an unknown placeholder", RED_FLAGS, "{emergency_number}", "{ambulance}", "unknown placeholder 'ambulance'", "- id: rf_numb"),
    ("an open brace", CONDITION, "{family_doctor}", "{family_doctor", "unknown placeholder", "id: back_strain"),
    ("an empty list of sources", CONDITION, 'to bend.", sources: [leaflet]', 'to bend.", sources: []', "no source for", "id: back_strain"),
    ("an item without a source", CAUTIONS, "    sources: [leaflet]", "    sources: []", "no source", "- id: caut_ice"),
    ("a danger sign nobody asks about", FINDINGS, 'question: {text: "Is it numb between your legs?", sources: [leaflet]}', "question: null", "has no question", "- id: rf_numb"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "says", "item"),
    [case[1:] for case in BROKEN_REFERENCES],
    ids=[c[0] for c in BROKEN_REFERENCES],
)
def test_a_reference_that_leads_nowhere_is_named_with_the_file_and_line_of_its_item(
    content: Content, file, old, new, says, item
):
    content.change(file, old, new)
    (problem,) = content.problems()
    place = RED_FLAGS if item == "- id: rf_numb" else file
    assert problem.startswith(f"{place}:{content.line_of(place, item)}: ") and says in problem


def test_an_unknown_key_is_named_with_its_own_line(content: Content):
    line = content.change(FINDINGS, "    is_a: null", "    colour: red")
    assert content.problems()[0].startswith(f"{FINDINGS}:{line}: ")


def test_a_broken_rule_is_named_with_its_own_line(content: Content):
    line = content.change(RED_FLAGS, "rule: {all: [numb_saddle]}", "rule: {all: numb_saddle}")
    assert content.problems()[0].startswith(f"{RED_FLAGS}:{line}: rf_numb.rule: ")


def test_a_second_item_of_the_same_name_is_refused(content: Content):
    line = content.change(FINDINGS, "- id: numb_saddle", "- id: back_pain")
    assert f"{FINDINGS}:{line}: back_pain stands twice" in content.problems()


def test_a_file_that_is_no_yaml_is_named_with_the_line(content: Content):
    line = content.change(SELF_CARE, "name: a cold pack", "name: [a cold pack")
    (problem,) = [problem for problem in content.problems() if "not readable as YAML" in problem]
    file, number, _ = problem.split(":", 2)
    assert file == SELF_CARE and line <= int(number) <= line + 1


def test_a_key_that_stands_twice_is_refused(content: Content):
    content.change(FINDINGS, "    is_a: null", "    is_a: null\n    is_a: back_pain")
    assert any("not readable as YAML" in problem for problem in content.problems())


def test_an_empty_file_is_refused(content: Content):
    (content.folder / CONDITION).write_text("")
    assert [problem.split(":")[0] for problem in content.problems()] == [CONDITION]


def test_every_problem_is_told_at_once(content: Content):
    content.change(FINDINGS, "    is_a: null", "    colour: red")
    content.change(CAUTIONS, "applies_when: numb_saddle", "applies_when: {}")
    assert {problem.split(":")[0] for problem in content.problems()} == {FINDINGS, CAUTIONS}


def test_the_error_reads_as_one_problem_a_line(content: Content):
    content.change(FINDINGS, "[leaflet#A]", "[paper, book]")
    with pytest.raises(ContentError) as error:
        load_knowledge(content.folder)
    assert len(error.value.problems) == 2 and str(error.value).splitlines() == error.value.problems


def test_the_same_content_has_the_same_version(content: Content, tmp_path):
    assert load_knowledge(content.folder).version == load_knowledge(Content(tmp_path / "again").folder).version


def test_changed_content_has_another_version(content: Content, tmp_path):
    other = Content(tmp_path / "other")
    other.change(SOURCES, "year: 2023", "year: 2024")
    assert load_knowledge(content.folder).version != load_knowledge(other.folder).version


def test_what_was_loaded_cannot_be_changed(content: Content):
    rule = load_knowledge(content.folder).red_flags["rf_numb"]
    with pytest.raises(TypeError):
        rule.urgency = Urgency.SELF_CARE
