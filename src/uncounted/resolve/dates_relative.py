"""Date expressions that mean nothing without the day on which they were written: "yesterday", "last month"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from uncounted.reference.numbers import parse_number
from uncounted.resolve.dates_absolute import (
    MONTH,
    TIME_OF_DAY,
    WEEKDAY,
    YEAR,
    Match,
    Rule,
    _rules,
    given_year,
    month_number,
    part_number,
    weekday_number,
)
from uncounted.resolve.dates_calendar import (
    DAY,
    Days,
    add_months,
    between,
    day,
    latest_month,
    latest_weekday,
    month,
    month_end,
    months,
    part_of_month,
    part_of_year,
    safe_date,
    week_of,
    year,
)

NUMBER = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|(?:a|one|two|three)\s+hundred|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|a\s+couple\s+of)"
)
UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade|century)"
_BACK = {"yesterday": 1, "today": 0, "tonight": 0, "the day before yesterday": 2}


def _count(match: Match) -> int:
    return counted(match["count"])


def counted(said: str) -> int:
    """The number that a word of ``NUMBER`` says."""
    words = said.casefold()
    if words.startswith("a couple"):
        return 2
    return 1 if words in ("a", "an") else parse_number(words) or 1


def _plain(match: Match, anchor: date) -> Days:
    words = " ".join(match["word"].casefold().split())
    return day(anchor - DAY * _BACK[words], words.replace(" ", "-"))


def _in_year(match: Match, anchor: date) -> Days | None:
    """Read "on this day in 1988": the anchor's day, or month, in another year."""
    number = int(match["year"])
    if match["what"].casefold() == "month":
        return month(number, anchor.month, "month-in-year")
    found = safe_date(number, anchor.month, anchor.day)
    return day(found, "day-in-year") if found else None


def _last_night(_match: Match, anchor: date) -> Days:
    return day(anchor - DAY, "last-night")


def _overnight(match: Match, anchor: date) -> Days:
    name = match.groupdict().get("weekday")
    if not name:
        return between(anchor - DAY, anchor, "overnight")
    found = latest_weekday(weekday_number(name), anchor)
    if match["into"].casefold() in ("into", "to"):
        return between(found - DAY, found, "overnight")
    return between(found, min(found + DAY, anchor), "overnight")


def _night_to(match: Match, anchor: date) -> Days:
    end = latest_weekday(weekday_number(match["weekday"]), anchor)
    return between(end - DAY, end, "overnight")


def _night_into(match: Match, anchor: date) -> Days | None:
    end = latest_weekday(weekday_number(match["other"]), anchor)
    start = latest_weekday(weekday_number(match["weekday"]), end, before=True)
    return between(start, end, "night-into")


def _weekdays(match: Match, anchor: date) -> Days:
    """Read "Friday and Saturday": from the first to the last, the last on or before the anchor."""
    end = latest_weekday(weekday_number(match["other"]), anchor)
    start = latest_weekday(weekday_number(match["weekday"]), end, before=True)
    return between(start, end, "weekdays")


def _next_day(match: Match, anchor: date) -> Days:
    later = re.search("following|next|after|later", match[0], re.IGNORECASE)
    return day(anchor + DAY if later else anchor - DAY, "day-after" if later else "day-before")


def _anniversary(match: Match, anchor: date) -> Days:
    """``Fifty years ago today``, ``30 years ago this week``: to the day, or about it."""
    there = add_months(anchor, -12 * _count(match))
    whole = match["whole"].casefold().split()[-1]
    if whole == "month":
        return month(there.year, there.month, "anniversary")
    return day(there, "anniversary") if whole == "today" else between(there - 3 * DAY, there + 3 * DAY, "anniversary")


