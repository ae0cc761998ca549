"""Rasa graph components over the readers of this package."""

from bot.understanding.components.finding_extractor import FindingExtractor
from bot.understanding.components.safety_net import SafetyNet
from bot.understanding.components.sentence_encoder import SentenceEncoderFeaturizer

__all__ = ["FindingExtractor", "SafetyNet", "SentenceEncoderFeaturizer"]
