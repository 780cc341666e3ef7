"""Time phrases: where they stand in a text. What they mean is for ``resolve.dates``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from uncounted.extract.anniversaries import anniversary, years_since
from uncounted.extract.harm import worth_reading
from uncounted.reference.fold import words as listed

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Jun\.|Jul\.|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?(?![\d,]*\d))"
_YEAR = r"(?:(?:19|20)\d\d(?!\d|,\d))"
_WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\."
    r"|(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|MON|TUE|WED|THU|FRI)\b(?![-.])"
    r"|(?-i:Sat|Sun|SAT|SUN)(?=[:)]|$|\s(?:[0-3]?\d\b|night\b|morning\b|evening\b|[ap]\.?m\b)))"
)
_PART = r"(?:early|earlier in|mid|late|later in|the (?:beginning|start|middle|end) of|beginning of|end of)"
_DAYPART = r"(?:morning|afternoon|evening|night|midday|noon|dawn|dusk)"
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century)"
_SMALL = (
    r"(?:\d{1,3}|an?|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|several|a few|few|a couple of|some|many)"
)
# What a number of a day is not followed by: "the 12th century", "the 1st Battalion".
_NO_DAY = (
    r"(?!\s+(?:century|anniversary|time|floor|day|month|year|of\b|person|victim|(?-i:[A-Z])"
    r"|[a-z]*(?:ion|ment|ade|try)\b))"
)
_RELATIVE_YEAR = r"(?:last|this|next|the same|the previous|the following|that) (?:year|month|week)"
_DATE = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?:(?:night|morning|evening|afternoon)\s+of\s+)?"
    rf"(?:{_DAY}(?:\s*(?:and|to|-|–|or)\s*{_DAY})?(?:\s+of)?[\s-]{{1,2}}{_MONTH}(?:,?[\s-]+(?:of\s+)?(?:{_YEAR}|\d\d(?!\d|\s+[a-z])|{_RELATIVE_YEAR}))?"
    rf"|{_MONTH}\s+{_DAY}(?:\s*(?:and|to|-|–|or)\s*{_DAY})?(?:,?\s+(?:{_YEAR}|{_RELATIVE_YEAR}))?(?!:\d|%)"
    rf"|(?:{_PART}[\s-])?{_MONTH}(?:\s+and\s+{_MONTH}(?!\s+\d{{1,2}}\b))?(?:,?\s+(?:of\s+)?(?:{_YEAR}|{_RELATIVE_YEAR}))?))"
)
# What a date begins with, all of it that a look ahead need see: a date holds as much again to compile.
_DATE_BEGUN = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?:(?:night|morning|evening|afternoon)\s+of\s+)?"
    rf"(?:{_DAY}(?:\s*(?:and|to|-|–|or)\s*{_DAY})?(?:\s+of)?[\s-]{{1,2}}|(?:{_PART}[\s-])?){_MONTH})"
)
_NUMERIC = r"(?:\d{4}-\d{2}-\d{2}(?:T[\d:]+Z?)?|(?:[0-3]?\d[/.][01]?\d|[01]?\d/[0-3]\d)[/.](?:19|20)?\d\d)(?![\d/]|-\d)"
_CLOCK = (
    r"(?:\d{1,2}(?::\d{2}){1,2}(?:\s?(?:a\.?m\.?|p\.?m\.?))?|\d{1,2}(?:\.\d\d)?\s?(?:a\.m\.?|p\.m\.?|am\b|pm\b)"
    r"|[0-2]\d[0-5]\d\s?(?:hours|hrs|GMT|UTC|local time)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r"\s+o['’]clock)(?:\s(?:GMT|UTC|local time))?"
)
_RELATIVE = (
    rf"(?:(?:the\s+)?(?:first|second|third|fourth|last|final|opening|closing)\s+(?:{_SMALL}\s+)?"
    rf"(?:half|quarters?|months|weeks?|days|fortnight)\s+of\s+(?:{_YEAR}|(?:the|this|last)\s+year|{_MONTH}(?:,?\s+{_YEAR})?)"
    rf"|(?:the\s+)?same\s+(?:{_SMALL}\s+)?(?:period|months|quarter|half)(?:\s+(?:of|in|a))?\s+"
    rf"(?:{_YEAR}|(?:last|the previous|the preceding|the year before|year earlier|one year earlier)(?:\s+year)?)"
    rf"|(?:the\s+)?(?:{_PART}[\s-])?(?:last|past|previous|this|next|coming|preceding|same|following|current)\s+(?:{_SMALL}\s+)?"
    rf"(?:{_UNIT}s?|{_WEEKDAY}|{_MONTH}|{_DAYPART}|summer|winter|spring|autumn|fall|year)(?:\s{_DAYPART})?"
    rf"|{_SMALL}\s+years(?:\s+(?:ago\s+)?(?:today|this\s+(?:week|month)))?,?\s+since(?=\s+(?!then\b)[a-zA-Z])"
    rf"|{_SMALL}\s+{_UNIT}s?\s+(?:ago(?:\s+(?:today|this\s+(?:week|month)))?|earlier|later|before|after|prior|previously)"
    r"|the\s+(?:day|night|week)\s+(?:before|after)(?=[,.;])"
    r"|the\s+eve\s+of\s+(?:the|that|this)\s+(?:\w+\s+)?(?:attack|bombing|strike|raid|massacre|battle|killing|assault|blast)s?"
    rf"|(?:that|those|the)\s+(?:same\s+)?(?:period|time|{_UNIT}s?|{_DAYPART})(?!\s+of)"
    rf"|(?:earlier|later)\s+(?:in the day|that day|the same day|today|on {_WEEKDAY}|this (?:week|month|year))"
    rf"|(?:Christmas (?:Eve|Day)|Boxing Day|New Year['’]s (?:Eve|Day))(?:,? (?:{_YEAR}|{_RELATIVE_YEAR}))?"
    rf"|(?:today|yesterday|tonight|tomorrow|overnight|nowadays|the day before yesterday)"
    rf"|{_WEEKDAY}(?:\s{_DAYPART})?(?:(?:,\s{_WEEKDAY})*,?\s(?:and|to|or|into)\s{_WEEKDAY}(?:\s{_DAYPART})?)?"
    r"|the\s+(?:first|second|third|fourth)\s+quarter(?!\s+of\b)"
    rf"|the\s+first\s+{_SMALL}\s+months(?!\s+(?:of|after|since|in)\b)"
    rf"|(?:the\s+)?(?:week|{_SMALL}\s+(?:days|weeks|months))\s+(?:to|of|ending|beginning)\s+(?:on\s+)?{_DATE}"
    rf"|(?-i:Q[1-4]|H[12])(?![\w-])(?:(?:\s+of|,)?\s+{_YEAR})?"
    rf"|at the time|so far this (?:year|month|week)|to date"
    rf"|(?:the )?(?:summer|winter|spring|autumn|fall) of {_YEAR}"
    rf"|(?:a|the)?\s?(?:recent|more than|roughly|nearly)?\s?{_SMALL}[\s-](?:{_UNIT})s?(?:[\s-]long)?\s+"
    rf"(?:period|campaign|war|conflict|siege|span)"
    rf"|(?:the\s+)?{_DAYPART}(?=\s+of\s+{_DATE_BEGUN})"
    rf"|(?:(?<=\bon\s)|(?<=\bof\s)|(?<=\bbefore\s))(?:{_WEEKDAY},?\s+)?"
    rf"the\s+[0-3]?\d(?:st|nd|rd|th)\b{_NO_DAY})"
)
_YEARS = rf"(?:{_PART}[\s-])?{_YEAR}(?:[-–/]\d{{2,4}}(?!\d))?"
_ONE = rf"(?:{_NUMERIC}|{_DATE}|{_CLOCK}|{_RELATIVE})"
_ANY = rf"(?:{_ONE}|{_YEARS})"
_TWO_DATES = rf"(?P<dates>{_DATE}(?:\s+(?:to|until|through|[-–])\s+|\s?[-–]\s?(?=\d|{_MONTH})){_DATE})"
# What a span can open with behind "from": a date, or the beginning of something; not "taken from a house on 17 August".
_FROM_START = (
    rf"(?:(?:the|its|their|about|around|early|late|mid|very|first|on|in)[\s-]+){{0,3}}(?:{_ONE}|{_YEARS}"
    r"|(?:beginning|start|outset|outbreak|onset|launch|end|middle|eve|days?|time|moment|war|uprising|revolt|conflict"
    r"|when|revolution|rebellion|coup|protests|offensive|campaign|invasion)\b)"
)
_SINCE = (
    rf"(?P<range>(?:from|between)\s+(?:the\s+)?{_ANY},?\s+"
    rf"(?:to|and|until|till|through|up to)\s+(?:the\s+)?{_ANY})"
    rf"|(?P<since>(?:since\s+|from\s+(?={_FROM_START}))(?:(?:(?!between\b)[a-z’'-]+\s+){{0,9}}?(?:in\s+|on\s+)?"
    rf"|(?:[a-z’'-]+\s+){{1,4}}(?:began|started|erupted)\s+with\s+(?:[a-z’'-]+\s+){{1,5}}?(?:of|on|in)\s+)"
    rf"(?:{_ONE}|{_YEARS}))(?!\s+(?:people|civilians))"
)
_YEAR_LED = (
    r"(?P<year>(?<![\w$-])(?:(?:in|during|by|until|of|for|throughout|before|after|and|early|late|mid)[\s-])"
    rf"{_YEARS}(?!\s+(?:people|civilians|men|were)))"
)
_ALONE = rf"(?P<one>(?<![\w$€£-]){_ONE}(?:,?\s+(?:at|around|about)?\s*{_CLOCK})?)(?![\w])"


class _Kind:
    """One kind of phrase, compiled when a text may hold it: together they take longer than to read an article."""

    def __init__(self, words: str) -> None:
        self.words = words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.words, re.IGNORECASE)


_KINDS = [_Kind(words) for words in (_TWO_DATES, _SINCE, _YEAR_LED, _ALONE)]
_BOTH_DATES, _FROM, _IN_YEAR, _POINT = _KINDS
# Where a phrase can begin: at a word, a figure, or a space that no word stands before.
_BEGINS = re.compile(
    rf"(?<![A-Za-z])[A-Za-z]++|\d|(?<!\w)\s(?=\s?(?i:{_SMALL}|recent|more|roughly|nearly)\b)"
)  # small letters and capitals are told apart where that is quicker
_NEXT = re.compile(r"[\s-]+([A-Za-z]+)")
_BEHIND_FIGURE = re.compile(r"\d{0,3}(?:st|nd|rd|th)?\s*([A-Za-z]+|[:./–-])")
_YEAR_BEHIND = re.compile(rf"[\s-](?:{_PART}[\s-])?(?:19|20)", re.IGNORECASE)
_TIME_BEHIND = re.compile(r" the time", re.IGNORECASE)
_IN_PHRASES = frozenset(word.lower() for kind in _KINDS for word in re.findall(r"\\.|([A-Za-z]+)", kind.words) if word)
_CALENDAR = tuple(listed("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun"))
_FROM_WORDS, _PART_WORDS = frozenset(listed("from between since")), frozenset(listed("early late mid"))
_DATE_WORDS = frozenset(
    listed("the early earlier mid late later beginning end night morning evening afternoon")
)  # months and days apart
# The words up to the date of "since the war in the north began with the siege of": all that ``_SINCE`` allows, or more.
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
_DURATION = re.compile(rf"^(?:an?\s|the\s)?(?:recent\s)?{_SMALL}[\s-]{_UNIT}", re.IGNORECASE)
ANAPHOR = re.compile(
    rf"^(?:that|those|the|these)\s+(?:same\s+)?(?:period|time)$|^at the time$|^(?:those|these)\s+{_UNIT}s$"
    rf"|^the same\s+(?:{_SMALL}\s+)?{_UNIT}s?$|^that (?:year|month|week)$",
    re.IGNORECASE,
)
_TWO_DAYS = re.compile(
    r"\b\d{1,2}\s*(?:to|-|–)\s*\d{1,2}\s+[A-Z][A-Za-z]+|[A-Z][A-Za-z]+\s+\d{1,2}\s*(?:to|-|–)\s*\d{1,2}(?!\d)"
)
_WEEKDAYS = re.compile(rf"from {_WEEKDAY} to {_WEEKDAY}", re.IGNORECASE)
_LED = re.compile(r"^(?:from|between|(?:the )?(?:night|morning) of)\s+(?:the\s+)?|,?\s+(?:19|20)\d\d$", re.IGNORECASE)
_GIVEN = re.compile(r"^(?:Jan|June|April|May|August)$")
_HOLIDAY = re.compile(r"(?:the )?May Day\b", re.IGNORECASE)
_NAME_NEXT = re.compile(rf" (?!{_MONTH}|{_WEEKDAY})[A-Z][a-z]+")
_MAY_VERB = re.compile(r"^(?:may|march|a march|the march)$")  # words of months, and none
# "on Sunday, a day after bombs killed 68": the second phrase counts from the first.
_COUNTED_FROM = re.compile(
    rf"^(?:an?|{_SMALL}) (?:day|night|week|fortnight|month|year)s? (?:after|before)$|^the (?:day|night|week) after$",
    re.IGNORECASE,
)
_JOIN = re.compile(r",?\s+(?:(?:(?:almost|nearly|about|around|some|just|only|barely|roughly|more than|less than"
                   r"|exactly)\s+)?)", re.IGNORECASE)  # fmt: skip
_LABEL = re.compile(rf"{_YEAR}(?=:\s)")
_BEFORE = re.compile(r"(?:weeks|months|years) before$", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+\w|,\s+(?:[a-z]+\s+){1,5}?(?:was|were|had|killed)\b")
_AND_DAYS = re.compile(rf"^{_DAY}\s+and\s+{_DAY}\s+{_MONTH}|^{_MONTH}\s+{_DAY}\s+and\s+{_DAY}", re.IGNORECASE)
_LED_BY = re.compile(r"\bbetween\s+(?:the\s+)?\Z", re.IGNORECASE)
_EVENT_DAYS = 5  # that one event may last by two days of a month that are told
_HOURS = re.compile(rf"^{_SMALL} (?:hour|minute|second)s? (?:later|after|earlier|before)$", re.IGNORECASE)
_BEFORE_WHAT = re.compile(r"\s+(?:the|its|his|her|their|our|a|an)\s", re.IGNORECASE)
_A_WEEKDAY = re.compile(rf"^{_WEEKDAY}(?:\s{_DAYPART})?$", re.IGNORECASE)
_CLOCK_ONLY = re.compile(rf"^(?:{_CLOCK}|(?:earlier|later) (?:in the|that|the same) day)$", re.IGNORECASE)


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
        before = found[-1] if found else None
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
    if _TWO_DAYS.search(words):
        return "range"
    if ANAPHOR.match(words):
        return "anaphor"
    if _CLOCK_ONLY.match(words) or _HOURS.match(words):
        return "clock"
    if _DURATION.match(words) and not words.lower().endswith(
        (
            *("ago", "ago today", "ago this week", "ago this month", "earlier", "later", "before", "after", "prior"),
            "previously",
        )
    ):
        return "duration"
    return "point"
