"""Closed intervals of days, their EDTF (ISO 8601-2) and the conventions of part-months, part-years and seasons.

Conventions: early, mid, late month are days 1-10, 11-20, 21-end; early, mid, late year January-April, May-August,
September-December; seasons are northern and meteorological (EDTF 21-24), winter begins in December of its year; a
week is Monday to Sunday.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from uncounted.reference.fold import words

DAY = timedelta(days=1)
MONTHS = words("january february march april may june july august september october november december")
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
PARTS = {
    "early": 0, "beginning": 0, "start": 0, "first days": 0, "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2,
}  # fmt: skip


@dataclass(frozen=True)
class Days:
    """A closed interval of days; null is an open end. ``edtf`` None: it follows from the days.

    ``as_of``: the interval is the day up to which a figure counts. ``other``: another defensible reading.
    """

    start: date | None
    end: date | None
    precision: str
    rule: str
    edtf: str | None = None
    as_of: bool = False
    other: Days | None = None

    def written(self) -> str:
        """The interval in EDTF."""
        if self.edtf:
            return self.edtf
        start = self.start.isoformat() if self.start else ".."
        end = self.end.isoformat() if self.end else ".."
        return start if start == end else f"{start}/{end}"

    def named(self, rule: str) -> Days:
        """The same days under another rule id."""
        return replace(self, rule=rule)


def day(when: date, rule: str) -> Days:
    """One day."""
    return Days(when, when, "day", rule)


def between(start: date, end: date, rule: str, precision: str = "interval") -> Days:
    """Days from ``start`` to ``end``, both included."""
    return Days(start, end, precision if start != end else "day", rule)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month(year: int, number: int, rule: str, *, approximate: bool = False) -> Days:
    """A whole month."""
    sign = "~" if approximate else ""
    return Days(date(year, number, 1), month_end(year, number), "month", rule, f"{year:04}-{number:02}{sign}")


def year(number: int, rule: str, *, approximate: bool = False) -> Days:
    """A whole year."""
    sign = "~" if approximate else ""
    return Days(date(number, 1, 1), date(number, 12, 31), "year", rule, f"{number:04}{sign}")


def months(number: int, first: int, last: int, rule: str, *, sign: str = "", precision: str = "interval") -> Days:
    """Months ``first`` to ``last`` of one year."""
    edtf = f"{number:04}-{first:02}{sign}/{number:04}-{last:02}{sign}"
    return Days(date(number, first, 1), month_end(number, last), precision, rule, edtf)


def part_of_month(number: int, of: int, part: int, rule: str) -> Days:
    """Early (0), mid (1) or late (2) in a month, approximate."""
    end = date(number, of, 10 + 10 * part) if part < 2 else month_end(number, of)
    start = date(number, of, 1 + 10 * part)
    return Days(start, end, "part-month", rule, f"{start}~/{end}~")


def part_of_year(number: int, part: int, rule: str) -> Days:
    """Early (0), mid (1) or late (2) in a year, approximate."""
    return months(number, 1 + 4 * part, 4 + 4 * part, rule, sign="~", precision="part-year")


def season(number: int, code: int, rule: str) -> Days:
    """A season by its EDTF code, 21 spring to 24 winter; winter of a year ends in the next."""
    first = 3 * (code - 20)
    start = date(number, first, 1)
    end = month_end(number + 1, 2) if code == 24 else month_end(number, first + 2)
    return Days(start, end, "season", rule, f"{number:04}-{code}")


def week_of(when: date, rule: str) -> Days:
    """The week, Monday to Sunday, that holds a day."""
    start = when - DAY * when.weekday()
    return Days(start, start + 6 * DAY, "week", rule)


def add_months(when: date, count: int) -> date:
    """The day ``count`` months on, or the last of that month where it has no such day."""
    number, index = divmod(when.year * 12 + when.month - 1 + count, 12)
    last = calendar.monthrange(number, index + 1)[1]
    return date(number, index + 1, min(when.day, last))


def safe_date(number: int, of: int, on: int) -> date | None:
    """The date, or None where there is none such."""
    try:
        return date(number, of, on)
    except ValueError:
        return None


def latest_day(of: int, on: int, anchor: date) -> date | None:
    """The latest date with that month and day that is not after the anchor; None where there is none such."""
    for number in range(anchor.year, anchor.year - 9, -1):
        found = safe_date(number, of, on)
        if found and found <= anchor:
            return found
    return None


def latest_month(of: int, anchor: date) -> int:
    """The year of the latest month of that number that begins no later than the anchor."""
    return anchor.year if of <= anchor.month else anchor.year - 1


def latest_weekday(weekday: int, anchor: date, *, before: bool = False) -> date:
    """The latest such weekday up to the anchor; with ``before``, strictly before it."""
    back = (anchor.weekday() - weekday) % 7
    return anchor - DAY * (back or (7 if before else 0))
