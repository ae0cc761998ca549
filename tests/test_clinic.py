from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from bot.clinic import LOGO_BYTES, Clinic, load_clinic
from bot.server import create_app


@pytest.fixture(autouse=True)
def _read_afresh() -> Iterator[None]:
    load_clinic.cache_clear()
    yield
    load_clinic.cache_clear()


def write(folder: Path, text: str) -> Path:
    path = folder / "clinic.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_clinic(tmp_path / "none.yml") == Clinic()


WRONG = [
    ("region: XX", "no region called XX"),
    ("retention_days: 0", "retention_days"),
    ("colour: red", "colour"),
    ("session_hours: 25", "session_hours"),
    ("greeting: " + "x" * 301, "greeting"),
    ("phone: call us", "not a telephone number"),
    ("booking_link: http://book.example", "https://"),
    ("booking_link: https://", "https://"),
    ("origins: ['*']", "any site"),
    ("origins: ['https://clinic.example/']", "no path"),
    ("origins: ['clinic.example']", "no path"),
    ("limits: {messages_per_minute: 0}", "messages_per_minute"),
    ("logo: picture.exe", "not a png, svg, webp file"),
    ("logo: missing.png", "there is no file"),
    ("colours: {accent: green}", "not a colour"),
    ("just words", "name: value"),
    ("name: [", "clinic.yml"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        load_clinic(write(tmp_path, text))


def test_a_colour_that_is_too_light_is_refused_with_its_contrast_and_a_shade_that_passes(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"2\.\d\d.*(#[0-9a-f]{6}) is the nearest") as error:
        load_clinic(write(tmp_path, 'colours: {accent: "#2fb89f"}'))
    proposed = re.findall("#[0-9a-f]{6}", str(error.value))[-1]
    assert Clinic(colours={"accent": proposed}).colours.accent == proposed


def test_a_logo_is_looked_for_beside_the_file_and_must_be_small(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"x" * LOGO_BYTES)
    assert load_clinic(write(tmp_path, "logo: logo.png")).logo == tmp_path / "logo.png"
    load_clinic.cache_clear()
    (tmp_path / "logo.png").write_bytes(b"x" * (LOGO_BYTES + 1))
    with pytest.raises(ValueError, match="larger than 200 KB"):
        load_clinic(write(tmp_path, "logo: logo.png"))


def test_the_file_that_ships_sets_nothing_but_the_defaults() -> None:
    assert load_clinic(Path("clinic.yml")) == Clinic()


def test_a_conversation_ends_no_later_than_rasa_ends_its_session() -> None:
    expires = Domain.load("domain.yml").session_config.session_expiration_time
    with pytest.raises(ValueError, match="session_hours"):
        Clinic(session_hours=expires // 60 + 1)
    assert Clinic().session_hours * 60 <= expires


@pytest.mark.parametrize(
    ("region", "number"), [("UK", "999"), ("IE", "112"), ("US", "911"), ("AU", "000"), ("EU", "112")]
)
def test_each_region_has_its_emergency_number(region: str, number: str) -> None:
    assert Clinic(region=region).services.emergency_number == number


def test_unsigned_content_is_not_served_where_review_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.content.load_clinic", lambda: Clinic(require_review=True))
    with pytest.raises(ValueError, match="not signed by a clinician"):
        create_app()
