"""Random people, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase, Polarity, load_knowledge
from bot.knowledge.checks import WORKED_OUT
from bot.triage import Profile
from tests.triage.ways import people_with, stated

POLARITIES = st.sampled_from(list(Polarity))

profiles = st.builds(
    Profile,
    age=st.none() | st.integers(min_value=0, max_value=100),
    sex=st.sampled_from([None, "female", "male"]),
)

Facts = dict[str, Polarity]


def sayable(knowledge: KnowledgeBase) -> list[str]:
    """Findings a person can state; the others follow from age and sex."""
    return sorted(set(knowledge.findings) - WORKED_OUT)


def any_facts(most: int = 14) -> st.SearchStrategy[Facts]:
    """Any findings, each with any polarity."""
    return st.dictionaries(st.sampled_from(sayable(load_knowledge())), POLARITIES, max_size=most)


@st.composite
def near_danger(draw: st.DrawFn) -> Facts:
    """Findings most of which belong to one red flag, so that its edge is met often."""
    knowledge = load_knowledge()
    rule = draw(st.sampled_from(list(knowledge.red_flags.values())))
    way, _ = next(people_with(knowledge, rule))
    core = {name: draw(POLARITIES) for name in stated(way)}
    return {**draw(any_facts(8)), **core}


facts_of_someone = any_facts() | near_danger()
