"""The period with which a sentence opens, and the one that the opening of a report says its figures cover."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.long_times import long_time
from uncounted.extract.reports import WHOLE
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase, few_days

_OVER = re.compile(
    r"\b(?:during|throughout|over the course of|(?:report|figures|data|update|summary|toll|casualties)"
    r" (?:for|in|on|covering))\s+(?:the month of\s+)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^\W*(?:in|for|during|throughout)\s+(?:the month of\s+)?$", re.IGNORECASE)
_DATELINE = re.compile(r"^.{3,80}?\s(?:-|--|\u2013|\u2014)\s", re.DOTALL)


def opens_with(sentence: Sentence) -> TimePhrase | None:
    """The whole month, year or span with which a sentence opens, behind its dateline if it has one."""
    if sentence.stretch.headline or not sentence.times:
        return None
    start = sentence.stretch.start
    for at, chunk in enumerate(sentence.chunks):
        phrase = chunk.time
        if phrase is None or not _whole(phrase):
            continue
        before = _DATELINE.sub("", sentence.text[start : phrase.start])
        opens = _OPENS.match(before) or (phrase.kind == "range" and not before.strip())
        return phrase if opens and not is_statement_time(sentence, at) else None
    return None


def _whole(phrase: TimePhrase) -> bool:
    return (phrase.kind == "point" and long_time(phrase.text)) or (phrase.kind == "range" and not few_days(phrase))


_TALLIED = re.compile(
    r"\b(?:record|document|count|register|verif|log|track|list|monitor|tall|receiv|note|observ|report)(?:ed|ied|s)?\b",
    re.IGNORECASE,
)


def covered_month(sentence: Sentence, readings: Sequence[Reading], lead: int) -> TimePhrase | None:
    """The period that the opening of a report says its figures cover."""
    stretch, text = sentence.stretch, sentence.text
    opening = opens_with(sentence) if sentence.number < lead else None
    if (opening is not None and opening.kind == "range") or (opening is not None and WHOLE.match(opening.text)):
        counted = any(r.time is opening and r.kind == "period" and r.finding.sentence is sentence for r in readings)
        if counted or _TALLIED.search(text, opening.end, stretch.end):
            return opening
    for phrase in sentence.times:
        if phrase.kind == "point" and WHOLE.match(phrase.text) and _OVER.search(text[stretch.start : phrase.start]):
            return phrase
    return None
