"""Absolute dates as publishers print them. Strict: a date that can be read two ways is not read."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTHS = {name: n for n, name in enumerate(_MONTHS, 1)}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
_MONTH = r"(?P<month{n}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)"
# Day and month by name; the year may be missing, or have two digits in a wire's heading ("17 NOV 89 (AP) --",
# read with the pivot of POSIX, 1969 to 2068); then month and year; then digits alone.
DATE = (
    rf"(?:{_DAY}[ -]{_MONTH}(?:,?[ -](?:{_YEAR}|(?P<year6>\d\d)(?= (?:\(|--|[-–—] ))))?".format(n=1)
    + rf"|{_MONTH} {_DAY}(?:,? {_YEAR})?(?!\d)".format(n=2)
    + rf"|{_MONTH},? {_YEAR}".format(n=3)
    + r"|(?P<year4>(?:19|20)\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d)"
    + r"|(?P<first>\d{1,2})(?P<sep>[/.])(?P<second>\d{1,2})(?P=sep)(?P<year5>(?:19|20)\d\d))"
)
_DATE = re.compile(DATE, re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:[T ]\d\d:?\d\d[0-9:.]*(?:Z| ?[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True)
class Days:
    """A closed interval of days in ISO form. Both ends are null where the words leave it open; ``why`` says so."""

    start: str | None
    end: str | None
    why: str | None = None


def read_date(words: str) -> Days | None:
    """The days that a printed absolute date names; null where ``words`` as a whole are no date."""
    match = _DATE.fullmatch(words.strip())
    return days_of(match) if match else None


def days_of(match: re.Match[str]) -> Days | None:
    """The days of a match of ``DATE``; null for a day that no calendar has."""
    found = match.groupdict()
    if found["first"]:
        return _digits(int(found["first"]), int(found["second"]), int(found["year5"]))
    year, month, day = (
        next((found[f"{part}{n}"] for n in (1, 2, 3, 4) if found.get(f"{part}{n}")), None)
        for part in ("year", "month", "day")
    )
    if month is None:
        return None
    if found["year6"]:
        year = str((1900 if int(found["year6"]) >= 69 else 2000) + int(found["year6"]))
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    if year is None:
        return Days(None, None, "has no year")
    return _month(int(year), number) if day is None else _day(int(year), number, int(day))


def read_iso(words: str) -> Days | None:
    """The days of an ISO or EDTF date: a day, month, year, ``2016-10-XX``, or an interval ``START/END``; else null."""
    ends = [_iso_part(part) for part in words.strip().split("/")]
    if not 1 <= len(ends) <= 2 or any(end is None for end in ends):
        return None
    first, last = ends[0], ends[-1]
    if first is None or last is None or (first.start or "") > (last.end or ""):
        return None
    return Days(first.start, last.end)


def _iso_part(words: str) -> Days | None:
    match = _ISO.fullmatch(words.strip())
    if not match:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    if month in (None, "XX"):
        return Days(f"{year:04d}-01-01", f"{year:04d}-12-31") if year and day in (None, "XX") else None
    return _month(year, int(month)) if day in (None, "XX") else _day(year, int(month), int(day))


def _digits(first: int, second: int, year: int) -> Days | None:
    if first <= 12 and second <= 12 and first != second:
        return Days(None, None, "can be read as day/month or month/day")
    return _day(year, second, first) if second <= 12 else _day(year, first, second)


def _month(year: int, month: int) -> Days | None:
    if not (year >= 1 and 1 <= month <= 12):
        return None
    return Days(f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}")


def _day(year: int, month: int, day: int) -> Days | None:
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    return Days(iso, iso)
