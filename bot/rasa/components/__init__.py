"""Rasa graph components over the reader of this package."""

from bot.rasa.components.finding_extractor import FindingExtractor
from bot.rasa.components.intent_classifier import ReaderIntentClassifier
from bot.rasa.components.reader import ReaderFeaturizer
from bot.rasa.components.safety_net import SafetyNet

__all__ = ["FindingExtractor", "ReaderFeaturizer", "ReaderIntentClassifier", "SafetyNet"]
