"""Days told by their number alone: "On the night of the 26th", of the month that was told last before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.bylines import is_byline
from uncounted.extract.chronology import label_day
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.reports import report_period, told_period
from uncounted.extract.times import TimePhrase

_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_ORDINAL = re.compile(
    rf"\b(?:between {_DAY}the (?P<first>[0-3]?\d)(?:st|nd|rd|th)? and {_DAY}|(?:on|of|day was) "
    rf"(?:the (?:night|morning|evening|afternoon) of )?{_DAY})the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b"
    r"(?: and (?:the )?(?P<last>[0-3]?\d)(?:st|nd|rd|th)\b)?"
    r"(?! (?:century|anniversary|of|time|floor|day|(?-i:[A-Z])|brigade|battalion|division|regiment|infantry|parallel))",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b\.?"
    r"(?:[^.;\n]{0,12}?\b(?P<year>(?:19|20)\d\d)\b)?"
)


def ordinal_days(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Date figures without a time by the day of the month that their sentence names, in the month told before it."""
    counting = {r.finding.sentence.number for r in readings}
    period: TimePhrase | None = None
    for sentence in sentences:
        found = _ORDINAL.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
        if found is None or not {sentence.number, sentence.number + 1} & counting:
            continue
        period = period or report_period(sentences) or told_period(sentences)
        month = _told(sentences[: sentence.number], sentence, period)
        if month is None:
            continue
        days = [day for day in (found["first"], found["day"], found["last"]) if day is not None]
        several = len(days) > 1
        text = f"{' to '.join(days)} {month}"
        start = found.start("first" if found["first"] is not None else "day")
        phrase = TimePhrase(start, found.end(), text, "range" if several else "point")
        for chunk in sentence.chunks if sentence.number not in counting else ():
            if chunk.time is not None and found.start() <= chunk.time.start < found.end():
                chunk.time = phrase  # for the sentences that go on with it
        here = [r for r in readings if r.finding.sentence is sentence]
        for chunk in sentence.chunks if sentence.number not in counting else ():
            if chunk.time is not None and found.start() <= chunk.time.start < found.end():
                chunk.time = phrase  # for the sentences that go on with it
        here = [r for r in here if _inside(r, found)] or [r for r in here if not _PART.search(_between(r, found))]
        for reading in here:
            if _undated(reading) or _inside(reading, found):
                reading.time = reading.scope.time = phrase
                reading.inherited.pop("time", None)
                reading.inherited["time.anchor"] = "told-before"
                reading.kind = "incident" if reading.kind in {"period", "cumulative"} else reading.kind


_PART = re.compile(r", (?:[\w-]+ ){1,3}of (?:them|whom|these|those)\b")


def _between(reading: Reading, found: re.Match[str]) -> str:
    """The words from a count to the day: "470 died, many of them after the fall of Mosul on the 10th"."""
    return reading.finding.sentence.text[reading.finding.end : max(reading.finding.end, found.start())]


def _undated(reading: Reading) -> bool:
    return reading.time is None or "time" in reading.inherited


def _inside(reading: Reading, found: re.Match[str]) -> bool:
    """Whether the time read is the weekday of the day: "On Sunday the 12th"."""
    time = reading.time
    return time is not None and found.start() <= time.start and time.end <= found.end()


def _told(before: Sequence[Sentence], sentence: Sentence, period: TimePhrase | None) -> str | None:
    """The month, with its year, that was told last before the day; of a report on one month, that month."""
    label = label_day(sentence)
    words = [sentence.text[sentence.stretch.start : sentence.stretch.end]] if sentence.times else []
    words += [label.text] if label is not None else []
    covered = {month["month"][:3] for month in _MONTH.finditer(period.text.title())} if period is not None else set()
    words += [period.text.title()] if period is not None and len(covered) == 1 else []
    words += [phrase.text for s in reversed(before) if not is_byline(s) for phrase in reversed(s.times)]
    for text in words:
        found = list(_MONTH.finditer(text))
        if found:
            return f"{found[-1]['month']} {found[-1]['year'] or ''}".strip()
    return None
