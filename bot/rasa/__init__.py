"""All that grips Rasa: the agent and its stores, graph components, the importer, locks, training."""
