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
_NUMBERS = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?[0-3]?\d)?")
_CALENDAR = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WITHIN_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|that|the|the same|this)?\s?(?:day|night|morning|evening"
    r"|afternoon)?$",
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
    month: str | None = None  # of the entry before, for days told by their number alone: "17 - Shells hit"
    last: tuple[int, int] | None = None  # the year and month of the entry before, where it says both

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
            day = self._dated(day) if day is not None else None
            self.entry, self.told = entry, Setting("heading", time=day)
            if entry is not None and entry.place is not None:
                start, end = entry.place
                self.told.places, self.told.place_span = [Words(start, end, sentence.text[start:end])], entry.place
        return self.told

    def _dated(self, day: TimePhrase) -> TimePhrase:
        """The day of a label with the month and year that it leaves to the labels above it."""
        month = _MONTH.search(day.text)
        if month is None and self.month is not None and _NUMBERS.fullmatch(day.text):
            day = replace(day, text=f"{day.text} {self.month}")
            month = _MONTH.search(day.text)
        elif month is None:
            return day
        index = _CALENDAR.index(month[0][:3].lower()) if month is not None else 0
        year = _YEAR.search(day.text)
        if year is None and self.year is not None:
            day = replace(day, text=f"{day.text} {self.year}")
        elif year is None and self.last is not None:
            on = self.last[0] + (index < self.last[1])
            self.last = (on, index)
            day = replace(day, text=f"{day.text} {on}")
        else:
            self.last = (int(year[0]), index) if year is not None else None
        self.month = month[0] if month is not None else None
        return day


def date_in_entry(reading: Reading, setting: Setting) -> None:
    """Read a time of a figure's own words beside the label: "In April" under "1994", "on Monday" under a day."""
    time, label = reading.time, setting.time
    if time is None and label is not None:
        reading.time, reading.inherited["time"] = label, setting.rule
    if time is None or label is None or time.start == label.start or "time" in reading.inherited:
        return
    within = _WITHIN_DAY.fullmatch(time.text.rsplit(", ", 1)[-1]) and not _YEARS.fullmatch(label.text)
    if within and ("time.anchor" in reading.inherited or "," not in time.text):
        reading.time, reading.inherited["time"] = label, setting.rule
        return
    year = _YEAR.search(label.text)
    if year is not None and _MONTH.search(time.text) and not _YEAR.search(time.text):
        reading.time = reading.scope.time = replace(time, text=f"{time.text} {year[0]}")


def of_years(reading: Reading, setting: Setting) -> bool:
    """Whether a figure without a place of its own takes whole years from its label: what died in them, in sum."""
    label = setting.time
    years = label is not None and reading.time is label and _YEARS.fullmatch(label.text) is not None
    return years and reading.kind == "incident" and not reading.scope.places and reading.finding.count.point != 1
