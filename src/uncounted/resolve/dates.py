"""Date expressions of reports to closed intervals of days: ``resolve_date``; and where they stand: ``find_dates``.

A resolver by rules, because no permissive library gives intervals with their precision. An expression is a unit
(dates_absolute, dates_relative), a range of two units, or a unit behind "since", "until", "before", "after", "by",
"as of". What lacks a year or is relative is read back from the day of publication: reports tell what has happened.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from uncounted.model.document import Published
from uncounted.model.errors import InputError
from uncounted.model.scope import Period
from uncounted.reference.numbers import days_in_figures, parse_number
from uncounted.resolve.dates_absolute import ABSOLUTE, MONTH, Rule
from uncounted.resolve.dates_calendar import DAY, Days, add_months, between, month_end
from uncounted.resolve.dates_counted import COUNTED, counted_from
from uncounted.resolve.dates_relative import RELATIVE

# Rules that need no anchor when their year is given; the others always need one.
_YEARLESS = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d\d|[12]\d0s")
_RULES: tuple[Rule, ...] = (*ABSOLUTE, *RELATIVE)
_NO_DATE = date(2000, 6, 15)  # an anchor for spotting alone, where only the extent of a match counts
_SPACE = re.compile(r"\s+")
_RANGE_OPEN = re.compile(r"(?P<open>from|between|starting|beginning)\s+(?:the\s+(?=\d)|on\s+)?", re.IGNORECASE)
_RANGE_SIGN = re.compile(r"\s*(?:,\s*)?(?:\b(?:to|and|until|till|through|up\s+to|up\s+until)\b"
     r"|[-–—])\s*(?:the\s+(?=\d)|on\s+)?",
                         re.IGNORECASE)  # fmt: skip
_EDGE = re.compile(r"(?P<edge>(?:the\s+)?(?:very\s+)?(?:end|close|start|beginning|middle)\s+of)\s+", re.IGNORECASE)
_BOUND = re.compile(
    r"(?P<bound>ever\s+since|since|until|till|up\s+(?:to|until)|through|before|prior\s+to|ahead\s+of|after|following|by|as\s+of"
    r"|as\s+at|from|starting|beginning)\s+(?:on\s+|in\s+|about\s+|around\s+|the\s+(?=\d))?",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    r"(?:the\s+)?(?:(?P<week>week)|(?P<count>[a-z]+|\d+)\s+months)\s+(?P<way>of|beginning|starting|ending|to|until)\s+"
    r"(?:on\s+)?",
    re.IGNORECASE,
)
_SINCE_EVENT = re.compile(r"(?:ever\s+)?since\s+(?:[^\s.,;:]+\s+){1,9}?(?:in|on|of|from)\s+", re.IGNORECASE)
# "since rebels stormed the city two weeks ago"
_SINCE_TOLD = re.compile(
    r"since\s+(?:[^\s.,;:]+\s+){1,6}?(?P<when>(?:an?|[a-z]+|\d+)\s(?:day|week|month|year)s?\sago|last\s\w+|yesterday)",
    re.IGNORECASE,
)
_SINCE_BEGAN = re.compile(r"since\s+(?:[^\s.,;:]+\s+){1,6}?(?:began|started|erupted|broke\s+out)\s+", re.IGNORECASE)
_TRIGGER = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?\b|[QH][1-4]\b|" + MONTH.replace("?P<month>", "?:")
    + r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Christmas|Boxing|New\s+Year|yesterday|today|tonight|overnight|last|this"
        r"|that|past|week|half"
     r"|previous|the|a|an|one"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|early|earlier|mid|late|since|until|till|before|prior|by|as|from"
    r"|between|first|second|third|spring|summer|autumn|fall|winter|so|up|ever|after|next|dawn|midnight|beginning|end|middle|start"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|fifteen|eighteen|sixteen|thirteen|fourteen|some|about|around|nearly|almost|through|midday)",
    re.IGNORECASE,
)  # fmt: skip
# Every expression holds one of these; a trigger with none near it is passed over.
_CORE = re.compile(
    r"\b(?:(?:19|20)\d\d|" + MONTH.replace("?P<month>", "?:")
    + r"|\w+day\b|\d{1,2}[./]\d{1,2}[./]\d\d|(?:hour|day|week|fortnight|month|year|weekend)s?\b|[12]\d{2}0s"
     r"|today|tonight|overnight"
    r"|night|morning|evening|afternoon|spring|summer|autumn|fall|winter|Christmas|New\s+Year|\d{1,2}(?:st|nd|rd|th)\b|[A-Z][a-z]{2}\.)",
    re.IGNORECASE,
)  # fmt: skip
# A month, or its year, behind a day that the month does not have ("30 February 2016") is none.
_DAY_BEFORE = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:[a-z]*\.?,?\s+\d\d\d)?$",
    re.IGNORECASE,
)
_REACH = 80  # code points from the first word of an expression to its first word of time, at most
# Months that are other words too, and seasons and bare years, count in running text only beside a word of time.
_NEEDS_CUE = re.compile(
    r"(?:may|march|mar\.?|august|spring|summer|autumn|fall|winter|the fall|(?:19|20)\d\d)$", re.IGNORECASE
)
_CUE = re.compile(r"(?:\b(?:in|since|until|till|of|by|during|before|after|late|early|mid|last|this|from|to"
     r"|between|and|throughout"
                  r"|through|for|dated|around)[\s-]+|[(,–-]\s*)$", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class _Found:
    """A match in a text: code points ``start`` to ``end``, and its days under some anchor."""

    start: int
    end: int
    days: Days


def resolve_date(text: str, *, on: str | tuple[str, str] | Published | None = None) -> Period | None:
    """The closed interval of days that a date expression names, or None where it names none.

    ``on`` is the day of publication: an ISO date, an EDTF month or year, an interval of days (a pair, or with "/"), or
    a document's ``published``. Without it what is relative or lacks its year stays None. Where publication itself is
    uncertain, the interval is the hull of the readings and they are its ``alternatives``. ``text`` may carry more
    words ("a statement of 20 November last year"); the longest date in it counts. "Since X" has no end (null). Raises
    InputError for a bad ``on``.
    """
    told, text = text, days_in_figures(text)
    if told != text:
        found = resolve_date(text, on=on)
        return replace(found, text=told) if found is not None else None
    if on is None:
        days = _resolve(text, _NO_DATE) if _stands_alone(text) else None
        return _period(days, text) if days else None
    first, last = _anchors(on)
    early, late = _resolve(text, first), _resolve(text, last)
    if early is None or late is None:
        return None
    if (early.start, early.end) == (late.start, late.end):
        return _period(late, text)
    hull = Days(
        _least(early.start, late.start),
        _greatest(early.end, late.end),
        "interval",
        f"{late.rule}:publication-uncertain",
    )
    return replace(_period(hull, text), alternatives=(_period(early, text), _period(late, text)))


def find_dates(text: str) -> list[tuple[int, int, str]]:
    """Where date expressions stand in running text: (start, end, words), in order, none overlapping.

    Durations ("a 10-month period"), ages, and "may" and "march" as verbs are none. Offsets are code points.
    """
    found = []
    at = 0
    cores = [match.start() for match in _CORE.finditer(text)]
    for trigger in _TRIGGER.finditer(text):
        if trigger.start() < at or not _core_near(cores, trigger.start()):
            continue
        match = _parse(text, trigger.start(), _NO_DATE)
        if match is None or not _whole_words(text, match) or _is_other_word(text, match):
            continue
        found.append((match.start, match.end, text[match.start : match.end]))
        at = match.end
    return found


def _core_near(cores: list[int], at: int) -> bool:
    index = bisect_left(cores, at)
    return index < len(cores) and cores[index] - at <= _REACH


def date_prec(period: Period) -> int | None:
    """UCDP GED's date_prec of a period: 1 day, 2 two to six days, 3 a week, 4 up to a month, 5 longer; None if open."""
    if period.start is None or period.end is None:
        return None
    days = (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1
    return next(code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 10**9)) if days <= most)


