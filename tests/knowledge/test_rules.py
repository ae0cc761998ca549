"""Rules in three-valued logic: true, false, or not known yet."""

from __future__ import annotations

import pytest

from bot.knowledge import Polarity
from bot.knowledge.rules import findings_in, parse_rule, truth, undecided, witnesses

YES, NO, UNSURE = Polarity.PRESENT, Polarity.ABSENT, Polarity.UNSURE

ONE = "a"
ALL = {"all": ["a", "b"]}
ANY = {"any": ["a", "b"]}
NONE = {"none": ["a"]}
TWO_OF_THREE = {"at_least": {"count": 2, "of": ["a", "b", "c"]}}


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        ("always", {}, True),
        (ONE, {"a": YES}, True),
        (ONE, {"a": NO}, False),
        (ONE, {"a": UNSURE}, None),
        (ONE, {}, None),
        (ALL, {"a": YES, "b": YES}, True),
        (ALL, {"a": YES}, None),
        (ALL, {"a": YES, "b": UNSURE}, None),
        (ALL, {"a": NO}, False),
        (ALL, {"a": NO, "b": YES}, False),
        (ANY, {"a": YES}, True),
        (ANY, {"a": NO}, None),
        (ANY, {"a": NO, "b": UNSURE}, None),
        (ANY, {"a": NO, "b": NO}, False),
        (NONE, {}, True),
        (NONE, {"a": NO}, True),
        (NONE, {"a": UNSURE}, True),
        (NONE, {"a": YES}, False),
        (TWO_OF_THREE, {"a": YES, "b": YES}, True),
        (TWO_OF_THREE, {"a": YES, "b": NO}, None),
        (TWO_OF_THREE, {"a": YES, "b": NO, "c": NO}, False),
        (TWO_OF_THREE, {"a": NO, "b": NO}, False),
        ({"all": ["a"], "none": ["b"]}, {"a": YES}, True),
        ({"all": ["a"], "none": ["b"]}, {"a": YES, "b": YES}, False),
        ({"all": ["a"], "any": ["b", "c"]}, {"a": YES, "c": YES}, True),
        ({"all": ["a"], "any": ["b", "c"]}, {"b": YES, "c": YES}, None),
    ],
)
def test_a_rule_is_true_false_or_unknown(rule, facts, expected):
    assert truth(parse_rule(rule), facts) is expected


@pytest.mark.parametrize("count_as", [True, False, None])
def test_an_unsure_finding_counts_as_what_is_asked_for(count_as):
    assert truth(parse_rule(ONE), {"a": UNSURE}, unsure_is=count_as) is count_as


def test_an_unsure_finding_completes_a_rule_when_it_could_be_a_danger():
    assert truth(parse_rule(ALL), {"a": YES, "b": UNSURE}, unsure_is=True) is True


def test_a_finding_never_asked_does_not_complete_a_rule():
    assert truth(parse_rule(ALL), {"a": YES}, unsure_is=True) is None


def test_an_unsure_finding_under_none_holds_nothing_off():
    assert truth(parse_rule(NONE), {"a": UNSURE}, unsure_is=True) is True


@pytest.mark.parametrize(
    ("rule", "facts", "open_ones"),
    [
        (ALL, {}, ["a", "b"]),
        (ALL, {"a": YES}, ["b"]),
        (ALL, {"a": NO}, []),
        (ANY, {"a": NO}, ["b"]),
        (ANY, {"a": YES}, []),
        (ALL, {"a": UNSURE}, ["b"]),
        ({"all": [ANY, "c"]}, {"c": YES, "a": NO}, ["b"]),
        ({"all": ["a"], "none": ["b"]}, {}, ["a"]),
        (TWO_OF_THREE, {"a": NO}, ["b", "c"]),
        ("always", {}, []),
    ],
)
def test_only_findings_that_can_still_matter_are_undecided(rule, facts, open_ones):
    assert list(undecided(parse_rule(rule), facts)) == open_ones


@pytest.mark.parametrize(
    ("rule", "facts", "because"),
    [
        (ALL, {"a": YES, "b": YES}, ["a", "b"]),
        (ANY, {"a": NO, "b": YES}, ["b"]),
        ({"all": ["a"], "none": ["b"]}, {"a": YES}, ["a"]),
        ({"all": [ANY, "c"]}, {"a": YES, "c": YES}, ["a", "c"]),
        (ONE, {"a": UNSURE}, []),
    ],
)
def test_the_witnesses_of_a_rule_are_what_makes_it_true(rule, facts, because):
    assert list(witnesses(parse_rule(rule), facts)) == because


def test_an_unsure_finding_can_be_a_witness():
    assert list(witnesses(parse_rule(ALL), {"a": YES, "b": UNSURE}, unsure_is=True)) == ["a", "b"]


@pytest.mark.parametrize(("negated", "names"), [(None, ["a", "b"]), (True, ["b"]), (False, ["a"])])
def test_the_findings_of_a_rule_can_be_told_by_side(negated, names):
    assert list(findings_in(parse_rule({"all": ["a"], "none": ["b"]}), negated=negated)) == names


@pytest.mark.parametrize(
    "broken",
    [
        None,
        7,
        {},
        [],
        {"some": ["a"]},
        {"all": []},
        {"any": "a"},
        {"all": ["a", None]},
        {"at_least": ["a"]},
        {"at_least": {"count": 2}},
        {"at_least": {"count": "two", "of": ["a", "b"]}},
        {"at_least": {"count": 3, "of": ["a", "b"]}},
        {"at_least": {"count": 0, "of": ["a", "b"]}},
    ],
)
def test_a_malformed_rule_is_refused(broken):
    with pytest.raises((ValueError, TypeError)):
        parse_rule(broken)
