"""Text in, findings out: the learned reader, the rules beside it, the verdict, and their Rasa components."""
