"""Words by which a sentence leaves those it counts out of a figure told before."""

from __future__ import annotations

import re

from uncounted.extract.chunks import Sentence

_NOT_IN = re.compile(
    r"\b(?:are|is|were|was) not (?:in|among|part of|(?:included|counted|contained) (?:in|among)) "
    r"(?:(?:the|that|this|its|these|those) (?:[\w-]+ ){0,3}"
    r"(?:tolls?|figures?|counts?|totals?|numbers?|lists?|dead)|them)\b",
    re.IGNORECASE,
)


def left_out(sentence: Sentence) -> re.Match[str] | None:
    """The words by which a sentence leaves those it counts out of a figure: "are not in the toll"."""
    return _NOT_IN.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
