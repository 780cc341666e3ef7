"""An extractor that asks a language model behind any OpenAI-compatible server. Entry point ``llm``.

The model only points at words; every word that it points at must stand in the text, and every number is read by our
own reading of numbers. What does not hold goes to review (``extract.door.Review``), never among the claims.
"""

from __future__ import annotations

from uncounted.extract.llm.reader import LanguageModel, unset
from uncounted.extract.llm.settings import Settings

extractor = unset

__all__ = ["LanguageModel", "Settings", "extractor"]
