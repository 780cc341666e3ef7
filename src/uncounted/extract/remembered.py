"""Texts that look back: the day, years ago, of which an anniversary's report tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.extract.bylines import is_byline
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.statements import is_statement_time
from uncounted.extract.times import TimePhrase
from uncounted.reference.sought import Sought

_LEAD = 6  # sentences in which a text says that it looks back, headings included
_NEAR = 12  # sentences in which it says to when
_SPAN = r"(?:(?:\d{1,3}|an?|[a-z]+(?:[ -][a-z]+)?) (?:year|decade)s?|(?:half )?(?:a|one) century|a generation)"
_BACK = Sought(
    rf"\banniversary\b|\b{_SPAN} (?:ago|on|later|after|since|ha(?:s|ve) passed|from)\b|\b(?:year|decade)s (?:on"
    rf"|later)\b"
    rf"|\bcommemorat|\bremembers?\b|\bmark(?:s|ed|ing)? {_SPAN}",
    "anniversary|year|decade|century|generation|commemorat|remember",
)
_AGO_TODAY = re.compile(r"\bago (?:today|this (?:week|month))$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_DAY = re.compile(r"(?<![\d,])[0-3]?\d(?:st|nd|rd|th)?\b(?![\d:]|,\d)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_AFTER_MONTH = re.compile(
    rf"\b(?P<years>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}}) years? (?:after|since|on from)"
    rf" (?:the |its )?(?P<month>{_MONTHS})\b(?! \d)",
    re.IGNORECASE,
)


def looks_back(sentences: Sequence[Sentence], readings: Sequence[Reading]) -> TimePhrase | None:
    """The day, or month, of years ago that a text remembers; null where it tells of news.

    ``A hundred years ago today``, ``On 16 March 1988 ... Thirty years later``, ``A Year After January Killings``.
    """
    lead = sentences[:_LEAD]
    if not any(_BACK.search(s.text, s.stretch.start, s.stretch.end) for s in lead):
        return None
    counted = {r.finding.sentence.number: r.time for r in readings if "time.anchor" in r.inherited}
    news = _year_of_news(lead)
    for sentence in sentences[:_NEAR]:
        if is_byline(sentence):
            continue
        for at, chunk in enumerate(sentence.chunks) if sentence.times else ():
            phrase = chunk.time
            if phrase is None or is_statement_time(sentence, at):
                continue
            if _AGO_TODAY.search(phrase.text) or _old_day(phrase, news):
                return phrase
        time = counted.get(sentence.number)
        if time is not None and _old_day(time, news):
            return time
    return (_month_in_title(sentences[0]) if sentences else None) or _years_before(lead)


def remembered(sentences: Sequence[Sentence], readings: Sequence[Reading], lead: int) -> TimePhrase | None:
    """The day that a text looks back to, unless its first sentences, up to ``lead``, count harm of a day of the news.

    Figures "of a year ago", or of "that day" behind a day of the news, are dated by it.
    """
    old = looks_back(sentences, readings)
    if old is None:
        return None
    for reading in readings:
        time = reading.time
        opening = time is not None and reading.finding.sentence.number < lead and time is reading.scope.time
        if not opening or time is None or _of_rites(reading):
            continue
        if time.kind == "point" and of_news(time) and _NEWS_DAY.search(time.text):
            return None
    for reading in readings:
        remember(reading, old)
    return old


_RITES = re.compile(
    r"\b(?:(?:re)?burial|(?:re)?buried|funeral|memorial|ceremony|commemorat\w+|mourn\w*|anniversary|remember\w*|prayers"
    r"|vigil|tribute|wreaths?)\b",
    re.IGNORECASE,
)
_MOURNED = re.compile(
    r"\b(?:(?:(?:re)?burials?|funerals?|memorial|commemoration|prayers|vigil|tribute|ceremony) (?:of|for|to)"
    r"|mourned|remember\w*)"
    r"(?: (?:the|another|some|more|about|at least|more than|over))*\s*$",
    re.IGNORECASE,
)
_BURIED = re.compile(r"[^.;]{0,40}\b(?:re)?buried\b", re.IGNORECASE)


def _of_rites(reading: Reading) -> bool:
    """Whether a figure is of those who are buried or mourned."""
    sentence, finding = reading.finding.sentence, reading.finding
    before = sentence.text[sentence.stretch.start : finding.start]
    return bool(_MOURNED.search(before)) or _BURIED.match(sentence.text, finding.end, sentence.stretch.end) is not None


_NEWS_DAY = re.compile(r"day\b|overnight|night|morning|evening", re.IGNORECASE)


def _old_day(phrase: TimePhrase, news: int | None) -> bool:
    year = _YEAR.search(phrase.text)
    old = year is not None and (news is None or int(year[0]) < news)
    return old and phrase.kind == "point" and _DAY.search(_YEAR.sub("", phrase.text)) is not None


def _year_of_news(lead: Sequence[Sentence]) -> int | None:
    """The year of a byline or dateline; null where there is none."""
    found = [
        int(year[0])
        for s in lead for at, chunk in enumerate(s.chunks) if chunk.time is not None and is_statement_time(s, at)
        for year in _YEAR.finditer(chunk.time.text)
    ]  # fmt: skip
    return max(found, default=None)


_YEARS_AFTER = re.compile(
    r"\b(?P<years>\d{1,3}|[a-z]+ty(?:-[a-z]+)?|[a-z]+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" years (?:on |later )?(?:after|since)\b",
    re.IGNORECASE,
)


def _years_before(lead: Sequence[Sentence]) -> TimePhrase | None:
    """``buried on Monday, 16 years after troops overran the town``: the year, where no day of old is told."""
    for sentence in lead:
        found = _YEARS_AFTER.search(sentence.text, sentence.stretch.start, sentence.stretch.end)
        if found is not None and _RITES.search(sentence.text, sentence.stretch.start, sentence.stretch.end):
            return TimePhrase(found.start(), found.end(), f"{found['years']} years ago", "point")
    return None


def _month_in_title(title: Sentence) -> TimePhrase | None:
    if not title.stretch.headline:
        return None
    found = _AFTER_MONTH.search(title.text, title.stretch.start, title.stretch.end)
    if found is None:
        return None
    text = f"{found['month']} about {found['years']} years ago"
    return TimePhrase(found.start("month"), found.end("month"), text, "point")


def of_news(time: TimePhrase) -> bool:
    """Whether a day is told without year or number, as news is: "on Thursday", "yesterday"."""
    return _YEAR.search(time.text) is None and _DAY.search(time.text) is None


_AGO = re.compile(rf"^(?:exactly |just )?{_SPAN} ago$", re.IGNORECASE)
_THAT_DAY = re.compile(
    r"^(?P<news>.*), (?:that|the same|that same) (?:day|night|morning|afternoon|evening)$", re.IGNORECASE
)


def remember(reading: Reading, old: TimePhrase) -> None:
    """Date a figure "of a year ago", or "that day" behind a day of the news, by the day that a text remembers."""
    time = reading.time
    that = _THAT_DAY.match(time.text) if time is not None else None
    rite = time is not None and of_news(time) and _of_rites(reading)
    behind_news = time is not None and that is not None and of_news(replace(time, text=that["news"]))
    if time is None or not (rite or behind_news or _AGO.match(time.text)):
        return
    reading.time = reading.scope.time = replace(old, start=time.start, end=time.end)
    reading.inherited["time.anchor"] = "told-before"
    reading.kind = "incident" if reading.kind in {"period", "cumulative"} else reading.kind
