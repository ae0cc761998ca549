"""Rasa actions: read the slots, ask ``bot.triage``, render content. One small module each."""
