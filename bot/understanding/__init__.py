"""Text in, findings out: the lexicon, its context rules, the learned model, and their Rasa components."""
