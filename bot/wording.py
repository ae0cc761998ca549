"""The words of an installation: the responses, and its services and name, filled into whatever is said."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

from ruamel.yaml import YAML

from bot.clinic import Clinic
from bot.dialogue.reply import Say, bullets
from bot.knowledge import Line, Polarity

RESPONSES = Path(__file__).parent.parent / "nlu_data" / "responses"


@lru_cache(maxsize=2)
def responses(channel: str = "web") -> dict[str, dict[str, Any]]:
    """Each response as it is worded on a channel: its own variant, or that for every channel."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(RESPONSES.glob("*.yml")):
        for name, variants in YAML(typ="safe").load(file.read_text(encoding="utf-8"))["responses"].items():
            own = [variant for variant in variants if variant.get("channel") == channel]
            common = [variant for variant in variants if "channel" not in variant]
            found[name] = (own or common)[0]
    return found


@lru_cache(maxsize=1)
def response_sources() -> dict[str, tuple[str, ...]]:
    """Where the wording of each response comes from."""
    return {name: tuple(response["metadata"]["sources"]) for name, response in responses().items()}


def words_of(clinic: Clinic) -> dict[str, Any]:
    """The placeholders that any response may have."""
    services = clinic.services
    return {
        "emergency_number": services.emergency_number,
        "emergency_department": services.emergency_department,
        "advice_line": services.advice_line,
        "family_doctor": services.family_doctor,
        "urgent_care": services.urgent_care,
        "crisis_name": services.crisis_line.name,
        "crisis_number": services.crisis_line.number,
        "crisis_lines": _lines(services.crisis_line),
        "abuse_name": services.abuse_line.name,
        "abuse_number": services.abuse_line.number,
        "poison_line": services.poison_line,
        "physio": services.in_words("a physio"),
        "clinic_name": clinic.name,
        "clinic": clinic.contact,
        "clinic_by": f": {clinic.contact}" if clinic.contact else "",
        "family_doctor_first": f"{services.family_doctor[:1].upper()}{services.family_doctor[1:]}",
        "retention_days": clinic.retention_days,
    }


def worded(say: Say, clinic: Clinic) -> tuple[dict[str, Any], Optional[dict[str, Any]]]:
    """The variables of a response, and its data: with the placeholders filled in, and what stands beside its wording.

    That are the heading and the note of a part of the answer, and what the labels of its buttons ask for.
    """
    response = responses()[say.response]
    words = {**words_of(clinic), **filled(say.words, clinic)}
    beside = {
        key: str(text).format_map(words) for key in ("heading", "note") if (text := response["metadata"].get(key))
    }
    if say.data is None:
        return {**words, **beside}, None
    parts = zip(response.get("buttons", ()), response["metadata"].get("parts", ()))
    answers = {button["title"]: {part: Polarity.PRESENT.value} for button, part in parts if part}
    return {**words, **beside}, {**filled(say.data, clinic), **beside, **({"answers": answers} if answers else {})}


def filled(value: Any, clinic: Clinic) -> Any:
    """A value of a reply, and all within it, with the placeholders of content filled in. Raises KeyError."""
    if isinstance(value, str):
        return clinic.services.fill(value)
    if isinstance(value, dict):
        return {name: filled(part, clinic) for name, part in value.items()}
    return [filled(part, clinic) for part in value] if isinstance(value, (list, tuple)) else value


def _lines(line: Line) -> str:
    """How to reach a line, by voice and by text: "• Samaritans: call 116 123, or text SHOUT to 85258"."""
    return bullets([f"{line.name}: call {line.number}" + (f", or {line.text}" if line.text else "")])