def _ago(match: Match, anchor: date) -> Days | None:
    count, unit = _count(match), match["unit"].casefold()
    sign = 1 if re.search("later|after", match["way"], re.IGNORECASE) else -1
    rule = f"{unit}s-{'later' if sign > 0 else 'ago'}"
    if unit == "month":
        there = add_months(anchor.replace(day=1), sign * count)
        return month(there.year, there.month, rule, approximate=True)
    if unit in _YEARS:
        return year(anchor.year + sign * count * _YEARS[unit], rule, approximate=True)
    if unit == "hour":
        return day(anchor, rule) if count <= 12 else between(anchor - DAY * -(-count // 24), anchor, rule)
    return day(anchor + sign * _length(unit, count), rule)


_YEARS = {"year": 1, "decade": 10, "century": 100}


def _length(unit: str, count: int) -> timedelta:
    return DAY * count * {"day": 1, "week": 7, "fortnight": 14}[unit]


def _past(match: Match, anchor: date) -> Days | None:
    """Read "in the past 24 hours", "over the last two weeks": the days back from the anchor, both ends included."""
    count = _count(match) if match["count"] else 1
    unit = match["unit"].casefold()
    if unit == "hour":
        return between(anchor - DAY * -(-count // 24), anchor, "past-hours")
    if unit == "month":
        return between(add_months(anchor, -count), anchor, "past-months")
    if unit in _YEARS:
        return between(add_months(anchor, -12 * count * _YEARS[unit]), anchor, f"past-{unit}s")
    return between(anchor - _length(unit, count), anchor, f"past-{unit}s")


def _calendar_unit(match: Match, anchor: date) -> Days | None:
    """Read "last month", "this week", "late last year": a calendar unit, or a part of it."""
    unit, part = match["unit"].casefold(), (match["part"] or "").casefold().strip("- ")
    which = " ".join(match["which"].casefold().split()).removeprefix("the ")
    offset = {"last": -1, "previous": -1, "past": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}.get(
        which, 0
    )
    rule = f"{which or 'the'}-{unit}"
    if unit == "week":
        return _week(anchor + 7 * DAY * offset, part, anchor, rule)
    if unit == "month":
        there = add_months(anchor.replace(day=1), offset)
        if part == "earlier":
            return between(there, min(anchor, month_end(there.year, there.month)), "earlier-month")
        if part:
            return part_of_month(there.year, there.month, part_number(part), f"part-{rule}")
        return month(there.year, there.month, rule)
    number = anchor.year + offset
    if part == "earlier":
        return between(date(number, 1, 1), min(anchor, date(number, 12, 31)), "earlier-year")
    return part_of_year(number, part_number(part), f"part-{rule}") if part else year(number, rule)


def _week(within: date, part: str, anchor: date, rule: str) -> Days | None:
    whole = week_of(within, rule)
    if not part or whole.start is None or whole.end is None:
        return whole
    if part == "earlier":
        return between(whole.start, max(whole.start, min(anchor, whole.end)), "earlier-week")
    first, last = ((0, 2), (2, 4), (4, 6))[part_number(part)]
    start, end = whole.start + first * DAY, whole.start + last * DAY
    return Days(start, end, "interval", f"part-{rule}", f"{start}~/{end}~")


def _so_far(match: Match, anchor: date) -> Days:
    unit = match["unit"].casefold()
    start = {"year": date(anchor.year, 1, 1), "month": anchor.replace(day=1)}.get(unit, anchor - DAY * anchor.weekday())
    return between(start, anchor, f"{unit}-to-date")


def _first_of(match: Match, anchor: date) -> Days | None:
    """``The first six months of 2023``, ``the last ten days of May``: so many units at one end of a month or year."""
    count, unit = _count(match) if match["count"] else 1, match["unit"].casefold()
    of, number = month_number(match["month"]) if match["month"] else 0, given_year(match, anchor)
    if number is None and not of:
        return None
    number = number or latest_month(of, anchor)
    whole = month(number, of, "") if of else year(number, "")
    if whole.start is None or whole.end is None or (of and unit in {"month", "quarter"}):
        return None
    first, rule = match["end"].casefold() in {"first", "opening", "initial"}, f"{match['end'].casefold()}-{unit}s"
    if unit in {"month", "quarter"}:
        length = count * (3 if unit == "quarter" else 1)
        start, end = (1, length) if first else (13 - length, 12)
        return months(number, start, end, rule) if 1 <= length <= 12 else None
    days = _length(unit, count) - DAY
    if days > whole.end - whole.start:
        return None
    start_day, end_day = (whole.start, whole.start + days) if first else (whole.end - days, whole.end)
    return between(start_day, end_day, rule)


def _first_months(match: Match, anchor: date) -> Days | None:
    count = _count(match)
    return months(anchor.year, 1, count, "first-months") if 1 <= count <= 12 else None


def _weekend(match: Match, anchor: date) -> Days:
    saturday = latest_weekday(5, anchor)
    if re.match("last", match[0], re.IGNORECASE) and anchor.weekday() >= 5:
        saturday -= 7 * DAY
    return between(saturday, saturday + DAY, "weekend")


def _weekday(match: Match, anchor: date) -> Days | None:
    number = weekday_number(match["weekday"])
    which = (match["which"] or "").casefold()
    week = (match["week"] or "").casefold()
    if week:
        start = week_of(anchor - 7 * DAY * ("last" in week or "previous" in week), "week").start
        return day(start + number * DAY, "weekday-of-week") if start else None
    if which.startswith(("next", "following", "the following", "coming")):
        return day(anchor + DAY * ((number - anchor.weekday() - 1) % 7 + 1), "weekday:next")
    before = which.startswith(("last", "previous", "the previous"))
    return day(latest_weekday(number, anchor, before=before), "weekday:last" if before else "weekday:latest")


def _day_of_month(match: Match, anchor: date) -> Days | None:
    number = int(match["day"])
    which = (match["which"] or "").casefold()
    start = anchor.replace(day=1)
    if "last" in which or (not which and number > anchor.day):
        start = add_months(start, -1)
    if number > month_end(start.year, start.month).day:
        return None
    return replace(day(start.replace(day=number), "day-of-month"))


_WEEKDAYS = r"(?P<other>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SPAN_LEAD = r"(?:the\s+)?(?:past|last|previous|preceding)\s+"
RELATIVE: tuple[Rule, ...] = _rules(
    ("plain", r"(?P<word>the\s+day\s+before\s+yesterday|yesterday|today|tonight)" + TIME_OF_DAY, _plain),
    ("day-in-year", r"(?:that|this|(?:the|that)\s+same)\s+(?:very\s+)?(?P<what>day|date|month)\s+(?:in|of)\s+"
     + YEAR, _in_year),
    ("this-morning", r"this\s+(?:morning|afternoon|evening)", lambda _m, a: day(a, "today")),
    ("last-night", r"last\s+(?:night|evening)", _last_night),
    ("overnight", r"overnight(?:\s+(?P<into>on|from|into|to)?\s*(?!to\b)" + WEEKDAY + r")?", _overnight),
    ("night-into", WEEKDAY + r"(?:\s+night\s+(?:into|to)|\s+into)\s+(?:early\s+)?(?P<other>Monday|Tuesday"
     r"|Wednesday|Thursday|Friday"
     r"|Saturday|Sunday)", _night_into),
    ("weekdays", WEEKDAY + TIME_OF_DAY + r"(?:,\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)*,?\s+(?:and|or)\s+"
     r"(?:on\s+)?" + _WEEKDAYS + TIME_OF_DAY, _weekdays),
    ("next-day", (r"(?:the|a)\s+(?:(?:previous|preceding|following|next)\s+day|day\s+(?:before|after|earlier|later))"
     r"(?!\s+yesterday)"), _next_day),
    ("anniversary", NUMBER + r"\s+years?\s+ago\s+(?P<whole>today|this\s+(?:week|month))", _anniversary),
    ("ago", r"(?:about\s+|around\s+|some\s+|nearly\s+|almost\s+)?" + NUMBER + r"\s+" + UNIT
     + r"s?\s+(?P<way>ago|earlier|before|previously|later)", _ago),
    ("past", _SPAN_LEAD + NUMBER + r"[\s-]+" + UNIT + r"s?(?!\s+of\s+(?:(?:19|20)\d|"
     + MONTH.replace("?P<month>", "?:") + r"))", _past),
    ("past", r"(?:the\s+)?past\s+(?P<count>)" + UNIT, _past),
    ("first-months", r"(?:the\s+)?first\s+" + NUMBER + r"\s+months(?!\s+(?:of|after|since|in)\b)", _first_months),
    ("first-of", r"(?:the\s+)?(?P<end>first|opening|initial|last|final|closing)\s+(?:" + NUMBER + r"\s+)?"
     r"(?P<unit>day|week|fortnight|month|quarter)s?\s+of\s+(?:" + MONTH + r")?(?:,?\s*(?:of\s+)?(?:" + YEAR
     + r"|(?P<whose>(?:this|last|the\s+previous|the)\s+year)))?",
     _first_of),
    ("weekend", r"(?:the|last|this(?:\s+past)?|the\s+past)\s+weekend", _weekend),
    ("night-to", r"the\s+night\s+(?:to|into)\s+" + WEEKDAY, _night_to),
    ("so-far", r"(?:so\s+far\s+)?(?:this|the)\s+(?P<unit>year|month|week)\s+(?:so\s+far|to\s+date)", _so_far),
    ("so-far", r"so\s+far\s+this\s+(?P<unit>year|month|week)", _so_far),
    ("unit", (r"(?:(?P<part>earlier|early|mid|late|(?:the\s+)?(?:beginning|start|middle|end|close)\s+of)[\s-]+)?"
     r"(?P<which>last|this|the\s+previous|the\s+preceding|the\s+past|the\s+following|next)\s+(?P<unit>week"
     r"|month|year)"), _calendar_unit),
    ("weekday", r"(?:(?:(?:the\s+)?(?:early\s+hours|early\s+morning|morning|afternoon|evening|night)\s+of"
     r"|early|late|dawn|midday"
     r"|shortly\s+after\s+midnight|midnight)\s+(?:on\s+)?)?"
     r"(?:(?P<which>last|this(?:\s+past)?|past|the\s+previous|previous|the\s+following|following|next)\s+)?"
     + WEEKDAY + TIME_OF_DAY + r"(?:,?\s+(?:of\s+)?(?P<week>(?:last|this|the\s+previous)\s+week))?", _weekday),
    ("day-of-month", (r"the\s+(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?:\s+of\s+(?P<which>this|last)\s+month)?"
     r"(?!\s+(?:of|century|anniversary|time|day|victim|person|attack|\w+ing)\b)"), _day_of_month),
)  # fmt: skip
