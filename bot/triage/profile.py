"""Who the findings are about, and what follows from age and sex."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Optional

from bot.knowledge import Polarity

OLDEST = 120

_BANDS: dict[str, tuple[int, int]] = {
    "age_under_3": (0, 2),
    "age_under_16": (0, 15),
    "age_4_to_10": (4, 10),
    "age_8_to_16": (8, 16),
    "age_18_39": (18, 39),
    "age_40_59": (40, 59),
    "age_50_plus": (50, OLDEST),
    "age_60_69": (60, 69),
    "age_65_plus": (65, OLDEST),
    "age_70_plus": (70, OLDEST),
    "age_75_plus": (75, OLDEST),
}

Sex = Literal["female", "male"]
Side = Literal["left", "right"]


@dataclass(frozen=True)
class Profile:
    """Age in years and sex, where known; ``age_declined`` when the person would not say. ``side`` is where it hurts.

    ``who`` is ``self``, or whom the writer writes about, as they call them: "dad".
    """

    age: Optional[int] = None
    sex: Optional[Sex] = None
    age_declined: bool = False
    side: Optional[Side] = None
    who: Optional[str] = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Profile:
        """A profile from its plain form; unknown keys are ignored."""
        data = data or {}
        sex, side = data.get("sex"), data.get("side")
        return cls(
            age=data.get("age"),
            sex=sex if sex in ("female", "male") else None,
            age_declined=bool(data.get("age_declined")),
            side=side if side in ("left", "right") else None,
            who=data.get("who"),
        )

    def to_dict(self) -> dict[str, Any]:
        """The plain form, for a slot or the API."""
        return asdict(self)

    @property
    def is_child(self) -> bool:
        """Under 16: the adult matrix does not apply (product rule)."""
        return self.age is not None and self.age < 16

    def facts(self) -> dict[str, Polarity]:
        """The findings that follow from age and sex."""
        facts: dict[str, Polarity] = {}
        if self.age is not None:
            for name, (low, high) in _BANDS.items():
                facts[name] = Polarity.PRESENT if low <= self.age <= high else Polarity.ABSENT
        if self.sex is not None:
            facts["female"] = Polarity.PRESENT if self.sex == "female" else Polarity.ABSENT
            facts["male"] = Polarity.PRESENT if self.sex == "male" else Polarity.ABSENT
        return facts