def _anchors(on: str | tuple[str, str] | Published) -> tuple[date, date]:
    if isinstance(on, Published):
        on = (on.start, on.end)
    parts = on if isinstance(on, tuple) else tuple(on.split("/"))
    try:
        first, last = _bound(parts[0], last=False), _bound(parts[-1], last=True)
    except ValueError as error:
        raise InputError(f"a publication date is written like 2016-11-09, not {on!r}") from error
    if first > last or len(parts) > 2:
        raise InputError(f"a publication date is a day or an interval of days, not {on!r}")
    return first, last


def _bound(part: str, *, last: bool) -> date:
    numbers = [int(n) for n in part.strip().rstrip("~?%").split("T")[0].split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 12, 31) if last else date(numbers[0], 1, 1)
    if len(numbers) == 2:
        return month_end(numbers[0], numbers[1]) if last else date(numbers[0], numbers[1], 1)
    year, month, day = numbers
    return date(year, month, day)


def _stands_alone(text: str) -> bool:
    """Whether the words need no anchor: every unit in them carries its year."""
    return bool(_YEARLESS.search(text)) and not re.search(
        r"\b(?:ago|last|this|past|previous|yesterday|today|overnight|earlier)\b", text, re.IGNORECASE
    )


@lru_cache(maxsize=2048)
def _resolve(text: str, anchor: date) -> Days | None:
    plain = _SPACE.sub(" ", text).strip(" ,.;:\"'“”")
    best: _Found | None = None
    for start in _starts(plain):
        if best and start < best.end:
            continue
        found = _parse(plain, start, anchor)
        if found and _whole_words(plain, found) and (best is None or found.end - found.start > best.end - best.start):
            best = found
    return best.days if best else None


