"""What a clinic sets: ``clinic.yml``, checked."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Optional
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError, validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.colours import READABLE, WHITE, contrast, readable_shade
from bot.knowledge import Region, load_knowledge

PATH = Path(os.environ.get("ISCHIA_CLINIC") or Path(__file__).parent.parent / "clinic.yml")
"""The file; ``ISCHIA_CLINIC`` names another."""

LOGO_TYPES = {".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp"}
LOGO_BYTES = 200_000


class _Settings(BaseModel):
    class Config:
        extra = "forbid"
        frozen = True


class Colours(_Settings):
    """The colour of buttons and links, and that of the text on it."""

    accent: str = "#1d6155"

    @validator("accent")
    def _readable(cls, value: str) -> str:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            raise ValueError(f'{value} is not a colour; write it as "#1d6155"')
        ratio = contrast(value, WHITE)
        if ratio < READABLE:
            raise ValueError(
                f"{value} is too light: its contrast with white is {ratio:.2f}, and people can read {READABLE} "
                f"and more; {readable_shade(value)} is the nearest darker shade that passes"
            )
        return value.lower()

    @property
    def on_accent(self) -> str:
        """White: an accent that can be read on white carries white text as well."""
        return WHITE


class Limits(_Settings):
    """How much one conversation may send, and how many one address may begin."""

    messages_per_minute: int = Field(30, ge=1)
    sessions_per_hour: int = Field(60, ge=1)


class Clinic(_Settings):
    """The settings; unknown keys are refused."""

    name: str = Field("Ischia", min_length=1, max_length=60)
    logo: Optional[Path] = None
    colours: Colours = Colours()
    greeting: Optional[str] = Field(None, max_length=300)
    region: str = "UK"
    phone: Optional[str] = Field(None, max_length=40)
    booking_link: Optional[str] = None
    opening_hours: Optional[str] = Field(None, max_length=200)
    retention_days: int = Field(30, ge=1, le=3650)
    session_hours: int = Field(24, ge=1, le=24)
    require_review: bool = False
    origins: tuple[str, ...] = ()
    limits: Limits = Limits()

    @validator("region")
    def _known(cls, value: str) -> str:
        regions = load_knowledge().regions
        if value not in regions:
            raise ValueError(f"no region called {value}; one of {', '.join(regions)}")
        return value

    @validator("logo")
    def _small_picture(cls, value: Path) -> Path:
        if value.suffix.lower() not in LOGO_TYPES:
            raise ValueError(f"{value.name} is not a {', '.join(kind[1:] for kind in LOGO_TYPES)} file")
        if not value.is_file():
            raise ValueError(f"there is no file {value}")
        if value.stat().st_size > LOGO_BYTES:
            raise ValueError(f"{value.name} is larger than {LOGO_BYTES // 1000} KB")
        return value

    @validator("phone")
    def _dialled(cls, value: str) -> str:
        if not re.fullmatch(r"\+?[0-9][0-9 ()./-]+", value):
            raise ValueError(f"{value} is not a telephone number")
        return value

    @validator("booking_link")
    def _secure(cls, value: str) -> str:
        if urlsplit(value).scheme != "https" or not urlsplit(value).hostname:
            raise ValueError(f"{value} is not an address that begins with https://")
        return value

    @validator("origins", each_item=True)
    def _exact(cls, value: str) -> str:
        if value == "*":
            raise ValueError("* would let any site hold conversations in the clinic's name; list each site")
        if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", value):
            raise ValueError(f'{value} is not a site; write it as "https://www.example.org", in small letters, no path')
        return value

    @property
    def services(self) -> Region:
        """Numbers and names of services where the clinic is."""
        return load_knowledge().regions[self.region]

    @property
    def contact(self) -> str:
        """How to reach the clinic, in one line; empty when it does not say."""
        return " · ".join(part for part in (self.phone, self.booking_link, self.opening_hours) if part)


@lru_cache(maxsize=1)
def load_clinic(path: Path = PATH) -> Clinic:
    """The clinic's settings; the logo is looked for beside the file. Raises ValueError that says what is wrong."""
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except YAMLError as error:
        raise ValueError(f"{path.name}: {error}") from None
    if not isinstance(data or {}, dict):
        raise ValueError(f"{path.name}: settings are written as `name: value`, a line each")
    settings = {name: value for name, value in (data or {}).items() if value is not None}
    if isinstance(settings.get("logo"), str):
        settings["logo"] = path.parent / settings["logo"]
    try:
        return Clinic(**settings)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ValueError(f"{path.name}: {problems}") from None
