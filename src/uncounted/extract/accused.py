"""The force of those on trial: a judgement that names no other doer tells of what their people did."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.events import Words
from uncounted.reference.fold import words as listed

_OF_A_FORCE = re.compile(
    r"\b(?i:accused|defendants?|indictees?|convicted (?:man|men)|appellants?)\b[^.;]{0,60}?"
    r"\b(?:was|were|is|are|being)\s(?:\w+\s){0,3}?"
    r"(?:leaders?|members?|commanders?|heads?|chiefs?|officers?|founders?)\s(?:of|in)\s(?:the\s)?"
    r"(?P<party>[A-Z][\w'\u2019-]*(?:\s(?:(?:of|the|for|and)\s)?[A-Z][\w'\u2019-]*)*)"
)
_ON_TRIAL = frozenset(listed("accused defendant defendants indictee indictees convicted appellant appellants"))


def accused(sentences: Sequence[Sentence]) -> Words | None:
    """The force of which the accused of a court were leaders or members; null where the text names none."""
    for sentence in sentences:
        if sentence.lows.isdisjoint(_ON_TRIAL):
            continue
        found = _OF_A_FORCE.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
        if found is not None:
            return Words(found.start("party"), found.end("party"), found["party"])
    return None
