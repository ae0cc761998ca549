"""The description of the web API in OpenAPI, kept in openapi.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict

from ruamel.yaml import YAML

PATH = Path(__file__).with_name("openapi.yml")


@lru_cache(maxsize=1)
def description() -> Dict[str, Any]:
    """The whole document."""
    return dict(YAML(typ="safe").load(PATH.read_text(encoding="utf-8")))
