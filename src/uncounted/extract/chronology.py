"""Entries of a chronology: each tells an event of its own, on the day and at the place of its label."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from uncounted.extract.chunks import Sentence
from uncounted.extract.discourse import Reading
from uncounted.extract.entries import Entry
from uncounted.extract.events import Words
from uncounted.extract.main_event import Setting
from uncounted.extract.times import TimePhrase

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_LINE = re.compile(r"\W*(?:(?:in|year) )?(?P<year>(?:19|20)\d\d)\W*", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\W{1,3}\d{2,4})?")
_RANGE = re.compile(r"\d\s?[-\u2013]\s?\d|[a-z.]\s?[-\u2013]\s?[A-Z]|\bto\b|\band\b")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_WITHIN_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|that|the same|this)?\s?(?:day|night|morning|evening|afternoon)?$",
    re.IGNORECASE,
)


def label_day(sentence: Sentence) -> TimePhrase | None:
    """The day or days of the entry that a sentence stands in; null outside a chronology."""
    entry = sentence.stretch.entry
    if entry is None:
        return None
    start, end = entry.day
    words = sentence.text[start:end]
    iso = re.fullmatch(r"\d{4}-\d\d-\d\d", words) is not None
    return TimePhrase(start, end, words, "range" if _RANGE.search(words) and not iso else "point")


@dataclass(slots=True)
class Course:
    """The entry that is being told, and what it said so far."""

    entry: Entry | None = None
    told: Setting | None = None
    year: str | None = None  # of the line above: "2005"

    def head(self, sentence: Sentence) -> None:
        """Remember the year that a line is, for the entries under it that name none."""
        words = sentence.text[sentence.stretch.start : sentence.stretch.end]
        if sentence.stretch.headline and sentence.stretch.entry is None:
            found = _YEAR_LINE.fullmatch(words)
            self.year = found["year"] if found is not None else None

    def setting(self, sentence: Sentence) -> Setting:
        """What the entry of a sentence has told up to here, its label included."""
        entry = sentence.stretch.entry
        if self.told is None or self.entry != entry:
            day = label_day(sentence)
            if day is not None and self.year is not None and not _YEAR.search(day.text):
                day = replace(day, text=f"{day.text} {self.year}")
            self.entry, self.told = entry, Setting("heading", time=day)
            if entry is not None and entry.place is not None:
                start, end = entry.place
                self.told.places, self.told.place_span = [Words(start, end, sentence.text[start:end])], entry.place
        return self.told


def date_in_entry(reading: Reading, setting: Setting) -> None:
    """Read a time of a figure's own words beside the label: "In April" under "1994", "on Monday" under a day."""
    time, label = reading.time, setting.time
    if time is None and label is not None:
        reading.time, reading.inherited["time"] = label, setting.rule
    if time is None or label is None or time.start == label.start or "time" in reading.inherited:
        return
    year = _YEAR.search(label.text)
    if year is not None and _MONTH.search(time.text) and not _YEAR.search(time.text):
        reading.time = reading.scope.time = replace(time, text=f"{time.text} {year[0]}")
    elif _WITHIN_DAY.fullmatch(time.text) and not _YEARS.fullmatch(label.text):
        reading.time, reading.inherited["time"] = label, setting.rule


def of_years(reading: Reading, setting: Setting) -> bool:
    """Whether a figure without a place of its own takes whole years from its label: what died in them, in sum."""
    label = setting.time
    years = label is not None and reading.time is label and _YEARS.fullmatch(label.text) is not None
    return years and reading.kind == "incident" and not reading.scope.places and reading.finding.count.point != 1
