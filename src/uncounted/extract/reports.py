"""What a report says of itself: the period that it covers, and the period that a section of it covers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from uncounted.extract.bylines import OPENING, is_byline
from uncounted.extract.chunks import Sentence
from uncounted.extract.long_times import long_time
from uncounted.extract.times import TimePhrase, few_days, time_phrases
from uncounted.reference.fold import words as listed
from uncounted.reference.sought import Sought

_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:19|20)\d\d"
# A whole month, quarter, half or year; with ``_TITLED`` it is what a report covers.
WHOLE = re.compile(
    rf"^(?:{_MONTHS}(?:,? (?:of )?(?:{_YEAR}|last year|this year))?|last month|the (?:past|previous|last) month"
    r"|(?:the )?(?:first|second|third|fourth|last) (?:quarter|half|(?:two|three|six|nine) months) of .*"
    r"|(?:Q[1-4]|H[12])\b.*)$",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"^{_YEAR}(?:\s?[-–/]\s?\d{{2,4}})?$|^(?:last|this) year$")
_REGULAR = re.compile(r"\b(?:daily|weekly|monthly|quarterly|annual|yearly|mid-?year|semi-?annual)\b", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|annual|yearly|mid-?year|casualt\w+|report(?:ing)?|figures|statistics|data"
    r"|update|summary|review|brief(?:ing)?|bulletin|snapshot|overview|deaths|fatalities|victims|killings|period|digest"
    r"|monitor(?:ing)?|tracker|incidents|note|sheet|facts?|numbers|tally|toll"
    r"|dashboard|highlights|key findings)\b",
    re.IGNORECASE,
)
_OF_TITLE = re.compile(
    r"(?:\b(?:for|in|during|of|on|covering|over|from)\s+(?:the )?(?:(?:whole )?(?:month|year|period|quarter) (?:of )?)?"
    r"|[:,(\u2013\u2014|-]\s*|\b(?:casualties|figures|deaths|killings|toll)\s+)$",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"(?:\breport|\bfigures|\breview|\bdata|\bstatistics|\bsummary|,|:|\bin)\s+({_YEAR})\W*$")
_PERIOD_LINE = re.compile(
    r"^\W*(?:reporting |report |review )?(?:period|dates?|time ?frame|coverage)"
    r"(?: (?:covered|(?:of|under) (?:the )?(?:report|review)))?\W*[:\u2013\u2014-]"
    r"|^\W*(?:covering|covers|for the period|period)\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(rf"\b({_YEAR}) (?:in (?:review|figures|numbers|brief)|at a glance)\b", re.IGNORECASE)
# "These figures cover the period from 18 June to 1 July", "the report, which covers 2021,"
_COVERS = re.compile(
    r"\b(?:this|these|our|all|present|above|following)\s+(?:[\w-]+ ){0,3}(?:figures|numbers|data|statistics|report"
    r"|update|bulletin|review|publication|document|overview|summary|tables?|dataset|database|list|tally|counts?"
    r"|brief(?:ing)?|monitoring)\b[^.;]{0,40}?\b(?:covers?|covering|(?:refers?|relates?) to|spans?|spanning"
    r"|(?:is|are) for)\s+(?:only\s+)?(?:[a-z]+ (?!from\b|between\b)){0,6}$"
    r"|\bthe (?:[\w-]+ ){0,2}(?:figures|numbers|data|counts|totals) (?:below|here|that follow|in this \w+)\b"
    r"[^.;]{0,20}?\b(?:cover|are for|refer to|relate to)\s+$"
    r"|\b(?:reporting period|period (?:under review|covered))\b[^.;:]{0,30}(?:is|was|runs|ran|:|\(|,)\s*$",
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
        found = _titled_period(sentence)
        if found is None and sentence.number == 0:
            found = _ends_in_period(sentence, sentences)
        if found is not None:
            return found
    return None


def told_period(sentences: Sequence[Sentence]) -> TimePhrase | None:
    """What the body of a text says that its figures cover: "These figures cover the period from 18 June to 1 July"."""
    return next((found for sentence in sentences if (found := _covered(sentence)) is not None), None)


ITSELF = re.compile(
    r"^(?:the|that|this) (?:reporting |review |same )?(?:period|month|quarter|year|week)$|^the past (?:week"
    r"|month|quarter)$", re.IGNORECASE
)
_AT_END = re.compile(r"(?:[,:(\u2013\u2014|-]|\b(?:in|for|during|of|over))\s+(?:the )?$", re.IGNORECASE)


def _ends_in_period(sentence: Sentence, sentences: Sequence[Sentence]) -> TimePhrase | None:
    """The month, quarter or half year in which a title ends: "Rights violations up sharply in first half of 2020".

    Null where the title names one event, or the lines below it have a later year: they look back.
    """
    stretch = sentence.stretch
    phrase = sentence.times[-1] if sentence.times else None
    if (
        phrase is None
        or not WHOLE.match(phrase.text)
        or _OF_ONE_EVENT.search(sentence.text, stretch.start, stretch.end)
    ):
        return None
    year = re.search(_YEAR, phrase.text)
    if year is None or re.search(r"\w", sentence.text[phrase.end : stretch.end]) is not None:
        return None
    before = sentence.text[stretch.start : phrase.start]
    later = [int(found) for s in sentences[1:OPENING] for p in s.times for found in re.findall(_YEAR, p.text)]
    far = any(found > int(year[0]) + 1 for found in later)
    return phrase if not far and before.strip() and _AT_END.search(before) else None


def _titled_period(sentence: Sentence) -> TimePhrase | None:
    stretch = sentence.stretch
    words = sentence.text[stretch.start : stretch.end]
    reviewed = _REVIEWED.search(words)
    if reviewed is not None:
        start = stretch.start + reviewed.start(1)
        return TimePhrase(start, start + 4, reviewed[1], "point")
    line = bool(_PERIOD_LINE.match(words))
    long = any((p.kind == "range" and not few_days(p)) or p.kind == "since" for p in sentence.times)
    if not (line or long or _TITLED.search(words)):
        return None
    for phrase in sentence.times:
        before = sentence.text[stretch.start : phrase.start]
        if phrase.kind == "range" and not few_days(phrase):
            return phrase  # "Protests between 7 December 2022 and 31 March 2023"
        if phrase.kind == "since" and before.strip() and any(map(str.isdigit, phrase.text)):
            return phrase  # "Violations observed since 17 October 2019"
        covers = phrase.kind == "range" or WHOLE.match(phrase.text) or _YEARS.match(phrase.text)
        if covers and (line or _REGULAR.search(words) or _OF_TITLE.search(before)):
            return phrase
    year = _BARE_YEAR.search(words)
    if year is not None and (_REGULAR.search(words) or not sentence.times):
        start = stretch.start + year.start(1)
        return TimePhrase(start, start + 4, year[1], "point")
    return None


_COVERING = frozenset(
    listed("reporting cover covers covering refers refer relates relate span spans spanning period for")
)


def _covered(sentence: Sentence) -> TimePhrase | None:
    if sentence.lows.isdisjoint(_COVERING) or not sentence.times:
        return None
    for phrase in sentence.times:
        lasts = phrase.kind == "range" or WHOLE.match(phrase.text) or _YEARS.match(phrase.text)
        if lasts and _COVERS.search(sentence.text[sentence.stretch.start : phrase.start]):
            return phrase
    return None


_KINDS_OF_REPORT = Sought(
    r"\b(?:situation (?:report|update)|sit ?rep|flash (?:update|report)|recent developments"
    r"|(?:daily|weekly|bi-?weekly|monthly|quarterly|annual|yearly|half-yearly|emergency|humanitarian|protection|security"
    r"|health|human rights|operational|casualty|interim|mid-?year)"
    r" (?:update|report|bulletin|brief(?:ing)?|note|snapshot|summary|statistics|digest|overview|dashboard|data|figures)"
    r"|(?:update|report|bulletin|brief|snapshot|issue)\s*(?:no\.?|number|n\u00b0|#)?\s*\d|bulletin|sitrep"
    r"|briefing|key (?:figures|facts)|protection of civilians|statistics)\b|\b(?:situation )?as of \d",
    "report|update|sit|recent|bulletin|brief|note|snapshot|summary|statistics|digest|overview|dashboard|data"
    "|figures|issue|facts|protection|as of",
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
    bare = re.fullmatch(rf"{_MONTHS}:?", words, re.IGNORECASE) is not None
    if not stretch.headline or is_byline(sentence) or len(words.split()) > 8:
        return None
    if not bare and re.search(r"\d\s*$", words) is None:
        return None
    phrases = time_phrases(sentence.text, stretch.start, stretch.end)
    if len(phrases) != 1 or not (WHOLE.match(phrases[0].text) or phrases[0].kind == "range"):
        return None
    if not long_time(phrases[0].text) and phrases[0].kind != "range":
        return None
    return phrases[0] if words[: phrases[0].start - stretch.start].strip(" \t,:–—-").count(" ") < 4 else None


def counted_by(sentence: Sentence, phrase: TimePhrase) -> bool:
    """Whether a day is only that up to which was counted: "WOUNDED (as of 20 August)", "Bulletin of 20 August"."""
    return _AS_OF.search(sentence.text[sentence.stretch.start : phrase.start]) is not None


_IN_ALL = re.compile(r"\b(?:cumulative|overall|to date)\b", re.IGNORECASE)
_CALENDAR = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = 3  # months between the first and the last that a period names


def closes_period(sentence: Sentence, period: TimePhrase | None = None) -> bool:
    """Whether a heading ends a section's period: "EARLIER FIGURES", or one with a day of its own.

    "Cumulative figures" end none that is itself of months: those are its figures.
    """
    stretch = sentence.stretch
    if not stretch.headline or is_byline(sentence):
        return False
    other = _OTHER.search(sentence.text, stretch.start, stretch.end)
    if other is not None and period is not None and not sentence.times and _of_months(period):
        other = None if _IN_ALL.fullmatch(other[0]) else other
    return other is not None or any(
        p.kind in {"point", "since", "range"} and not counted_by(sentence, p) and not ITSELF.match(p.text)
        for p in sentence.times
    )


def _of_months(period: TimePhrase) -> bool:
    """Whether a period is one of several months: "2 January to 30 June", "October 2020 - January 2021"."""
    named = [_CALENDAR.index(name[:3].lower()) for name in re.findall(_MONTHS, period.text)]
    return len(set(re.findall(_YEAR, period.text))) > 1 or (bool(named) and named[-1] - named[0] >= _LONG)
