"""Labels with which the entries of a chronology open: the days of what they tell, and where it was.

``12 May 2004 - ...``, ``AUG 3-5, 2014: ...``, ``1983-1987 - ...``, ``7 June 1968, Basra: ...``, ``Basra, 7 June: ...``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from uncounted.reference.gazetteer import Gazetteer

_MONTH = (
    r"(?:(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?)"
)
_D, _Y = r"[0-3]?\d(?:st|nd|rd|th)?(?!\d)", r"(?:19|20)\d\d"
_TO = r"\s?(?:-|\u2013|to|and|/)\s?"
_DATE = (
    rf"(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day)?,? )?"
    rf"(?:{_D}(?:{_TO}{_D})? {_MONTH}(?:{_TO}{_D} {_MONTH})?(?:,? {_Y})?"
    rf"|{_MONTH} {_D}(?:{_TO}(?:{_MONTH} )?{_D})?(?:,? {_Y})?"
    rf"|(?:(?i:early|mid|late)[ -])?{_MONTH}(?:{_TO}{_MONTH})?,? {_Y}(?:{_TO}{_MONTH} {_Y})?"
    rf"|{_Y}-\d\d-\d\d|{_D}\.\d\d?\.{_Y}|{_Y}(?:{_TO}(?:{_Y}|\d\d))?)"
)
_NAME = r"[A-Z\u00c0-\u00de][^\W\d_]*(?:[ '\u2019-](?:(?:of|de|la|el|al|the|and) )?[A-Z\u00c0-\u00de][^\W\d_]*){0,4}"
_NAMES = rf"{_NAME}(?:, {_NAME}){{0,2}}(?: \({_NAME}\))?"
_DASH = r"\s(?:-|--|\u2013|\u2014|\|)\s+|\s?\u2014\s?|:\s+"
_OPENS = r"(?=[A-Z\u00c0-\u00de0-9\"'\u201c\u2018(])"
_BEHIND = rf"(?:(?:{_DASH})(?=[^\W_]|[\"'\u201c\u2018(])|\.\s{_OPENS})"
_DATE_FIRST = re.compile(
    rf"\W{{0,3}}(?:(?:From|Since|Around|About|On)\s)?(?P<day>{_DATE})(?:(?P<comma>,\s)?"
    rf"(?:(?<=,\s)|\s?\(|\s(?:-|\u2013|\|)\s)(?P<place>{_NAMES})\)?)?{_BEHIND}"
)
_PLACE_FIRST = re.compile(rf"\W{{0,3}}(?P<place>{_NAMES}),? \(?(?P<day>{_DATE})\)?{_BEHIND}")
_ALONE = re.compile(rf"\W{{0,3}}(?P<day>{_DATE})(?:(?:,\s|\s?\(|\s(?:-|\u2013|\|)\s)(?P<place>{_NAMES})\)?)?[.:]?\s*$")
_DATED = re.compile(rf"\W{{0,3}}(?P<day>{_DATE}){_BEHIND}")


_NUMBERED = re.compile(rf"\W{{0,3}}(?P<day>{_D}(?:\s?[-\u2013]\s?{_D})?)(?:\s(?:-|--|\u2013|\u2014)\s|:\s){_OPENS}")


@dataclass(frozen=True, slots=True)
class Entry:
    """The label of an entry, as offsets: its day or days, the place behind or before it, where the entry goes on."""

    day: tuple[int, int]
    place: tuple[int, int] | None
    end: int


def entry_of(text: str, start: int, end: int) -> Entry | None:
    """The label that the paragraph ``text[start:end)`` opens with; null where it is no entry of a chronology."""
    found = _DATE_FIRST.match(text, start, end) or _PLACE_FIRST.match(text, start, end)
    place = found.span("place") if found is not None and found["place"] else None
    comma = found is not None and bool(found.groupdict().get("comma"))
    if found is not None and place is not None and not comma and not _known(found["place"]):
        found, place = _DATED.match(text, start, end), None  # "May 3, 1999 - Bloody Monday. A bomb ..."
    if found is None or found.end() >= end:
        return None
    return Entry(found.span("day"), place, found.end())


def numbered_entry(text: str, start: int, end: int) -> Entry | None:
    """The label that is a day of the month by its number alone, in a chronology whose labels above name the month."""
    found = _NUMBERED.match(text, start, end)
    return Entry(found.span("day"), None, found.end()) if found is not None and found.end() < end else None


def entry_line(text: str, start: int, end: int) -> Entry | None:
    """The label that a line ``text[start:end)`` is, whole, above the entry that it dates; else null."""
    found = _ALONE.match(text[:end], start)
    if found is None or (found["place"] and not _known(found["place"])):
        return None
    return Entry(found.span("day"), found.span("place") if found["place"] else None, end)


def _known(names: str) -> bool:
    parts = re.split(r", | \(", names.rstrip(")"))
    return any(Gazetteer.default().exists(name.title() if name.isupper() else name) for name in parts)
