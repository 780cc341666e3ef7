"""Time phrases: where they stand in a text. What they mean is for ``resolve.dates``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from uncounted.extract.anniversaries import anniversary, years_since
from uncounted.extract.harm import worth_reading
from uncounted.extract.time_words import (
    ALONE,
    CLOCK,
    DAY,
    DAYPART,
    MONTH,
    PART,
    SINCE,
    SMALL,
    TWO_DATES,
    UNIT,
    WEEKDAY,
    YEAR,
    YEAR_LED,
)
from uncounted.reference.fold import words as listed
from uncounted.reference.numbers import SPELLED_DAY, parse_ordinal


class _Kind:
    """One kind of phrase, compiled when a text may hold it: together they take longer than to read an article."""

    def __init__(self, words: str) -> None:
        self.words = words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.words, re.IGNORECASE)


_KINDS = [_Kind(words) for words in (TWO_DATES, SINCE, YEAR_LED, ALONE)]
_BOTH_DATES, _FROM, _IN_YEAR, _POINT = _KINDS
# Where a phrase can begin: at a word, a figure, or a space that no word stands before.
_BEGINS = re.compile(
    rf"(?<![A-Za-z])[A-Za-z]++|\d|(?<!\w)\s(?=\s?(?i:{SMALL}|recent|more|roughly|nearly)\b)"
)  # small letters and capitals are told apart where that is quicker
_NEXT = re.compile(r"[\s-]+([A-Za-z]+)")
_BEHIND_FIGURE = re.compile(r"\d{0,3}(?:st|nd|rd|th)?\s*([A-Za-z]+|[:./–-])")
_YEAR_BEHIND = re.compile(rf"[\s-](?:{PART}[\s-])?(?:19|20)", re.IGNORECASE)
_TIME_BEHIND = re.compile(r" the time", re.IGNORECASE)
_IN_PHRASES = frozenset(word.lower() for kind in _KINDS for word in re.findall(r"\\.|([A-Za-z]+)", kind.words) if word)
_CALENDAR = tuple(listed("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun"))
_FROM_WORDS, _PART_WORDS = frozenset(listed("from between since")), frozenset(listed("early late mid"))
_DATE_WORDS = frozenset(
    listed("the early earlier mid late later beginning end night morning evening afternoon")
)  # months and days apart
# The words up to the date of "since the war in the north began with the siege of": all that ``SINCE`` allows, or more.
_RUN = re.compile(r"\s+(?:[a-z’'-]+\s+){0,14}", re.IGNORECASE)
# What stands between two dates, behind as many words as one can have, or more.
_TO_DATE = re.compile(
    r"(?:\S+\s+){1,14}?(?:to|until|through|[-–])\s+(?:the\s+){0,2}(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec|mon|tue|wed|thu|fri|sat|sun|night|morning|evening|afternoon|early|earlier|mid|late|beginning|start|middle|end)"
    r"|(?:\S+\s+){0,2}?[^\s–-]+[-–](?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_BEFORE_YEARS = frozenset(listed("in during by until of for throughout before after and"))
# Words that begin a phrase only where another word of one, or a figure, stands behind them.
_LEADING_ON = frozenset(
    listed("""
    the a an last past this next same previous following coming preceding current one two three four five six seven
    eight nine ten eleven twelve thirteen fourteen fifteen eighteen twenty thirty forty fifty sixty seventy eighty
    ninety several some many few that those
    first second third fourth final so to more recent roughly nearly between
""")
)
_NEVER_FIRST = frozenset(
    listed("""
    on or with were men people civilians began started erupted ago up than is no about around as s m d t o st nd rd th
    am pm