def _starts(text: str) -> Iterator[int]:
    yield from (match.start() for match in _TRIGGER.finditer(text))


def _whole_words(text: str, match: _Found) -> bool:
    before, after = text[match.start - 1 : match.start], text[match.end : match.end + 1]
    if before.isalnum() or after.isalnum() or _DAY_BEFORE.search(text[max(0, match.start - 24) : match.start + 3]):
        return False
    tail = text[match.end : match.end + 9].casefold()
    return not re.match(r"[-–]?(?:year|month|week|day|hour)s?\b|[-\s]year[-\s]old|%|\s*percent", tail)


def _is_other_word(text: str, match: _Found) -> bool:
    words = text[match.start : match.end]
    if not _NEEDS_CUE.match(words):
        return False
    if words[0].islower() and not re.match("spring|summer|autumn|winter", words):
        return True
    return not _CUE.search(text[max(0, match.start - 12) : match.start])


def _parse(text: str, at: int, anchor: date) -> _Found | None:
    """The longest date expression that begins at a position: a range, a bounded unit, or a unit."""
    ways = (_range, _bounded, _since_event, _up_to, _counted, _unit)
    found = [match for way in ways if (match := way(text, at, anchor))]
    return max(found, key=lambda match: match.end) if found else None


@lru_cache(maxsize=256)
def _unit(text: str, at: int, anchor: date) -> _Found | None:
    best: _Found | None = None
    for _, pattern, make in _RULES:
        match = pattern.match(text, at)
        if match and match.end() > at and (best is None or match.end() > best.end):
            days = make(match, anchor)
            if days:
                best = _Found(at, match.end(), days)
    return best


def _range(text: str, at: int, anchor: date) -> _Found | None:
    opening = _RANGE_OPEN.match(text, at)
    start = _limit(text, opening.end() if opening else at, anchor)
    if start is None:
        return None
    sign = _RANGE_SIGN.match(text, start.end)
    if sign is None or (not opening and "and" in sign[0].casefold()):
        return None
    end = _limit(text, sign.end(), anchor)
    if end is None or end.days.end is None:
        return None
    # What the first lacks (a year, a week) is read back from the second.
    start = _limit(text, start.start, end.days.end) or start
    if start.days.start is None or start.days.start > end.days.end:
        return None
    edtf = f"{_first_of(start.days)}/{_last_of(end.days)}"
    return _Found(at, end.end, Days(start.days.start, end.days.end, "interval", "range", edtf))


def _counted(text: str, at: int, anchor: date) -> _Found | None:
    """Read "Sunday, a day after", "8 May, three days later": days counted from the first that is named."""
    unit = _range(text, at, anchor) or _unit(text, at, anchor)
    match = COUNTED.match(text, unit.end) if unit else None
    days = counted_from(match, unit.days) if unit and match else None
    return _Found(at, match.end(), days) if match and days else None


def _limit(text: str, at: int, anchor: date) -> _Found | None:
    """A unit as a limit of a range: "the end of October" is its last day, "the start of" its first."""
    edge = _EDGE.match(text, at)
    if edge is None or "middle" in edge["edge"].casefold():
        return _unit(text, at, anchor)
    unit = _unit(text, edge.end(), anchor) or _unit(text, at, anchor)
    if unit is None:
        return None
    last = re.search("end|close", edge["edge"], re.IGNORECASE)
    when = unit.days.end if last else unit.days.start
    return (
        _Found(at, unit.end, Days(when, when, "day", f"{unit.days.rule}:{'end' if last else 'start'}"))
        if when
        else None
    )


