"""What a clinic sets: ``clinic.yml``, checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Optional

from pydantic import BaseModel, Field, ValidationError, validator
from ruamel.yaml import YAML

from bot.knowledge import Region, load_knowledge

PATH = Path(__file__).parent.parent / "clinic.yml"


class Clinic(BaseModel):
    """The settings; unknown keys are refused."""

    name: str = "Ischia"
    region: str = "UK"
    phone: Optional[str] = None
    booking_link: Optional[str] = None
    opening_hours: Optional[str] = None
    retention_days: int = Field(30, ge=1, le=3650)
    require_review: bool = False

    class Config:
        extra = "forbid"
        frozen = True

    @validator("region")
    def _known(cls, value: str) -> str:
        regions = load_knowledge().regions
        if value not in regions:
            raise ValueError(f"no region called {value}; one of {', '.join(regions)}")
        return value

    @property
    def services(self) -> Region:
        """Numbers and names of services where the clinic is."""
        return load_knowledge().regions[self.region]


@lru_cache(maxsize=1)
def load_clinic(path: Path = PATH) -> Clinic:
    """The clinic's settings. Raises ValueError that says which setting is wrong."""
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    try:
        return Clinic(**(data or {}))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ValueError(f"{path.name}: {problems}") from None
