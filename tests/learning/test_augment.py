"""Messages as they might also have been written."""

from __future__ import annotations

from bot.knowledge import load_knowledge
from bot.learning.augment import Augmenter, danger_names
from bot.learning.examples import Example, pieces_of

EXAMPLES = [
    Example(pieces_of(text), "describe_symptoms")
    for text in (
        "my [left hip](finding:hip_pain+one_sided) hurts on the [stairs](finding:worse_stairs)",
        "[no fever](denied:fever_unwell), [back's bad](finding:low_back_pain)",
        "mum [had cancer](other:cancer_history), I've a [sore bum](finding:buttock_pain)",
    )
]


def test_the_same_seed_draws_the_same() -> None:
    assert [Augmenter(EXAMPLES, 3).varied(e) for e in EXAMPLES] == [Augmenter(EXAMPLES, 3).varied(e) for e in EXAMPLES]


def test_a_list_denies_what_it_names() -> None:
    augmenter = Augmenter(EXAMPLES, 1)
    lists = [augmenter.denial_list() for _ in range(60)]
    assert all(any(state == "absent" for _, state in made.states) for made in lists)
    assert len({made.text for made in lists}) > 50


def test_what_a_variant_states_was_stated_before() -> None:
    augmenter, known = Augmenter(EXAMPLES, 2), {pair for example in EXAMPLES for pair in example.states}
    for _ in range(50):
        for example in EXAMPLES:
            varied = augmenter.varied(example)
            assert example.states <= varied.states <= known


def test_every_danger_in_a_list_is_a_finding() -> None:
    assert set(danger_names()) <= set(load_knowledge().findings)
