"""The lexicon: how people say things, as data, and its loader."""

from bot.understanding.lexicon.loader import ContextWords, FindingPatterns, Lexicon, load_lexicon

__all__ = ["ContextWords", "FindingPatterns", "Lexicon", "load_lexicon"]
