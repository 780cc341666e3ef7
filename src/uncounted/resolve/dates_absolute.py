"""Date expressions that name a day, month, year or season, with or without their year.

Each rule is a name, a pattern, and a function of the match and the anchor day that gives the days, or None where the
words make no date. What lacks a year is the latest such date that is not after the anchor.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from uncounted.reference.numbers import parse_number
from uncounted.resolve.dates_calendar import (
    MONTHS,
    PARTS,
    SEASONS,
    WEEKDAYS,
    Days,
    add_months,
    between,
    day,
    latest_day,
    latest_month,
    month,
    months,
    part_of_month,
    part_of_year,
    safe_date,
    season,
    year,
)

Match = re.Match[str]
Rule = tuple[str, re.Pattern[str], Callable[[Match, date], Days | None]]

MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|(?=[\s,\d/-]|$)))"
)
WEEKDAY = (
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)(?:\.|(?=,?\s+\d|\s*$|\s+(?:night|morning|evening)\b)))"
)
DAY_NUMBER = r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|,\d{3}|\.\d|%)"
ORDINAL = r"(?P<ordinal>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
TIME_OF_DAY = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|noon|midday|dawn|dusk|midnight))?"
_YEAR_WORDS = (
    r"(?:(?:\s*,\s*|\s+of\s+|\s+in\s+|\s+)(?:" + YEAR + r"|(?P<whose>(?:the\s+)?(?:last|previous|this|same)\s+year)))?"
)
_HOURS = r"(?:(?:the\s+)?(?:early\s+hours|morning|afternoon|evening|night)\s+of\s+)?"
_WEEKDAY_LEAD = _HOURS + r"(?:" + WEEKDAY + TIME_OF_DAY + r",?\s+)?(?:the\s+)?"
_PART = r"(?P<part>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end|close)\s+of|(?:the\s+)?first\s+days\s+of)"
_FLAGS = re.IGNORECASE


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return next(n for n, full in enumerate(MONTHS, 1) if full.startswith(name.casefold().rstrip(".")[:3]))


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation."""
    return next(n for n, full in enumerate(WEEKDAYS) if full.startswith(name.casefold().rstrip(".")[:3]))


def part_number(words: str) -> int:
    """0, 1 or 2 for early, mid, late and their like."""
    folded = " ".join(words.casefold().split()).removeprefix("the ").removesuffix(" of").rstrip("-")
    return PARTS[folded]


