"""How Rasa gets at the training data."""

from __future__ import annotations

from typing import Optional

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnce(RasaFileImporter):
    """Rasa's own importer, which would parse the messages a second time to look for retrieval intents."""

    _nlu_data: Optional[TrainingData] = None

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """The messages of ``nlu_data``, parsed the first time and kept."""
        if self._nlu_data is None:
            self._nlu_data = super().get_nlu_data(language)
        return self._nlu_data
