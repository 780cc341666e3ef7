"""Dates and ages of persons as printed, with their precision."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBERS = re.compile(r"\d+")
_YEAR_FIRST = re.compile(r"^\s*\d{4}\D")
OLDEST = 120  # years; a greater age is a misprint


@dataclass(frozen=True)
class PrintedDate:
    """Year, month and day as far as they are printed; they need not be a day of the calendar (a misprint still
    tells).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> str | None:
        """``YYYYMMDD``, or None where a part is missing."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return f"{self.year:04d}{self.month:02d}{self.day:02d}"

    @property
    def ordinal(self) -> int | None:
        """The day's number, or None where a part is missing or there is no such day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day).toordinal()
        except ValueError:
            return None

    @property
    def in_years(self) -> float | None:
        """The date as a year with a fraction: the middle of what is printed."""
        if self.year is None:
            return None
        if self.month is None or not 1 <= self.month <= 12:
            return self.year + 0.5
        return self.year + (self.month - 1) / 12 + ((self.day or 15) - 0.5) / 365.25

    @property
    def edtf(self) -> str | None:
        """EDTF with the printed precision, or None without a year or where it is no date of the calendar."""
        if self.year is None or (self.month is not None and not 1 <= self.month <= 12):
            return None
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.ordinal else None


UNDATED = PrintedDate()


def month_first(values: Iterable[str]) -> bool:
    """Whether a column writes 3/25/2016: more second numbers than first ones cannot be a month. Else the day is
    first.
    """
    first = second = 0
    for value in values:
        if _YEAR_FIRST.match(value):
            continue
        numbers = _NUMBERS.findall(value)
        if len(numbers) == 3:
            first += int(numbers[0]) > 12
            second += int(numbers[1]) > 12
    return second > first


def read_date(value: str, *, month_leads: bool = False) -> PrintedDate:
    """The parts of a printed date: 1975, 1975-03, 1975-03-09, 19750309, 9/3/1975, 9.3.1975 (``month_leads``: 3/9/1975).

    Digits of any script; a time of day after the date is dropped. What is none of these gives ``UNDATED``.
    """
    text = re.split(r"[T ]", value.strip(), maxsplit=1)[0] if ":" in value else value.strip()
    numbers = _NUMBERS.findall(text)
    if len(numbers) == 1 and len(numbers[0]) == 8:
        digits = numbers[0]
        return PrintedDate(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if not numbers or any(len(number) > 4 for number in numbers):
        return UNDATED
    if len(numbers[0]) == 4:
        parts = [int(number) for number in numbers[:3]]
        return PrintedDate(*parts)
    if len(numbers) == 3 and len(numbers[2]) == 4:
        one, two, year = (int(number) for number in numbers)
        return PrintedDate(year, one, two) if month_leads else PrintedDate(year, two, one)
    if len(numbers) == 2 and len(numbers[1]) == 4:
        return PrintedDate(int(numbers[1]), int(numbers[0]))
    return UNDATED


def read_age(value: str | float) -> float | None:
    """An age in years, or None for what is no age of a person (negative, above 120, words)."""
    try:
        age = float(value)
    except ValueError:
        return None
    return age if 0 <= age <= OLDEST else None
