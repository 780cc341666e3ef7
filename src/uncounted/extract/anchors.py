"""Days counted from the day told before: "the next day", "three days later", "the same day"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.extract.bylines import is_byline
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import LONG_TIME, Reading
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase

_COUNTED_ON = re.compile(
    r"^(?:the|that|the same|that same)\s+(?:next |following )?(?:day|night|morning|evening|afternoon)$"
    r"|^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:day|week|month|fortnight)s? later$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\d|day\b", re.IGNORECASE)


def count_on(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Let phrases that count from a day told before carry its words too; rule ``day-before`` names it."""
    last: TimePhrase | None = None
    paragraph = -1
    for sentence in sentences:
        if last is not None and sentence.stretch.paragraph - paragraph > 1:
            last = None
        counted: dict[int, TimePhrase] = {}
        for at, chunk in enumerate(sentence.chunks):
            phrase = chunk.time
            if phrase is None or is_byline(sentence) or is_statement_time(sentence, at):
                continue
            if _COUNTED_ON.match(phrase.text):
                if last is not None:
                    last = counted[phrase.start] = replace(phrase, text=f"{last.text}, {phrase.text}", kind="point")
            elif phrase.kind == "point" and _NAMED.search(phrase.text) and not LONG_TIME.search(phrase.text):
                last, paragraph = phrase, sentence.stretch.paragraph
        for reading in readings if counted else ():
            if reading.finding.sentence is sentence:
                _counted(reading, counted)


def _counted(reading: Reading, counted: dict[int, TimePhrase]) -> None:
    phrase = reading.scope.time or reading.scope.anaphor
    if phrase is not None and phrase.start in counted and "time" not in reading.inherited:
        reading.time = reading.scope.time = counted[phrase.start]
        reading.inherited["time.anchor"] = "day-before"
