"""Rasa graph components over the reader of this package."""

from bot.understanding.components.finding_extractor import FindingExtractor
from bot.understanding.components.intent_classifier import ReaderIntentClassifier
from bot.understanding.components.reader import ReaderFeaturizer
from bot.understanding.components.safety_net import SafetyNet

__all__ = ["FindingExtractor", "ReaderFeaturizer", "ReaderIntentClassifier", "SafetyNet"]