""")
)


@lru_cache(maxsize=16_384)
def _held(word: str) -> bool:
    """Whether a word can stand in a phrase of time, apart from the words between "since" and its date."""
    low = word.lower()
    glued = low[3:] if low.startswith("the") else low[1:] if low.startswith("a") else ""
    return (
        low in _IN_PHRASES or low.removesuffix("s") in _IN_PHRASES or low.startswith(_CALENDAR)
        or (len(glued) > 2 and _held(glued))
    )  # fmt: skip


@lru_cache(maxsize=16_384)
def _opening(word: str) -> re.Pattern[str] | bool:
    """Whether a word or a space can begin a phrase; where only what stands behind it can tell, the pattern of that."""
    low = word.lower()
    if word.isdigit():
        return _BEHIND_FIGURE
    if not low.isalpha():
        return True
    if low in _BEFORE_YEARS:
        return _YEAR_BEHIND
    if low == "at":
        return _TIME_BEHIND
    if not _held(low) or low in _NEVER_FIRST:
        return False
    return _NEXT if low in _LEADING_ON else True


def _viable(begin: re.Match[str], text: str, end: int) -> bool:
    """Whether a phrase may begin at a word, figure or space, by it and by what stands behind it."""
    opening = _opening(begin.group())
    if opening is True or opening is False:
        return opening
    behind = opening.match(text, begin.end(), end)
    if behind is None:
        return opening is _NEXT and not text[begin.end() : begin.end() + 2].strip().isalpha()
    return not (behind.lastindex and behind.group(1).isalpha() and not _held(behind.group(1)))


def _dated(text: str, at: int, end: int) -> bool:
    """Whether behind "from" or "since" a phrase may begin, within as many words as may stand between."""
    run = _RUN.match(text, at, end)
    if run is None:
        return False
    stop = run.end()
    if text[stop : stop + 1].isdigit():
        return True
    for begin in _BEGINS.finditer(text, at, end):
        if begin.start() > stop:
            break
        if _viable(begin, text, end) or begin.group().lower() == "to":  # "to date"
            return True
    return False


def _kinds(begin: re.Match[str], text: str, end: int) -> Iterator[_Kind]:
    """The kinds of phrase that may begin at a word, in the order in which they are tried."""
    word = begin.group().lower()
    if word in _FROM_WORDS:
        if _dated(text, begin.end(), end):
            yield _FROM
        return
    if word in _BEFORE_YEARS:
        yield _IN_YEAR
        return
    if (word in _DATE_WORDS or word.isdigit() or word.startswith(_CALENDAR)) and _TO_DATE.match(
        text, begin.start(), end
    ):
        yield _BOTH_DATES
    if word in _PART_WORDS:
        yield _IN_YEAR
    yield _POINT


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Phrases from left to right; each kind is tried only where it may begin."""
    at = start
    for begin in _BEGINS.finditer(text, start, end):
        opening = _opening(begin[0])
        if opening is False or begin.start() < at or (opening is not True and not _viable(begin, text, end)):
            continue
        for kind in _kinds(begin, text, end):
            found = kind.pattern.match(text, begin.start(), end)
            if found is not None:
                yield found
                at = found.end()
                break


_LEADING = re.compile(r"(?:in|during|by|until|of|for|throughout|before|after|and)[\s-]+(?=\S)", re.IGNORECASE)
_DURATION = re.compile(rf"^(?:an?\s|the\s)?(?:recent\s)?{SMALL}[\s-]{UNIT}", re.IGNORECASE)
ANAPHOR = re.compile(
    rf"^(?:that|those|the|these)\s+(?:same\s+)?(?:period|time)$|^at the time$|^(?:those"
    rf"|these)\s+(?:{SMALL}\s+)?{UNIT}s$"
    rf"|^the same\s+(?:{SMALL}\s+)?{UNIT}s?$|^that (?:year|month|week)$",
    re.IGNORECASE,
)
_TWO_DAYS = re.compile(
    r"\b\d{1,2}\s*(?:to|-|–)\s*\d{1,2}\s+[A-Z][A-Za-z]+|[A-Z][A-Za-z]+\s+\d{1,2}\s*(?:to|-|–)\s*\d{1,2}(?!\d)"
)
_WEEKDAYS = re.compile(rf"from {WEEKDAY} to {WEEKDAY}", re.IGNORECASE)
_LED = re.compile(r"^(?:from|between|(?:the )?(?:night|morning) of)\s+(?:the\s+)?|,?\s+(?:19|20)\d\d$", re.IGNORECASE)
_GIVEN = re.compile(r"^(?:Jan|June|April|May|August)$")
_HOLIDAY = re.compile(r"(?:the )?May Day\b", re.IGNORECASE)
_NAME_NEXT = re.compile(rf" (?!{MONTH}|{WEEKDAY})[A-Z][a-z]+")
_MAY_VERB = re.compile(r"^(?:may|march|a march|the march)$")  # words of months, and none
# "on Sunday, a day after bombs killed 68": the second phrase counts from the first.
_COUNTED_FROM = re.compile(
    rf"^(?:an?|{SMALL}) (?:day|night|week|fortnight|month|year)s? (?:after|before)$|^the (?:day|night|week) after$",
    re.IGNORECASE,
)
_JOIN = re.compile(r",?\s+(?:(?:(?:almost|nearly|about|around|some|just|only|barely|roughly|more than|less than"
                   r"|exactly)\s+)?)", re.IGNORECASE)  # fmt: skip
