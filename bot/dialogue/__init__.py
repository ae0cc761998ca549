"""The conversation, without Rasa or a channel: a state and a message in, a state and typed replies out."""
