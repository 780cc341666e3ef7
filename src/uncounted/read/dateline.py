"""When a text says that it was published: the lines around it that carry a date.

Standalone lines ("9 Nov, 2016 22:09", "Published: 26 October 2016") are page furniture and leave the text; an agency's
dateline ("KABUL, Aug 29, 2021 (Reuters) -") opens a sentence and stays, since it names the place and the wire.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.read.dates import DATE, Days, days_of

HEAD_LINES = 12  # how far from the top a dateline may stand
TAIL_LINES = 3
LONGEST = 60  # characters of a date with its time
CREDIT_LINES = 4
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,? )?"
_TIME = r"(?:\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: ?\(?(?:[A-Z]{2,5}|Z)?(?: ?[+-]\d{1,2}(?::?\d\d)?)?\)?)?)"
_LABEL = (
    r"(?P<label>(?:first |originally |last )?(?:published|posted|updated|modified|issued|released?|publication date"
    r"|date|created|(?:situation |status |data |figures )?as (?:of|at))(?: date)?(?: on| at)?)"
)
_PLAIN = re.compile(
    rf"\(?(?:{_LABEL} ?[:,|–—-]? ?)?(?:{_TIME},? (?:on )?)?{_WEEKDAY}(?P<date>{DATE})"
    rf"(?:,? ?(?:at |[|•·/–—-] ?|T)?{_TIME})?[ |.)]*",
    re.IGNORECASE,
)
_WIRE = r"\((?P<wire>[A-Z][^()]{1,40})\)"
_PLACE = r"(?P<place>[A-Z][A-Z.'’/ -]{2,40}(?:\([A-Z][A-Za-z .-]{1,30}\))?(?:, ?[A-Z][A-Za-z.' -]{1,30})?)"
_AGENCY = re.compile(
    rf"{_PLACE}(?:, ?| )\(?{_WEEKDAY}(?P<date>(?i:{DATE}))\)?,? ?(?:{_WIRE})? ?(?:[-–—:]{{1,2}} |[–—])",
)
_CITY = re.compile(
    rf"[A-Z][\w.'’-]*(?:[ -][A-Z][\w.'’-]*){{0,3}}(?:, ?[A-Z][\w.' -]{{1,30}})?, ?\(?{_WEEKDAY}(?P<date>(?i:{DATE}))\)?"
    rf",? ?(?:{_WIRE} ?(?:[-–—:.]|$)|[-–—] )"
)
# A dateline on a line of its own: "KANO — 8 March 2021", "Kano, Nigeria - March 8, 2021".
_ALONE = re.compile(
    rf"[A-Z][\w.'’-]*(?:[ -][A-Z][\w.'’-]*){{0,3}}(?:, ?[A-Z][\w.' -]{{1,30}})? ?(?:[-–—]{{1,2}}|:) ?"
    rf"{_WEEKDAY}(?P<date>(?i:{DATE}))(?: ?{_WIRE})?"
)
_BYLINE = re.compile(rf"(?:by |[^.!?]*[|•·] ?)[^.!?]*?(?P<date>{DATE})[^.!?]*", re.IGNORECASE)
# A publisher's name before the date: "Example Courier, April 14, 2023". Names have capitals.
_CREDIT = re.compile(
    rf"(?:[A-Z][\w.&'’-]*|of|the|and|for)(?: (?:[A-Z(][\w.&'’)-]*|of|the|and|for)){{0,5}}, ?"
    rf"(?P<date>(?i:{DATE}))"
)
# Who published it behind its day: "Published 14 April 2023 by the Example Office".
_PUBLISHED = re.compile(
    rf"(?:first |originally )?(?:published|posted|issued|released)(?: on)?:? {_WEEKDAY}(?P<date>{DATE}),?"
    r" (?:by|in|at|from)\b[^.!?]*",
    re.IGNORECASE,
)
# What a report is called before the date: "Daily statistical report - 1 March 2024".
_ISSUE = re.compile(
    r"[^.!?\d]{0,60}\b(?:report|statement|update|bulletin|release|brief|briefing|communiqu[eé]|summary|sitrep)\b[^.!?]{0,12}?"
    rf"(?:,| [-–—|:]|:) ?{_WEEKDAY}(?P<date>(?i:{DATE}))",
    re.IGNORECASE,
)
_GLUED = re.compile(rf"(?<!\d)(?P<date>{DATE})(?:,? {_TIME})?$", re.IGNORECASE)


@dataclass(frozen=True)
class Dateline:
    """A date of publication: which line carries it, its words, its days, and whether the whole line is nothing else."""

    line: int
    words: str
    days: Days
    whole: bool
    rank: int


def standalone(line: str) -> tuple[str | None, Days] | None:
    """The label (or null) and days of a line that is a date and nothing else; null for any other line."""
    match = _PLAIN.fullmatch(line)
    days = days_of(match) if match else None
    if match is None or days is None:
        return None
    label = match["label"]
    return (label.lower() if label else None), days


def glued(line: str) -> int | None:
    """Where a date with a year begins that ends ``line``, as when a page's menu runs into its dateline; else null."""
    tail = max(len(line) - LONGEST, 0)
    match = _GLUED.search(line, tail)
    days = days_of(match) if match else None
    return match.start() if match and days and days.start else None