def _bounded(text: str, at: int, anchor: date) -> _Found | None:
    bound = _BOUND.match(text, at)
    unit = _limit(text, bound.end(), anchor) if bound else None
    if bound is None or unit is None:
        return None
    tail = re.compile(r"\s+(?:onwards?|on)\b", re.IGNORECASE).match(text, unit.end)
    word = _SPACE.sub(" ", bound["bound"].casefold())
    if word in ("by", "through") and unit.days.rule == "year" and not text[bound.end() : unit.end].isdigit():
        return None
    whole = word == "from" and unit.days.rule in {"days-of-month", "weekdays"}  # "from 1 to 3 September"
    days = unit.days if whole else _bound_days(word, unit.days)
    return _Found(at, tail.end() if tail and word == "from" else unit.end, days) if days else None


def _bound_days(word: str, unit: Days) -> Days | None:
    start, end = unit.start, unit.end
    if start is None or end is None:
        return None
    if word in ("since", "ever since", "from", "starting", "beginning"):
        return Days(start, None, "open-end", f"since:{unit.rule}", f"{_first_of(unit)}/..")
    if word in ("after", "following"):
        return Days(end + DAY, None, "open-end", f"after:{unit.rule}", f"{(end + DAY).isoformat()}/..")
    if word in ("as of", "as at"):
        return replace(unit, rule=f"as-of:{unit.rule}", as_of=True)
    if word in ("before", "prior to", "ahead of"):
        return Days(None, start - DAY, "open-start", f"before:{unit.rule}", f"../{_before(unit, start)}")
    return Days(None, end, "open-start", f"until:{unit.rule}", f"../{_last_of(unit)}")


def _before(unit: Days, start: date) -> str:
    last = start - DAY
    return {"year": f"{last.year:04}", "month": f"{last.year:04}-{last.month:02}"}.get(unit.precision, last.isoformat())


def _since_event(text: str, at: int, anchor: date) -> _Found | None:
    """Read "since airstrikes began in 2014": the date of the event that is named."""
    opening = _SINCE_EVENT.match(text, at)
    while opening:
        unit = _unit(text, opening.end(), anchor)
        days = _bound_days("since", unit.days) if unit else None
        if unit and days:
            return _Found(at, unit.end, replace(days, rule=f"since-event:{unit.days.rule}"))
        following = re.compile(r"(?:[^\s.,;:]+\s+){1,9}?(?:in|on|of|from)\s+", re.IGNORECASE).match(text, opening.end())
        opening = following if following and following.end() - at < 90 else None
    began = _SINCE_BEGAN.match(text, at)
    unit = _unit(text, began.end(), anchor) if began else None
    days = _bound_days("since", unit.days) if unit else None
    if unit and days:
        return _Found(at, unit.end, replace(days, rule=f"since-event:{unit.days.rule}"))
    told = _SINCE_TOLD.match(text, at)
    unit = _unit(text, told.start("when"), anchor) if told else None
    days = _bound_days("since", unit.days) if unit else None
    return _Found(at, unit.end, replace(days, rule=f"since-event:{unit.days.rule}")) if unit and days else None


def _up_to(text: str, at: int, anchor: date) -> _Found | None:
    """Read "the week of 3 May", "the week ending 5 May", "the six months to June 2016"."""
    opening = _STRETCH.match(text, at)
    unit = _unit(text, opening.end(), anchor) if opening else None
    if opening is None or unit is None or unit.days.start is None or unit.days.end is None:
        return None
    if opening["way"].casefold() in ("of", "beginning", "starting"):
        days = between(unit.days.start, unit.days.start + 6 * DAY, "week-of") if opening["week"] else None
    elif opening["week"]:
        days = between(unit.days.end - 6 * DAY, unit.days.end, "week-to")
    else:
        count = parse_number(opening["count"]) or 1
        days = between(add_months(unit.days.end + DAY, -count), unit.days.end, "months-to")
    return _Found(at, unit.end, days) if days else None


def _first_of(days: Days) -> str:
    return days.written().split("/")[0]


def _last_of(days: Days) -> str:
    return days.written().split("/")[-1]


def _period(days: Days, text: str) -> Period:
    start = days.start.isoformat() if days.start else None
    end = days.end.isoformat() if days.end else None
    other = (_period(days.other, text),) if days.other else ()
    as_of = end if days.as_of else None
    return Period(start, end, days.written(), as_of, None, other, text, days.precision, days.rule)


def _least(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else None


def _greatest(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else None
