"""Pure reasoning: findings in, assessment out. Imports nothing but ``bot.knowledge``."""

from bot.triage.assessment import Assessment, assess, reasons
from bot.triage.danger import Reason
from bot.triage.facts import complete
from bot.triage.profile import Profile, Sex
from bot.triage.questions import Ask, questions_left
from bot.triage.ranking import Explanation
from bot.triage.safety_net import Counterfactual

__all__ = [
    "Ask",
    "Assessment",
    "Counterfactual",
    "Explanation",
    "Profile",
    "Reason",
    "Sex",
    "assess",
    "complete",
    "questions_left",
    "reasons",
]