def credit(line: str) -> tuple[str, Days] | None:
    """The words and days of the date after a name, where the line is nothing else; null for any other line."""
    patterns = (_CREDIT, _ISSUE, _ALONE, _PUBLISHED) if len(line) < 100 else ()
    match = next((found for pattern in patterns if (found := pattern.fullmatch(line))), None)
    days = days_of(match) if match else None
    return (match["date"], days) if match and days else None


def agency(line: str) -> tuple[str, Days | None] | None:
    """The words and days of an agency's dateline at the start of ``line``; null where there is none."""
    match = _AGENCY.match(line) or _CITY.match(line)
    return (match[0].strip(), days_of(match)) if match else None


def find(lines: Sequence[str]) -> tuple[Dateline | None, tuple[int, ...]]:
    """The dateline of a text (its non-empty lines, in order) and the lines that are dates alone and leave the text.

    A text with several bare dates among its lines is a chronology: its dates are headings, none is a dateline.
    """
    zone = _zone(lines)
    plain = {i: found for i in range(len(lines)) if len(lines[i]) < 80 and (found := standalone(lines[i]))}
    bare = {days for label, days in plain.values() if label is None}
    if len(bare) > 1:
        plain = {i: found for i, found in plain.items() if found[0]}
    plain = {i: found for i, found in plain.items() if i in zone and len(lines) > 1 and not _heads(lines, i, *found)}
    dated = [Dateline(i, lines[i], days, True, _rank(label)) for i, (label, days) in plain.items()]
    for i in sorted(zone):
        opening = agency(lines[i])
        if opening and opening[1]:
            dated.append(Dateline(i, opening[0], opening[1], False, 2))
        elif i not in plain and (found := _byline(lines[i]) or (credit(lines[i]) if i < CREDIT_LINES else None)):
            dated.append(Dateline(i, found[0], found[1], False, 3))
    known = [d for d in dated if d.days.start]
    exact = [d for d in known if d.days.start == d.days.end]
    best = min(exact or known or dated, key=lambda d: (d.rank, d.line), default=None)
    # A month alone heads a section where the text says its day elsewhere: "APRIL 2018" above that month's figures.
    headings = {i for i, (label, days) in plain.items() if exact and label is None and days.start != days.end}
    return best, tuple(sorted(i for i, (_, days) in plain.items() if days.start and i not in headings))


def _heads(lines: Sequence[str], at: int, label: str | None, days: Days) -> bool:
    """Whether a month alone stands below full sentences: "APRIL 2018" heads that month's figures."""
    return label is None and days.start != days.end and any(_prose(line) for line in lines[:at])


def _prose(line: str) -> bool:
    return len(line) > 100 and line.rstrip("”\"'’)").endswith((".", "!", "?"))


def _byline(line: str) -> tuple[str, Days] | None:
    match = _BYLINE.fullmatch(line) if len(line) < 120 else None
    days = days_of(match) if match else None
    return (match["date"], days) if match and days else None


def _rank(label: str | None) -> int:
    if label is None:
        return 1
    return 4 if "updat" in label or "modif" in label else 0


def _zone(lines: Sequence[str]) -> set[int]:
    """The lines where a dateline may stand: the top, as far as the second full paragraph, and the last few."""
    zone: set[int] = set()
    prose = 0
    for i, line in enumerate(lines[:HEAD_LINES]):
        zone.add(i)
        prose += _prose(line)
        if prose == 2:
            break
    return zone | set(range(max(len(lines) - TAIL_LINES, 0), len(lines)))
