"""The day with which a paragraph begins to tell, where its figures come sentences later: "On the night of 3 May"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.beginnings import BEGAN
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.reports import counted_by
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase
from uncounted.reference.fold import words as listed

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)\b")
_OTHER = frozenset(listed("earlier previously previous since total altogether overall so far later another before"))
_FAR = 5  # sentences
_SEEMED = frozenset(listed("sound seem appear look read differ change"))


def days_of_paragraphs(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Give undated figures of incidents the day that their paragraph told last before them (rule ``paragraph``).

    Only a day of the calendar is taken, on which something was done and not said, in a sentence without a figure, which
    would be that day's own; any other time between ends the search, and so does a figure's own word of another time.
    """
    counting = {reading.finding.sentence.number for reading in readings}
    for reading in readings:
        sentence = reading.finding.sentence
        if reading.time is not None or reading.kind in {"period", "cumulative"} or reading.headline:
            continue
        if reading.scope.statement is not None or reading.finding.total or not sentence.lows.isdisjoint(_OTHER):
            continue
        day = _day_before(sentences, sentence, counting)
        if day is not None:
            reading.time, reading.inherited["time"] = day, "paragraph"


def _day_before(sentences: Sequence[Sentence], sentence: Sentence, counting: set[int]) -> TimePhrase | None:
    for other in reversed(sentences[max(0, sentence.number - _FAR) : sentence.number]):
        if other.stretch.paragraph != sentence.stretch.paragraph or other.stretch.headline:
            return None
        times = [(k, c.time) for k, c in enumerate(other.chunks) if c.time is not None and c.time.kind != "clock"]
        if not [time for _, time in times if not counted_by(other, time)]:
            continue
        days = [(k, time) for k, time in times if _DAY.search(time.text)]
        if (
            other.number in counting
            or len(days) != 1
            or any(time.kind != "point" for _, time in times)
            or is_statement_time(other, days[0][0])
            or BEGAN.search(other.text[other.stretch.start : days[0][1].start])
        ):
            return None
        day = days[0][1]
        if any(c.vg is not None and c.low in _SEEMED for c in other.chunks):
            return None  # "It had sounded different on 17 February."
        return None if other.text[day.end : day.end + 1] == ":" else day  # a label: on that day it was said
    return None
