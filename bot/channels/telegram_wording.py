"""The Telegram channel's own words, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Optional

from ruamel.yaml import YAML

from bot.channels.incoming import LONGEST
from bot.clinic import load_clinic

DEFAULT = "en"
_FILE = Path(__file__).parent / "telegram.yml"


@dataclass(frozen=True)
class Wording:
    """The commands of the menu with their descriptions, and the texts, of one language."""

    commands: Mapping[str, str]
    texts: Mapping[str, str]

    def say(self, name: str, **words: object) -> str:
        """A text with its words filled in. Raises KeyError when there is none of that name."""
        return self.texts[name].format(**load_clinic().services.dict(), longest=f"{LONGEST:,}", **words)


@lru_cache(maxsize=1)
def wordings() -> Mapping[str, Wording]:
    """Every language there is."""
    data = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return {str(code): Wording(**block) for code, block in data.items()}


def wording_for(language: Optional[str]) -> Wording:
    """The words for a person whose app is set to ``language``, such as "en-GB"; English when there are none."""
    return wordings().get((language or DEFAULT)[:2], wordings()[DEFAULT])
