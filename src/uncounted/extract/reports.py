"""What a report says of itself: the period that it covers, and the period that a section of it covers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from uncounted.extract.bylines import OPENING, is_byline
from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import LONG_TIME
from uncounted.extract.times import TimePhrase, few_days, time_phrases

_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:19|20)\d\d"
# A whole month, quarter, half or year; with ``_TITLED`` it is what a report covers.
WHOLE = re.compile(
    rf"^(?:{_MONTHS}(?:,? (?:of )?(?:{_YEAR}|last year|this year))?|last month|the (?:past|previous|last) month"
    r"|(?:the )?(?:first|second|third|fourth|last) (?:quarter|half|(?:two|three|six|nine) months) of .*)$",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"^{_YEAR}(?:\s?[-–/]\s?\d{{2,4}})?$|^(?:last|this) year$")
_REGULAR = re.compile(r"\b(?:daily|weekly|monthly|quarterly|annual|yearly|mid-?year|semi-?annual)\b", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|annual|yearly|mid-?year|casualt\w+|report(?:ing)?|figures|statistics|data"
    r"|update|summary|review|bulletin|snapshot|overview|deaths|fatalities|victims|killings|period|digest)\b",
    re.IGNORECASE,
)
_OF_TITLE = re.compile(
    r"(?:\b(?:for|in|during|of|on|covering|over|from)\s+(?:the )?(?:(?:whole )?(?:month|year|period|quarter) (?:of )?)?"
    r"|[:,(\u2013\u2014|-]\s*|\b(?:casualties|figures|deaths|killings|toll)\s+)$",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"(?:\breport|\bfigures|\breview|\bdata|\bstatistics|\bsummary|,|:|\bin)\s+({_YEAR})\W*$")
_PERIOD_LINE = re.compile(
    r"^\W*(?:reporting |report )?(?:period|dates?|time ?frame)(?: (?:covered|of (?:the )?report))?\s*[:\u2013\u2014-]"
    r"|^\W*(?:covering|for the period|period)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(?:as of|as at|by|until|up to|at|updated|bulletin of|report of|list of)\s+$", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:earlier|previous|past|background|history|cumulative|since|to date|overall|context|methodology)\b",
    re.IGNORECASE,
)


def report_period(sentences: Sequence[Sentence]) -> TimePhrase | None:
    """The period that a report's title, or a line under it, says it covers: "Casualty figures for September 2016"."""
    for sentence in sentences[:OPENING]:
        stretch = sentence.stretch
        if not stretch.headline:
            break
        if is_byline(sentence):
            continue
        words = sentence.text[stretch.start : stretch.end]
        line = bool(_PERIOD_LINE.match(words))
        long = any(p.kind == "range" and not few_days(p) for p in sentence.times)
        if not (line or long or _TITLED.search(words)):
            continue
        for phrase in sentence.times:
            before = sentence.text[stretch.start : phrase.start]
            if phrase.kind == "range" and not few_days(phrase):
                return phrase  # "Protests between 7 December 2022 and 31 March 2023"
            covers = phrase.kind == "range" or WHOLE.match(phrase.text) or _YEARS.match(phrase.text)
            if covers and (line or _REGULAR.search(words) or _OF_TITLE.search(before)):
                return phrase
        year = _BARE_YEAR.search(words)
        if year is not None and (_REGULAR.search(words) or not sentence.times):
            start = stretch.start + year.start(1)
            return TimePhrase(start, start + 4, year[1], "point")
    return None


_KINDS_OF_REPORT = re.compile(
    r"\b(?:situation (?:report|update)|sit ?rep|flash (?:update|report)|recent developments"
    r"|(?:daily|weekly|bi-?weekly|monthly|quarterly|annual|yearly|half-yearly|emergency|humanitarian|protection|security"
    r"|health|human rights|operational|casualty|interim|mid-?year)"
    r" (?:update|report|bulletin|brief(?:ing)?|note|snapshot|summary|statistics|digest|overview|dashboard|data|figures)"
    r"|(?:update|report|bulletin|brief|snapshot|issue)\s*(?:no\.?|number|n\u00b0|#)?\s*\d|bulletin|sitrep"
    r"|briefing|key (?:figures|facts)|protection of civilians|statistics)\b|\b(?:situation )?as of \d",
    re.IGNORECASE,
)
_OF_ONE_EVENT = re.compile(
    r"\b(?:attack|massacre|bombing|shooting|strike|airstrike|raid|blast|explosion|ambush|killing"
    r"|assassination)\b",
    re.IGNORECASE,
)


def is_report(sentences: Sequence[Sentence]) -> bool:
    """Whether a text calls itself a report that is brought up to date, and not on one event: a bulletin, an update."""
    opening = itertools.takewhile(lambda s: s.stretch.headline, sentences[:OPENING])
    lines = [(s.text, s.stretch.start, s.stretch.end) for s in opening]
    named = any(_KINDS_OF_REPORT.search(*line) for line in lines)
    return named and not any(_OF_ONE_EVENT.search(*line) for line in lines[:2])


def section_period(sentence: Sentence) -> TimePhrase | None:
    """The period that a heading is: "APRIL 2018", "Key figures, second quarter of 2019"."""
    stretch = sentence.stretch
    words = sentence.text[stretch.start : stretch.end]
    if not stretch.headline or is_byline(sentence) or len(words.split()) > 8 or re.search(r"\d\s*$", words) is None:
        return None
    phrases = time_phrases(sentence.text, stretch.start, stretch.end)
    if len(phrases) != 1 or not (WHOLE.match(phrases[0].text) or phrases[0].kind == "range"):
        return None
    if not LONG_TIME.search(phrases[0].text) and phrases[0].kind != "range":
        return None
    return phrases[0] if words[: phrases[0].start - stretch.start].strip(" \t,:–—-").count(" ") < 4 else None


def counted_by(sentence: Sentence, phrase: TimePhrase) -> bool:
    """Whether a day is only that up to which was counted: "WOUNDED (as of 20 August)", "Bulletin of 20 August"."""
    return _AS_OF.search(sentence.text[sentence.stretch.start : phrase.start]) is not None


def closes_period(sentence: Sentence) -> bool:
    """Whether a heading ends a section's period: "EARLIER FIGURES", or one with a day of its own."""
    stretch = sentence.stretch
    if not stretch.headline or is_byline(sentence):
        return False
    other = _OTHER.search(sentence.text, stretch.start, stretch.end)
    return other is not None or any(
        p.kind in {"point", "since", "range"} and not counted_by(sentence, p) for p in sentence.times
    )