def given_year(match: Match, anchor: date) -> int | None:
    """The year that the words give: a number, or "last year"; None where they give none."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    whose = groups.get("whose")
    if whose:
        return anchor.year - (1 if re.search("last|previous", whose, re.IGNORECASE) else 0)
    return None


def _named_day(match: Match, anchor: date) -> Days | None:
    of, on = month_number(match["month"]), int(match["day"])
    number = given_year(match, anchor)
    found = safe_date(number, of, on) if number else latest_day(of, on, anchor)
    return day(found, "day" if number else "day:latest") if found else None


def _iso_day(match: Match, _anchor: date) -> Days | None:
    found = safe_date(int(match["year"]), int(match["number"]), int(match["day"]))
    return day(found, "day:iso") if found else None


def _numeric_day(match: Match, _anchor: date) -> Days | None:
    number = int(match["full"] or f"20{match['short']}")
    one, two = int(match["one"]), int(match["two"])
    first, second = safe_date(number, two, one), safe_date(number, one, two)
    if first is None:
        return day(second, "day:numeric-month-first") if second else None
    other = day(second, "day:numeric-month-first") if second and second != first else None
    return replace(day(first, "day:numeric-day-first"), other=other)


def _days_of_month(match: Match, anchor: date) -> Days | None:
    of, first, last = month_number(match["month"]), int(match["first"]), int(match["day"])
    number = given_year(match, anchor)
    end = safe_date(number, of, last) if number else latest_day(of, last, anchor)
    start = safe_date(end.year, of, first) if end else None
    return between(start, end, "days-of-month") if start and end and start <= end else None


def _month(match: Match, anchor: date) -> Days | None:
    of = month_number(match["month"])
    number = given_year(match, anchor)
    part = match.groupdict().get("part")
    rule = "month" if number else "month:latest"
    number = number or latest_month(of, anchor)
    return part_of_month(number, of, part_number(part), f"part-{rule}") if part else month(number, of, rule)


def _month_ago(match: Match, anchor: date) -> Days:
    """Read "January about a year ago": the one nearest to that day."""
    count, of = (
        1 if match["count"].casefold() in {"a", "an"} else parse_number(match["count"]) or 1,
        month_number(match["month"]),
    )
    there = anchor.year - count
    near = min(
        (there - 1, there, there + 1), key=lambda n: abs((date(n, of, 15) - add_months(anchor, -12 * count)).days)
    )
    return month(near, of, "month-years-ago")


def _two_months(match: Match, anchor: date) -> Days | None:
    first, last = month_number(match["other"]), month_number(match["month"])
    number = given_year(match, anchor) or latest_month(last, anchor)
    return months(number, first, last, "two-months") if last == first + 1 else None


def _last_month_named(match: Match, anchor: date) -> Days:
    of = month_number(match["month"])
    number = anchor.year if of < anchor.month else anchor.year - 1
    if re.match("this", match[0], re.IGNORECASE):
        number = latest_month(of, anchor)
    return month(number, of, "month:last-named")


def _half_month(match: Match, anchor: date) -> Days | None:
    of = month_number(match["month"])
    number = given_year(match, anchor) or latest_month(of, anchor)
    whole = month(number, of, "half-month")
    if whole.start is None or whole.end is None:
        return None
    ordinal = rank(match["ordinal"])
    if match["unit"].casefold() == "half":
        start, end = (whole.start, date(number, of, 15)) if ordinal == 1 else (date(number, of, 16), whole.end)
        return between(start, end, "half-month")
    if ordinal == -1:
        return between(date(number, of, whole.end.day - 6), whole.end, "week-of-month")
    return between(date(number, of, 7 * ordinal - 6), date(number, of, 7 * ordinal), "week-of-month")


def rank(word: str) -> int:
    """1 to 4, or -1 for the last, of an ordinal word."""
    table = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
    return table.get(word.casefold()) or int(word[0])


def _year(match: Match, anchor: date) -> Days | None:
    number = given_year(match, anchor)
    part = match.groupdict().get("part")
    if number is None:
        return None
    return part_of_year(number, part_number(part), "part-year") if part else year(number, "year")


def _years(match: Match, _anchor: date) -> Days | None:
    first = int(match["year"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    if not first < last <= first + 60:
        return None
    return Days(date(first, 1, 1), date(last, 12, 31), "interval", "years", f"{first}/{last}")


def _decade(match: Match, _anchor: date) -> Days:
    first = int(match["decade"]) * 10
    return Days(date(first, 1, 1), date(first + 9, 12, 31), "interval", "decade", f"{match['decade']}X")


def _fraction_of_year(match: Match, anchor: date) -> Days | None:
    number = given_year(match, anchor) or anchor.year
    groups = match.groupdict()
    ordinal = rank(groups["ordinal"]) if groups.get("ordinal") else int(groups["index"])
    length = 6 if (groups.get("unit") or groups.get("letter") or "").casefold() in ("half", "h") else 3
    count = 12 // length
    ordinal = count if ordinal == -1 else ordinal
    if not 1 <= ordinal <= count:
        return None
    return months(number, length * (ordinal - 1) + 1, length * ordinal, "half-year" if length == 6 else "quarter")


_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def _months_of_year(match: Match, anchor: date) -> Days | None:
    """``the first six months of 2017``, ``the last three months of the year``."""
    number = given_year(match, anchor) or anchor.year
    word = match["count"].casefold()
    count, last = _FEW.get(word) or int(word), rank(match["ordinal"]) == -1
    if not 1 <= count < 12:
        return None
    return months(number, 13 - count if last else 1, 12 if last else count, "months-of-year")


def _latest_quarter(match: Match, anchor: date) -> Days | None:
    """``the first quarter``: the latest one that had begun."""
    ordinal = rank(match["ordinal"])
    if not 1 <= ordinal <= 4:
        return None
    number = anchor.year if 3 * ordinal - 2 <= anchor.month else anchor.year - 1
    return months(number, 3 * ordinal - 2, 3 * ordinal, "quarter:latest")


def _season(match: Match, anchor: date) -> Days | None:
    code = SEASONS[match["season"].casefold()]
    number = given_year(match, anchor)
    if number:
        return season(number, code, "season")
    for number in (anchor.year, anchor.year - 1, anchor.year - 2):
        found = season(number, code, "season:latest")
        latest = found.end if re.match("last|previous", match[0], re.IGNORECASE) else found.start
        if latest and latest <= anchor:
            return found
    return None


_HOLIDAYS = {"fourth of july": (7, 4), "july fourth": (7, 4),
             "christmas eve": (12, 24), "christmas day": (12, 25), "new year's eve": (12, 31), "new year's day": (1, 1),
             "boxing day": (12, 26)}  # fmt: skip


def _holiday(match: Match, anchor: date) -> Days | None:
    of, on = _HOLIDAYS[match["holiday"].casefold().replace("’", "'")]
    number = given_year(match, anchor)
    found = safe_date(number, of, on) if number else latest_day(of, on, anchor)
    return day(found, "holiday") if found else None


def _rules(*rules: tuple[str, str, Callable[[Match, date], Days | None]]) -> tuple[Rule, ...]:
    return tuple((name, re.compile(pattern, _FLAGS), make) for name, pattern, make in rules)


_RANGE_SIGN = r"\s*(?:to|and|through|until|till|or|[-–—])\s*"
_FIRST_DAY = r"(?P<first>3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
_OF_MONTH = r"\s+(?:of\s+)?" + MONTH
_FULL_YEAR = r"(?:(?P<full>(?:19|20)\d\d)|(?P<short>\d\d))(?![\d/])"
ABSOLUTE = _rules(
    ("iso", r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)(?:T\d\d:\d\d\S*)?", _iso_day),
    ("numeric", r"(?P<one>\d{1,2})(?P<sign>[./])(?P<two>\d{1,2})(?P=sign)" + _FULL_YEAR, _numeric_day),
    ("days", r"(?:the\s+)?" + _FIRST_DAY + _RANGE_SIGN + r"(?:the\s+)?" + DAY_NUMBER + _OF_MONTH + _YEAR_WORDS,
     _days_of_month),
    ("days", MONTH + r"\s+" + _FIRST_DAY + _RANGE_SIGN + r"(?:the\s+)?" + DAY_NUMBER + _YEAR_WORDS, _days_of_month),
    ("day", _WEEKDAY_LEAD + DAY_NUMBER + _OF_MONTH + _YEAR_WORDS, _named_day),
    ("day", _WEEKDAY_LEAD + DAY_NUMBER + r"-" + MONTH + r"(?:-" + YEAR + r")?", _named_day),
    ("day", _WEEKDAY_LEAD + MONTH + r"\s+(?:the\s+)?" + DAY_NUMBER + r"(?!\s*(?:%|percent|people"
     r"|civilians))" + _YEAR_WORDS,
     _named_day),
    ("half-month", r"(?:the\s+)?" + ORDINAL + r"\s+(?P<unit>half|week)\s+of\s+" + MONTH + _YEAR_WORDS, _half_month),
    ("part-month", _PART + r"[\s-]+" + MONTH + _YEAR_WORDS, _month),
    ("month:last-named", r"(?:last|this(?:\s+past)?|the\s+previous)\s+" + MONTH, _last_month_named),
    ("months", MONTH.replace("<month>", "<other>") + r"\s+(?:and|or)\s+" + MONTH + _YEAR_WORDS, _two_months),
    ("month-ago", MONTH + r"\s+about\s+(?P<count>[a-z]+|\d+)\s+years?\s+ago", _month_ago),
    ("month", MONTH + _YEAR_WORDS, _month),
    ("fraction", r"(?:the\s+)?" + ORDINAL + r"\s+(?P<unit>half|quarter)\s+of\s+(?:" + YEAR
     + r"|(?P<whose>(?:last|this|the\s+previous|the\s+same|the)\s+year))", _fraction_of_year),
    ("fraction", r"(?:the\s+)?(?P<ordinal>first|last|final)\s+(?P<count>" + "|".join(_FEW) + r"|\d\d?)\s+months\s+of\s+"
     r"(?:" + YEAR + r"|(?P<whose>(?:last|this|the\s+previous|the\s+same|the)\s+year))", _months_of_year),
    ("fraction", r"(?:the\s+)?" + ORDINAL + r"\s+(?P<unit>quarter)", _latest_quarter),
    ("fraction", r"(?P<letter>[QH])(?P<index>[1-4])\s+(?:of\s+)?" + YEAR, _fraction_of_year),
    ("fraction", r"(?-i:Q)(?P<ordinal>[1-4])(?![\w-])", _latest_quarter),
    ("years", YEAR + r"\s*[-–—/]\s*(?P<last>(?:(?:19|20)\d\d|\d\d))(?![\d-])", _years),
    ("decade", r"(?:the\s+)?(?P<decade>19\d|20\d)0s", _decade),
    ("part-year", _PART + r"[\s-]+" + YEAR, _year),
    ("part-year", _PART + r"[\s-]+(?P<whose>(?:last|this|the\s+previous|the)\s+year)", _year),
    ("season", r"(?:(?:last|this(?:\s+past)?|the\s+previous|the)\s+)?(?P<season>spring|summer|autumn|fall"
     r"|winter)" + _YEAR_WORDS,
     _season),
    ("holiday", r"(?:the\s+)?(?P<holiday>Fourth of July|July Fourth|Christmas (?:Eve|Day)|Boxing Day"
        "|New Year['’]s (?:Eve|Day))" + _YEAR_WORDS, _holiday),
    ("year", YEAR, _year),
)  # fmt: skip
