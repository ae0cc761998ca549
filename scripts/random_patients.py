"""Plays many random patients through the dialogue, and says what went wrong.

    .venv/bin/python scripts/random_patients.py [10000]

Each opens with a few random findings, every third with a danger sign, and answers at random. No dialogue may crash, go
on for ever, ask twice, end below what its facts call for, or offer self-care in an emergency.
"""

from __future__ import annotations

import sys
from collections import Counter
from multiprocessing import Pool

from bot.triage import Assessment
from tests.triage.test_dialogues_end import dialogue_of, problems_with


def play(patient: int) -> tuple[list[str], str, int]:
    """The problems of one patient, the urgency, and the number of questions."""
    problems = problems_with(patient)
    dialogue = dialogue_of(patient)
    dialogue_of.cache_clear()
    assessment: Assessment = dialogue.end.assessment
    return problems, assessment.urgency.key, len(dialogue.put)


if __name__ == "__main__":
    patients = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with Pool() as pool:
        played = pool.map(play, range(patients), chunksize=50)
    wrong = Counter(problem for problems, _, _ in played for problem in problems)
    urgencies = Counter(urgency for _, urgency, _ in played)
    print(f"{patients} random patients: {wrong.total()} problems {dict(wrong)}")
    print(f"urgency {dict(urgencies)}, most questions {max(number for _, _, number in played)}")
    sys.exit(bool(wrong))