_LABEL = re.compile(rf"{YEAR}(?=:\s)")
_BEFORE = re.compile(r"(?:weeks|months|years) before$", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+\w|,\s+(?:[a-z]+\s+){1,5}?(?:was|were|had|killed)\b")
_AND_DAYS = re.compile(rf"^{DAY}\s+and\s+{DAY}\s+{MONTH}|^{MONTH}\s+{DAY}\s+and\s+{DAY}", re.IGNORECASE)
_CLOCKS = re.compile(rf"(?<=\s){CLOCK}\s+(?:on\s+)?(?=[A-Z]|the\s)")
_SOME_UNITS = re.compile(r"^the (?:hours|days|nights|weeks|months|years|decades)$", re.IGNORECASE)
_SPAN_TO = re.compile(rf"^(?:the\s+)?{SMALL}\s+(?:days|weeks|months)\s+(?:to|ending)\s", re.IGNORECASE)
_LED_BY = re.compile(r"\bbetween\s+(?:the\s+)?\Z", re.IGNORECASE)
_EVENT_DAYS = 5  # that one event may last by two days of a month that are told
_HOURS = re.compile(rf"^{SMALL} (?:hour|minute|second)s? (?:later|after|earlier|before)$", re.IGNORECASE)
_BEFORE_WHAT = re.compile(r"\s+(?:the|its|his|her|their|our|a|an)\s", re.IGNORECASE)
_A_WEEKDAY = re.compile(rf"^{WEEKDAY}(?:\s{DAYPART})?$", re.IGNORECASE)
_CLOCK_ONLY = re.compile(rf"^(?:{CLOCK}|(?:earlier|later) (?:in the|that|the same) day)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time phrase at ``[start, end)``; ``kind``: range, since, point, duration, anaphor or clock.

    ``text`` is what to look up: where a phrase counts from another ("a day after"), the words of that one lead it.
    """

    start: int
    end: int
    text: str
    kind: str


def few_days(phrase: TimePhrase) -> bool:
    """Whether a range is of days of one month or week: "2 to 3 June", "May 3-5", "from Saturday to Tuesday"."""
    words = phrase.text
    return phrase.kind == "range" and bool(_TWO_DAYS.fullmatch(_LED.sub("", words)) or _WEEKDAYS.fullmatch(words))


_SPELLED = 30  # letters of "the twenty-seventh day of "


def _spelled_day(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a day of a month that is spelled out right before ``end`` begins, and its number: "the tenth of"."""
    if not text.endswith(" of ", start, end):
        return None
    found = list(SPELLED_DAY.finditer(text[start : end + _SPELLED]))
    last = found[-1] if found else None
    if last is None or start + last.end() != end:
        return None
    return start + last.start(), parse_ordinal(last["day"]) or 0


def time_phrases(text: str, start: int, end: int) -> list[TimePhrase]:
    """The time phrases of ``text[start:end)``, longest first at each place, in order, without overlap."""
    found: list[TimePhrase] = []
    label = _LABEL.match(text, start, end)
    if label is not None:  # "- 2023: 4,451 killed"
        found.append(TimePhrase(label.start(), label.end(), label.group(), "point"))
    for match in _matches(text, start, end):
        if _no_time(match, text):
            continue
        group = match.lastgroup or "one"
        first = match.start()
        if group == "year":
            lead = _LEADING.match(match.group())
            first += lead.end() if lead else 0
        words = text[first : match.end()]
        kind = _kind(words, group, led=_LED_BY.search(text, max(0, first - 12), first) is not None)
        if words.endswith("days before") and _BEFORE_WHAT.match(text, match.end()):
            told = re.split(r"[,.;]", text[match.end() : match.end() + 160])[0]
            kind = kind if worth_reading(told) else "duration"  # "two days before our first statement"
        if _BEFORE.search(words) and not _CLAUSE.match(text, match.end()):
            kind = "duration"  # "as many as in the four months before"
        if kind == "since" and words[:5].lower() == "from " and text[match.end() : match.end() + 2] in {"'s", "’s"}:
            first, words, kind = first + 5, words[5:], "point"  # "the toll from Monday's explosion"
        if kind == "point" and words[:1].isupper() and (own := _spelled_day(text, max(start, first - _SPELLED), first)):
            first, words = own[0], f"{own[1]} {words}"
        before = found[-1] if found else None
        if words.lower().endswith(("to the day after", "to the day since")):
            words, kind = re.sub(r" to the day \w+$", " ago today", words), "point"
        if kind == "range":
            words = _CLOCKS.sub("", words)
        if years_since(words):
            day = before if before is not None and before.kind == "point" else None
            words, held = anniversary(words, day.text if day else None, text[day.end : first] if day else "")
            kind, first = "point", found.pop().start if held else first
        elif before is not None and _COUNTED_FROM.match(words) and text[match.end() : match.end() + 1] == " ":
            join = _JOIN.fullmatch(text, before.end, first)
            told = re.split(r"[,.;]", text[match.end() : match.end() + 160])[0]
            on = words.endswith("before") and not worth_reading(told)  # "today, ten days before the opening"
            if join is not None and before.kind == "point" and not on:
                words, kind = f"{before.text}{join.group()}{words}", "point"
            elif join is not None and before.kind == "point" and text[match.end() :].lstrip()[:4] in {"the ", "its "}:
                continue  # the day before it is named: what it counts from is told beside it
        if kind == "point" and _COUNTED_FROM.match(words) and words[-5:].lower() == "after":
            kind = "duration"  # "A day after the council said ...": it counts from what is told, no day of its own
        found.append(TimePhrase(first, match.end(), words, kind))
    return found


_NO_TIMES = frozenset({"mar", "dec", "second", "sun", "Mar", "the second"})


def _no_time(match: re.Match[str], text: str) -> bool:
    """Whether words that look like a time are none of their own: "may", "Jan Egeland", "on a Wednesday in March"."""
    words, first = match.group(), match.start()
    if _MAY_VERB.match(words) or words in _NO_TIMES or (_GIVEN.match(words) and _NAME_NEXT.match(text, match.end())):
        return True
    if _HOLIDAY.match(text, first):
        return True  # "during May Day marches"
    return bool(_A_WEEKDAY.match(words)) and text[max(0, first - 3) : first].lower() in {" a ", "a "}


def _a_week(words: str) -> bool:
    """Whether two days of a month lie a week or more apart: "between 6 and 12 February" is a time, not an event's."""
    found = _AND_DAYS.match(words)
    days = [int(day) for day in re.findall(r"\b[0-3]?\d\b", found.group())] if found is not None else []
    return len(days) == 2 and days[1] - days[0] > _EVENT_DAYS


def _kind(words: str, group: str, *, led: bool = False) -> str:
    if group == "since" and _TWO_DAYS.search(words) and words[:4].lower() == "from":
        return "range"
    if led and _a_week(words):
        return "range"
    if group in {"range", "since", "dates"}:
        return "since" if group == "since" else "range"
    if _TWO_DAYS.search(words) or _SPAN_TO.match(words):
        return "range"
    if ANAPHOR.match(words):
        return "anaphor"
    if _CLOCK_ONLY.match(words) or _HOURS.match(words):
        return "clock"
    if _SOME_UNITS.match(words):
        return "duration"
    if _DURATION.match(words) and not words.lower().endswith(
        (
            *("ago", "ago today", "ago this week", "ago this month", "earlier", "later", "before", "after", "prior"),
            "previously",
        )
    ):
        return "duration"
    return "point"
