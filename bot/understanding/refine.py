"""What the findings of one message say of each other: the more exact one wins over the vaguer.

These follow the labelling conventions of the finding vocabulary: a named outer hip makes a bare "hip"
redundant, left and right together are both sides, a sore calf with a sore back is pain below the knee.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.knowledge import Polarity
from bot.understanding.patterns import Text
from bot.understanding.reading import Mention


def refine(mentions: Iterable[Mention], text: Text) -> list[Mention]:
    """The mentions after every refinement."""
    kept = list(mentions)
    for step in (_exact_site_wins, _both_sides, _calf_with_back):
        kept = step(kept)
    return kept


def _present(mentions: list[Mention], *names: str) -> list[Mention]:
    return [m for m in mentions if m.finding in names and m.polarity is Polarity.PRESENT]


_EXACT: dict[str, tuple[str, ...]] = {
    "hip_pain": ("lateral_hip_pain", "groin_pain"),
    "buttock_pain": ("sitting_bone_pain", "tailbone_pain"),
    "thigh_pain": ("sitting_bone_pain",),
}


def _exact_site_wins(mentions: list[Mention]) -> list[Mention]:
    """Drop a vaguer site whose words lie inside the words of a more exact one."""

    def covered(mention: Mention) -> bool:
        exact = _EXACT.get(mention.finding, ())
        return any(
            other.finding in exact and other.start <= mention.start and mention.end <= other.end for other in mentions
        )

    return [mention for mention in mentions if not covered(mention)]


def _both_sides(mentions: list[Mention]) -> list[Mention]:
    both = _present(mentions, "both_sides")
    one = _present(mentions, "one_sided")
    if both and one:
        return [m for m in mentions if m.finding != "both_sides" or m.polarity is not Polarity.PRESENT]
    return mentions


def _calf_with_back(mentions: list[Mention]) -> list[Mention]:
    calf = _present(mentions, "calf_pain")
    near = _present(mentions, "buttock_pain", "low_back_pain", "pain_radiates_down_leg", "hip_pain")
    known = {m.finding for m in mentions}
    if calf and near and "pain_below_knee" not in known:
        return [*mentions, replace(calf[0], finding="pain_below_knee", rule="calf together with back or buttock")]
    return mentions


Step = Callable[[list[Mention]], list[Mention]]
