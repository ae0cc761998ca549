from __future__ import annotations

from pathlib import Path

import pytest

from bot.clinic import Clinic, load_clinic
from bot.server import create_app


def write(folder: Path, text: str) -> Path:
    path = folder / "clinic.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    load_clinic.cache_clear()
    assert load_clinic(tmp_path / "none.yml") == Clinic()


@pytest.mark.parametrize(
    ("text", "said"),
    [("region: XX", "no region called XX"), ("retention_days: 0", "retention_days"), ("colour: red", "colour")],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    load_clinic.cache_clear()
    with pytest.raises(ValueError, match=said):
        load_clinic(write(tmp_path, text))


@pytest.mark.parametrize(
    ("region", "number"), [("UK", "999"), ("IE", "112"), ("US", "911"), ("AU", "000"), ("EU", "112")]
)
def test_each_region_has_its_emergency_number(region: str, number: str) -> None:
    assert Clinic(region=region).services.emergency_number == number


def test_unsigned_content_is_not_served_where_review_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.content.load_clinic", lambda: Clinic(require_review=True))
    with pytest.raises(ValueError, match="not signed by a clinician"):
        create_app()
