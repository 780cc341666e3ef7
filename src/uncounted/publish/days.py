"""A scale of days in percent of a picture's width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from uncounted.publish import words

NARROW = 3  # days beside the first and the last
TICKS = 6  # at most about so many, so that they fit a phone's width


@dataclass(frozen=True)
class Days:
    """From the morning of ``first`` to the night before ``last``."""

    first: date
    last: date

    @classmethod
    def of(cls, days: Sequence[str]) -> Days:
        """A scale that holds these ISO dates, with some room on both sides."""
        found = [date.fromisoformat(day[:10]) for day in days]
        first, last = min(found), max(found)
        margin = timedelta(max((last - first).days // 40, NARROW))
        return cls(first - margin if first.toordinal() > margin.days else first, last + margin + timedelta(1))

    def at(self, iso: str, *, after: bool = False) -> float:
        """Where the day's morning stands, or with ``after`` its night, in percent."""
        days = (date.fromisoformat(iso[:10]) - self.first).days + after
        return 100.0 * days / max((self.last - self.first).days, 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Days, months or years as (percent, words)."""
        span = (self.last - self.first).days
        if span <= 45:
            step = -(-span // TICKS)
            days = [self.first + timedelta(days=n) for n in range(step // 2 + 1, span, step)]
            return [(self._percent(day), f"{day.day} {words.MONTHS[day.month - 1][:3]}") for day in days]
        if span <= 365 * 2:
            step = next(size for size in (1, 2, 3, 6) if span / 30 / size <= TICKS or size == 6)
            months = [
                date(year, month, 1)
                for year in range(self.first.year, self.last.year + 1)
                for month in range(1, 13, step)
            ]
            shown = [day for day in months if self.first < day < self.last]
            return [
                (self._percent(d), words.MONTHS[d.month - 1][:3] + (f" {d.year}" if d.month == 1 or i == 0 else ""))
                for i, d in enumerate(shown)
            ]
        step = -(-(self.last.year - self.first.year) // TICKS)
        years = range(self.first.year + 1, self.last.year + 1, step)
        return [(self._percent(date(year, 1, 1)), str(year)) for year in years]

    def _percent(self, day: date) -> float:
        return round(self.at(day.isoformat()), 2)
