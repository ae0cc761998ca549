"""Whole cases, played by a simulated patient who only reads and writes messages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from bot.evaluation.recorded import Recorded
from bot.evaluation.vocabulary import ASKED_APART, labelled_name
from bot.knowledge import KnowledgeBase, Urgency

MOST_TURNS = 60

Manner = Literal["careful", "hurried", "wordy"]
MANNERS: tuple[Manner, ...] = ("careful", "hurried", "wordy")
"""Careful corrects a wrong echo and taps; hurried says yes to every echo and taps; wordy says yes and writes."""


class Patient:
    """Answers from a vignette: present is yes, absent or not listed is no, unknown is not sure."""

    def __init__(self, knowledge: KnowledgeBase, vignette: dict[str, Any], manner: Manner = "careful") -> None:
        self._knowledge = knowledge
        self._answers = vignette["answers"]
        self._manner = manner
        self._id = str(vignette["id"])
        self.opening: str = vignette["opening"]

    def truth(self, finding: str) -> str:
        """What the patient would say: what is not listed is denied, save kinds the labels do not tell apart."""
        name = labelled_name(self._knowledge, finding) if finding in ASKED_APART else finding
        return str(self._answers["findings"].get(name, "absent")) if name else "absent"

    def reply(self, message: dict[str, Any]) -> str | None:
        """The answer to one message of the assistant; None when it asks nothing."""
        data = message.get("data") or {}
        if data.get("type") == "echo":
            return self._about_the_echo(data)
        if data.get("type") == "choice":
            return self._of_a_list(data, message["replies"], "present")
        if data.get("type") != "question":
            return None
        asks = str(data["asks"])
        if data["kind"] == "age":
            return self._worded("age", asks, age=self._answers["age"]) or str(self._answers["age"])
        if data["kind"] == "scale":
            return {"present": "9", "unknown": "Not sure"}.get(self.truth(asks), "4")
        if data["kind"] == "yes_no":
            kind, tapped = {"present": ("yes", "Yes"), "unknown": ("unsure", "Not sure")}.get(
                self.truth(asks), ("no", "No")
            )
            return self._worded(kind, asks) or tapped
        return self._of_a_list(data, message["replies"], "unknown" if data.get("unsure") else "present")

    def _of_a_list(self, data: dict[str, Any], replies: list[str], wanted: str) -> str:
        """What applies of a list; none of it, or not sure, when nothing does."""
        asks, labels = str(data["asks"]), {option["label"] for option in data["options"]}
        fitting = [o["label"] for o in data["options"] if self.truth(o["finding"]) == wanted]
        if len(fitting) > 1 and data.get("kind") != "choice" and data["type"] != "choice":
            return self._worded("several", asks, labels=_listed(fitting)) or ", ".join(fitting)
        if fitting:
            return self._worded("one_of", asks, label=fitting[0]) or fitting[0]
        if any(self.truth(o["finding"]) == "unknown" for o in data["options"]):
            return self._worded("unsure", asks) or "Not sure"
        rest = [reply for reply in replies if reply not in labels]
        return self._worded("none_of", asks) or (rest[-1 if data["type"] == "choice" else 0] if rest else "Not sure")

    def _worded(self, kind: str, asks: str, **words: Any) -> str | None:
        """A free sentence, the same each time for one case and question; None for whoever taps."""
        if self._manner != "wordy":
            return None
        wordings = _wordings()[kind]
        at = hashlib.sha256(f"{self._id} {asks}".encode()).digest()
        return wordings[int.from_bytes(at[:4], "big") % len(wordings)].format(**words)

    def _about_the_echo(self, data: dict[str, Any]) -> str:
        if self._manner != "careful":
            return "yes"
        for finding, polarity in data["understood"].items():
            if polarity == "present" and self._is_wrong(finding):
                return f"Not this: {self._knowledge.findings[finding].label}"
        return "That's right"

    def _is_wrong(self, finding: str) -> bool:
        """Only what the vignette denies is corrected: what it does not mention may well be in the opening."""
        return labelled_name(self._knowledge, finding) == finding and self._answers["findings"].get(finding) == "absent"


def _listed(labels: list[str]) -> str:
    return ", ".join(labels[:-1]) + " and " + labels[-1]


@lru_cache(maxsize=1)
def _wordings() -> dict[str, list[str]]:
    data: dict[str, list[str]] = YAML(typ="safe").load((Path(__file__).parent / "wordings.yml").read_text("utf-8"))
    return data


async def simulate(
    talk: Recorded, knowledge: KnowledgeBase, vignette: dict[str, Any], manner: Manner = "careful"
) -> dict[str, Any]:
    """Play one vignette to its end: the contract of ``ischia simulate``."""
    patient = Patient(knowledge, vignette, manner)
    urgency, conditions, shares, questions = None, [], {}, 0
    says: str | None = patient.opening
    for _ in range(MOST_TURNS):
        if says is None:
            break
        replies = await talk.say(says)
        says = None
        for message in replies:
            data = message.get("data") or {}
            if data.get("type") == "result":
                urgency, conditions, shares = data["urgency"], data["conditions"], data["shares"]
            questions += data.get("type") == "question"
            says = patient.reply(message) or says
        if urgency is not None:
            break
    return {
        "id": vignette["id"],
        "urgency": urgency,
        "conditions": conditions,
        "shares": shares,
        "questions": questions,
        "transcript": talk.transcript,
    }


def score(
    vignettes: Iterable[dict[str, Any]], results: Iterable[dict[str, Any]], classes: Iterable[str]
) -> dict[str, Any]:
    """The metrics of the evaluation README over vignettes and their results, as rates in [0, 1]."""
    classes = set(classes)
    counts: Counter[str] = Counter()
    questions: list[int] = []
    for vignette, result in zip(vignettes, results):
        counts["all"] += 1
        top = result["conditions"]
        if vignette["condition"] in classes:
            counts["classed"] += 1
            counts["strict"] += vignette["condition"] in top[:3]
        if vignette["condition"] in classes or vignette["condition"].startswith("other:"):
            counts["lenient_all"] += 1
            counts["lenient"] += bool(top) and top[0] in vignette["acceptable_top3"]
        given = Urgency.from_key(result["urgency"]) if result["urgency"] else None
        fine = {Urgency.from_key(key) for key in (vignette["urgency"], *vignette["urgency_alt"])}
        counts["urgency"] += given in fine
        counts["safe"] += given is not None and given >= min(fine)
        counts["over"] += given is not None and given > max(fine)
        if vignette["urgency"] == "emergency":
            counts["emergencies"] += 1
            counts["recalled"] += given in fine
        elif given is not Urgency.EMERGENCY:
            questions.append(result["questions"])

    def rate(part: str, whole: str) -> float:
        return round(counts[part] / counts[whole], 4) if counts[whole] else 0.0

    questions.sort()
    return {
        "strict_top3": rate("strict", "classed"),
        "lenient_top1": rate("lenient", "lenient_all"),
        "urgency_accuracy": rate("urgency", "all"),
        "safe_share": rate("safe", "all"),
        "emergency_recall": rate("recalled", "emergencies"),
        "over_triage": rate("over", "all"),
        "questions_median": questions[len(questions) // 2] if questions else 0,
        "questions_most": questions[-1] if questions else 0,
    }
