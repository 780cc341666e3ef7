"""What a text's figures cover where it says so once: the month of a report, or the time since a siege began."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import LONG_TIME, Reading
from uncounted.extract.events import SentenceScope, eventful
from uncounted.extract.scopes import event_scope
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase
from uncounted.reference.fold import words as listed

_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHOLE = re.compile(
    rf"^(?:{_MONTHS}(?:,? (?:of )?(?:(?:19|20)\d\d|last year|this year))?|last month|the (?:past|previous|last) month"
    r"|(?:the )?(?:first|second|third|fourth|last) (?:quarter|half) of .*)$"
)
_PERIODIC = re.compile(
    r"\b(?:monthly|quarterly|casualty (?:report|figures|update|assessment|data)|casualties"
    r"|(?:report|figures|data|update|summary|toll) for)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:during|throughout|over the course of|(?:report|figures|data|update|summary|toll|casualties)"
    r" (?:for|in|on|covering))\s+(?:the month of\s+)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^\W*(?:in|for)\s+(?:the month of\s+)?$", re.IGNORECASE)
_CAMPAIGN = (
    r"\b(?:fighting|battles?|siege|clashes|offensive|operation|assault|war|conflict|campaign|hostilities|violence"
    r"|bombardment|blockade|unrest|uprising|protests)\b"
)
_BEGAN = re.compile(
    rf"(?:{_CAMPAIGN}[^.;:]{{0,60}}?\b(?:began|begun|started|erupted|broke out|flared|was launched|were launched)"
    r"(?: (?:in|at|around) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,?)?"
    rf"|\b(?:launched|began|started|opened) (?:an?|its|the|their) [^.;:]{{0,40}}{_CAMPAIGN}[^.;:]{{0,40}}?)"
    r"\s+(?:late |early )?(?:on |in )?(?:the )?$",
    re.IGNORECASE,
)
_LASTED = re.compile(
    rf"{_CAMPAIGN}[^.;:]{{0,60}}?(?:\b(?:lasted|ran|raged|went on|fought|continued)|,)\s*$", re.IGNORECASE
)
_SINCE = re.compile(
    rf"^since\b.*?{_CAMPAIGN}.*\b(?:began|begun|started|start|erupted|broke out|outbreak)\b", re.IGNORECASE
)
_LEAD = 3  # sentences in which a text says what it is about
_SIEGES = frozenset(
    listed("siege war offensive operation operations campaign invasion clash clashes fighting battle battles conflict")
)


def cover(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
    """Give figures without a time the report's month, or the time since the fighting began that the text is about.

    A text whose first sentences tell one event of a day is about that event: there nothing is filled. Rules
    ``report-period`` and ``since-fighting`` name what was filled.
    """
    begun, where = _begun(sentences)
    if _one_day(sentences, readings, begun):
        return
    month: TimePhrase | None = None
    periodic = any(s.stretch.headline and _PERIODIC.search(s.text, s.stretch.start, s.stretch.end) for s in sentences)
    for sentence in sentences:
        month = _month(sentence, readings, periodic=periodic) or month
        for reading in readings:
            if reading.finding.sentence is not sentence or not _open(reading):
                continue
            if month is not None:
                _fill(reading, month, "period", "report-period")
            elif begun is not None:
                reading.beginning = begun.kind == "point"
                _fill(reading, begun, "period" if begun.kind == "range" else "cumulative", "since-fighting")
                if where is not None and where.places and not reading.scope.places:
                    reading.scope.places, reading.scope.place_span = where.places, where.place_span
                    reading.inherited["places"] = "since-fighting"


def _fill(reading: Reading, time: TimePhrase, kind: str, rule: str) -> None:
    reading.time, reading.inherited["time"] = time, rule
    if reading.kind != "subset":
        reading.kind = "period" if kind == "period" else "cumulative"


def _open(reading: Reading) -> bool:
    """Whether a figure says no time of its own and tells of no single event."""
    scope = reading.scope
    if reading.time is not None or scope.anaphor is not None or reading.kind not in {"incident", "subset", "increment"}:
        return False
    if scope.means_span is None:
        return True
    first, last = scope.means_span
    text = reading.finding.sentence.text
    return text[first:last].split()[-1].lower() in _SIEGES or not re.search(
        r"\b(?:an?|one|the|that|this)\s+(?:[\w-]+\s+){0,3}$", text[max(0, first - 40) : last].rsplit(" ", 1)[0] + " "
    )


def _one_day(sentences: Sequence[Sentence], readings: Sequence[Reading], begun: TimePhrase | None) -> bool:
    """Whether the first sentences tell of one day that is neither a day of saying nor that of the beginning."""
    # Where the fighting comes first, the days told after it are days within it.
    last = next((s.number + 1 for s in sentences if begun is not None and begun in s.times), _LEAD)
    if any(
        r.kind in {"incident", "increment"} and r.finding.sentence.number < min(last, _LEAD)
        and r.scope.time is not None and r.scope.time != begun and not _WHOLE.match(r.scope.time.text)
        for r in readings
    ):  # fmt: skip
        return True
    return any(
        chunk.time is not None and chunk.time.kind == "point" and chunk.time != begun
        and not LONG_TIME.search(chunk.time.text) and any(eventful(sentence, c) or c.harm for c in sentence.chunks)
        and not is_statement_time(sentence, at)
        for sentence in sentences[: min(last, _LEAD)]
        for at, chunk in enumerate(sentence.chunks)
    )  # fmt: skip


def _month(sentence: Sentence, readings: Sequence[Reading], *, periodic: bool) -> TimePhrase | None:
    """The month that a heading, or the opening of a report, says its figures cover."""
    stretch, text = sentence.stretch, sentence.text
    for phrase in sentence.times:
        if phrase.kind != "point" or not _WHOLE.match(phrase.text):
            continue
        before = text[stretch.start : phrase.start]
        heading = stretch.headline and bool(_PERIODIC.search(text, stretch.start, stretch.end))
        counted = periodic or any(
            r.time is phrase and r.kind == "period" and r.finding.sentence is sentence for r in readings
        )
        if heading or _OVER.search(before) or (counted and sentence.number < _LEAD and _OPENS.match(before)):
            return phrase
    return None


def _begun(sentences: Sequence[Sentence]) -> tuple[TimePhrase | None, SentenceScope | None]:
    """When the fighting began that the text tells of, as its first sentences say, and what else they say of it."""
    for sentence in sentences[: _LEAD + 1]:
        for phrase in sentence.times:
            before = sentence.text[sentence.stretch.start : phrase.start]
            if phrase.kind == "since" and _SINCE.match(phrase.text):
                return phrase, _where(sentence, phrase)
            if phrase.kind == "range" and _LASTED.search(before):
                return phrase, _where(sentence, phrase)
            if phrase.kind == "point" and _BEGAN.search(before):
                return phrase, _where(sentence, phrase)
    return None, None


def _where(sentence: Sentence, phrase: TimePhrase) -> SentenceScope:
    return event_scope(sentence, next((k for k, c in enumerate(sentence.chunks) if c.time == phrase), 0))
