"""Dates counted from another in the same words: "Sunday, a day after the bombing", "8 May, three days later"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from uncounted.resolve.dates_calendar import DAY, Days, add_months, between, day, month, week_of, year
from uncounted.resolve.dates_relative import NUMBER, counted

# What follows a unit and counts from it.
COUNTED = re.compile(
    r"(?P<exact>,?\s+exactly|,?\s+(?:just|only|almost|nearly|about|around|some|barely|roughly|more\s+than"
    r"|less\s+than)|,)?\s+"
    r"(?:" + NUMBER.replace("an?|", "an?|the|") + r"\s+(?P<unit>hour|day|night|week|fortnight|month|quarter|year)s?\s+"
    r"(?P<way>after|before|later|earlier)"
    r"|the\s+(?P<many>\d+|[a-z-]+)\s+(?P<units>days|weeks|months)\s+(?:that|which)\s+followed"
    r"|the\s+(?P<follows>week|month|year)\s+(?:that|which)\s+followed"
    r"|(?:the\s+)?(?P<beside>next|following|previous|preceding)\s+(?P<long>week|month|quarter|year)"
    r"|(?:on\s+)?(?P<same>that|(?:the|that)\s+same)\s+(?P<whole>day|night|morning|afternoon|evening|week|month|year)"
    r"|(?:the\s+)?same\s+(?:\w+\s+)?(?:period|months|quarters?|half)(?:\s+(?:of|in|a))?\s+"
    r"(?:(?P<number>(?:19|20)\d\d)|(?P<last>last\s+year|the\s+p\w+\s+year|the\s+year\s+before"
    r"|(?:one\s+)?year\s+earlier))"
    r"|the\s+(?P<next>next|following|previous)\s+(?:day|night|morning|evening))\b",
    re.IGNORECASE,
)


def counted_from(match: re.Match[str], unit: Days) -> Days | None:
    """The days that lie so far from ``unit``, or its week, month or year; None where its end is open.

    "Sunday, a day after the bombing" is the day of the bombing, Saturday; "8 May, a day later" is 9 May.
    """
    if unit.start is None or unit.end is None:
        return None
    if match["next"]:
        step = -DAY if match["next"].casefold() == "previous" else DAY
        return between(unit.start + step, unit.end + step, f"day-{match['next'].casefold()}:{unit.rule}")
    if match["many"]:
        last = _followed(unit.end, counted(match["many"]), match["units"].casefold())
        return between(unit.start, last, f"{match['units'].casefold()}-after:{unit.rule}")
    if match["follows"]:
        what = match["follows"].casefold()
        last = unit.end + 6 * DAY if what == "week" else add_months(unit.end, 1 if what == "month" else 12)
        return between(unit.end, last, f"{what}-after:{unit.rule}")
    if match["beside"]:
        sign = 1 if match["beside"].casefold() in ("next", "following") else -1
        return _beside(match["long"].casefold(), sign, unit)
    if match["number"] or match["last"]:
        back = unit.end.year - int(match["number"]) if match["number"] else 1
        start, end = add_months(unit.start, -12 * back), add_months(unit.end, -12 * back)
        return between(start, end, f"same-period:{unit.rule}")
    if match["same"]:
        return _same(match["whole"].casefold(), unit)
    count, what = 1 if match["count"].casefold() == "the" else counted(match["count"]), match["unit"].casefold()
    sign = 1 if match["way"].casefold() in ("later", "before") else -1
    rule = f"{what}s-{'after' if sign > 0 else 'before'}:{unit.rule}"
    if what in ("month", "quarter", "year") and (unit.end - unit.start).days >= _MONTH:
        return _shifted(unit, what, sign * count)
    if what == "quarter":
        return _beside(what, sign, unit)
    if what in ("month", "year"):
        months = sign * count * (12 if what == "year" else 1)
        there = add_months(unit.start, months)
        if "exactly" in (match["exact"] or ""):
            return day(there, rule)
        return month(there.year, there.month, rule) if what == "month" else year(there.year, rule)
    if match["count"].casefold() == "the" and what == "week":  # "the week before": all of it, up to the day
        first, last = (unit.end + DAY, unit.end + 7 * DAY) if sign > 0 else (unit.start - 7 * DAY, unit.start - DAY)
        return between(first, last, rule)
    days = {"hour": -(-count // 24), "day": count, "night": count, "week": 7 * count, "fortnight": 14 * count}[what]
    return replace(between(unit.start + sign * days * DAY, unit.end + sign * days * DAY, rule), edtf=None)


_MONTH, _MONTHS = 27, {"month": 1, "quarter": 3, "year": 12}  # days of the shortest, less one; months


def _followed(day_: date, count: int, units: str) -> date:
    """The last of so many days, weeks or months from a day on."""
    return add_months(day_, count) if units == "months" else day_ + (count * (7 if units == "weeks" else 1) - 1) * DAY


def _beside(what: str, sign: int, unit: Days) -> Days | None:
    """The week, month, quarter or year before or behind the one in which ``unit`` lies."""
    if unit.start is None or unit.end is None:
        return None
    rule = f"{what}-{'after' if sign > 0 else 'before'}:{unit.rule}"
    if what == "week":
        return week_of((unit.end if sign > 0 else unit.start) + sign * 7 * DAY, rule)
    if (unit.end - unit.start).days >= _MONTH:
        return _shifted(unit, what, sign)
    there = add_months(unit.start.replace(day=1), sign * _MONTHS[what])
    return year(there.year, rule) if what == "year" else month(there.year, there.month, rule)


def _shifted(unit: Days, what: str, count: int) -> Days | None:
    """A period of months so many months, quarters or years on; of one shorter than it, the unit just beside it."""
    if unit.start is None or unit.end is None:
        return None
    step, last = count * _MONTHS[what], unit.end + DAY
    rule = f"{what}s-{'after' if count > 0 else 'before'}:{unit.rule}"
    if (unit.end - unit.start).days > 31 * _MONTHS[what]:
        first, behind = (last, add_months(last, step)) if count > 0 else (add_months(unit.start, step), unit.start)
    else:
        first, behind = add_months(unit.start, step), add_months(last, step)
    return between(first, behind - DAY, rule)


def _same(whole: str, unit: Days) -> Days | None:
    if unit.start is None or unit.end is None:
        return None
    rule = f"same-{whole}:{unit.rule}"
    if whole == "week":
        return week_of(unit.start, rule)
    if whole == "month":
        return month(unit.start.year, unit.start.month, rule)
    return year(unit.start.year, rule) if whole == "year" else unit.named(rule)
