"""Rasa graph components over the readers of this package."""

from bot.understanding.components.finding_extractor import FindingExtractor
from bot.understanding.components.finding_model import FindingGuesser
from bot.understanding.components.intent_model import EncoderIntentClassifier
from bot.understanding.components.safety_net import SafetyNet
from bot.understanding.components.sentence_encoder import SentenceEncoderFeaturizer

__all__ = ["EncoderIntentClassifier", "FindingExtractor", "FindingGuesser", "SafetyNet", "SentenceEncoderFeaturizer"]
