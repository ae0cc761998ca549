"""The lexicon: how people say things, as data, and its loader."""

from bot.understanding.lexicon.loader import FindingPatterns, Lexicon, load_lexicon

__all__ = ["FindingPatterns", "Lexicon", "load_lexicon"]
