"""Questions that head what a text goes on to tell: "How many died in all?"."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence

IN_ALL = re.compile(r"\b(?:in all|in total|altogether|overall)\b", re.IGNORECASE)
_ASKS = 14  # words of a question that heads a section, at most


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks: "How many died in all?"."""
    words = sentence.text[sentence.stretch.start : sentence.stretch.end]
    return words.endswith("?") and len(words.split()) <= _ASKS
