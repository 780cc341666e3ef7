"""The year of a date that names none, where the text around it has named one.

"A five-day operation in March 2022 ... between 27 and 31 March": a date without its year is read back from publication
unless its paragraph, or the paragraphs with which the text opens, gave its month another year. News of the last weeks
keeps its own year.
"""

from __future__ import annotations

import re
from datetime import date

from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.reference.sought import Sought
from uncounted.resolve.dates import resolve_date

FULL = 100  # characters of a paragraph that is no heading
RECENT = 31  # days before publication within which a date without a year is news, not history
_MONTH = re.compile(
    r"\b(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A month and, beside it, the year it is told of; "between January and May 2009" gives it to both.
_DATED = re.compile(
    _MONTH.pattern + r"\.?(?:\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:of\s+)?"
    r"|\s+(?:and|to|until|till|through)\s+(?:mid-|early\s|late\s)?[A-Z][a-z]+\s+(?:\d{1,2},?\s+)?)(?P<year>(?:19|20)\d\d)\b"
)
_DATED_OR_NOT = re.compile(rf"{_MONTH.pattern}(?:,? (?:of )?(?:19|20)\d\d)?")
_BY_NUMBER = re.compile(r"(?:\w+day,? )?the [0-3]?\d(?:st|nd|rd|th)\b(?! \w)", re.IGNORECASE)
_FULL_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH.pattern.replace('?P<month>', '?:')},? (?:19|20)\d\d"
    rf"|{_MONTH.pattern.replace('?P<month>', '?:')}\.? \d{{1,2}},? (?:19|20)\d\d)\b"
)
_FEW = (
    r"(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|(?:fif|six|seven|eigh|nine)teen|[a-z]+ty(?:-\w+)?"
    r"|(?:a|one|two) hundred)"
)
_AGO_TODAY = re.compile(rf"\b{_FEW} years? ago (?:today|this week|this month)\b", re.IGNORECASE)
_LATELY = re.compile(
    r"\b(?:last|this) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\bNow\b"
)
_NEWS = re.compile(
    r"\b(?:yesterday|today|(?:last|this) (?:week|month|year|\w+day)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_ANNIVERSARY = Sought(
    rf"\banniversary\b|\b{_FEW} years? (?:will have passed|ha(?:s|ve) passed|ago\b|on\b|later\b|after\b|since\b)"
    rf"|\bit (?:is|will be|has been) {_FEW} years?\b",
    "anniversary|year",
)
_OPENS = 600  # characters in which a text says that it marks an anniversary
_NEAR, _PARAGRAPHS, _ON = 1200, 4, 92  # characters, breaks (a heading has two), days
_HALF_YEAR = 200  # days
_RELATIVE = re.compile(
    r"\b(?:since|so far|this|ago|years?|(?:last|next) (?:week|month|\w+day|(?-i:[A-Z])\w+))\b", re.IGNORECASE
)


def anchor_of(claim: Claim, document: Document, on: tuple[str, str] | None) -> tuple[str, str] | None:
    """The days from which a claim's date is to be read back: of publication, or the end of the year that is told of.

    Without a day of publication only a month whose year the text tells has one.
    """
    said = claim.scope.time
    if said is None or not said.text or said.start or said.end:
        return on
    months = {found["month"][:3].lower() for found in _MONTH.finditer(said.text)}
    if not months and _BY_NUMBER.match(said.text):
        return _month_before(document.text, _place(claim), on) or on
    if not months or _YEAR.search(said.text) or _RELATIVE.search(said.text):
        return on
    if on is None:
        year = _told(document.text, _place(claim), months)
        return (f"{year}-12-31", f"{year}-12-31") if year else None
    plain = resolve_date(said.text, on=on)
    if plain is None or plain.end is None:
        return on
    near = _of_sentence(claim, plain.end) or _of_range(document.text, _place(claim), plain.end)
    year = near or _went_on(document.text, _place(claim), plain.start, on)
    if year is not None:
        return f"{year}-12-31", f"{year}-12-31"
    if (date.fromisoformat(on[1]) - date.fromisoformat(plain.end)).days <= RECENT:
        return on
    year = _told(document.text, _place(claim), months)
    if year is None or year >= int((plain.start or plain.end)[:4]):
        return on
    return f"{year}-12-31", f"{year}-12-31"


_IN_YEAR = re.compile(r"\b[Ii]n (?P<year>(?:19|20)\d\d)(?=,|;|:| when\b)")


def _of_sentence(claim: Claim, plain: str) -> int | None:
    """The year with which a sentence goes back: "in 1996, when 26 were taken, the raid of 9 May cost two lives"."""
    said, sentence = claim.spans.get("time"), claim.spans.get("sentence")
    if said is None or sentence is None or not sentence.start <= said.start < sentence.end:
        return None
    years = [int(found["year"]) for found in _IN_YEAR.finditer(sentence.quote, 0, said.start - sentence.start)]
    return years[-1] if years and years[-1] < int(plain[:4]) else None


def _month_before(text: str, at: int, on: tuple[str, str] | None) -> tuple[str, str] | None:
    """The last day of the month told last before a day by its number alone: "On 10 April ... On the 13th"."""
    last = next(reversed(list(_DATED_OR_NOT.finditer(text, 0, at))), None)
    month = resolve_date(last[0], on=on) if last is not None else None
    return (month.end, month.end) if month is not None and month.end is not None else None


_MONTHS = re.compile(
    _MONTH.pattern.replace("?P<month>", "?P<first>") + r",? (?P<one>(?:19|20)\d\d) (?:and|to|until|till|through) "
    + _MONTH.pattern.replace("?P<month>", "?P<second>") + r",? (?P<two>(?:19|20)\d\d)\b"
)  # fmt: skip


def _of_range(text: str, at: int, plain: str) -> int | None:
    """The year of a day within a span of months that its paragraph told: "between December 1946 and February 1947"."""
    told = list(_MONTHS.finditer(text, text.rfind("\n\n", 0, at) + 1, at))
    days = resolve_date(f"from {told[-1][0]}") if told else None
    if days is None or days.start is None or days.end is None:
        return None
    for year in (int(told[-1]["one"]), int(told[-1]["two"])):
        if year < int(plain[:4]) and days.start <= f"{year}{plain[4:]}" <= days.end:
            return year
    return None


def _went_on(text: str, at: int, plain: str | None, on: tuple[str, str]) -> int | None:
    """The year of a day that follows, within three months, one told just before with its year: "27 May 1999, 3 June".

    Just before: in the same paragraph or the two before it, without a day of the news ("yesterday") between.
    """
    history = _of_the_past(text, plain)
    last = next(reversed(list(_FULL_DATE.finditer(text, 0 if history else max(0, at - _NEAR), at))), None)
    if history and _LATELY.search(text, max(0, text.rfind("\n\n", 0, at)), at) is not None:
        return None
    if history and (ago := _AGO_TODAY.search(text, 0, _OPENS)) is not None:
        last = ago if last is None or last.start() < ago.start() else last
    if last is None or plain is None:
        return None
    if not history and (text.count("\n\n", last.end(), at) > _PARAGRAPHS or _NEWS.search(text, last.end(), at)):
        return None
    days = resolve_date(last[0], on=on)
    if days is None or days.end is None or int(days.end[:4]) >= int(plain[:4]):
        return None
    told = date.fromisoformat(days.end)
    for year in (told.year, told.year + 1):
        try:
            here = date.fromisoformat(f"{year}{plain[4:]}")
        except ValueError:  # 29 February
            continue
        if (-_ON if history else 0) <= (here - told).days <= (_HALF_YEAR if history else _ON):
            return year
    return None


def _of_the_past(text: str, plain: str | None) -> bool:
    """Whether a text tells nothing of the year before its publication, but for the line that says when that was."""
    if plain is None:
        return False
    if _ANNIVERSARY.search(text[:_OPENS]):
        return True
    if _NEWS.search(text):
        return False
    lines = [line for line in text.split("\n") if len(line) > FULL]
    years = [int(year[0]) for line in lines for year in _YEAR.finditer(line)]
    return bool(years) and max(years) < int(plain[:4]) - 1


def _place(claim: Claim) -> int:
    """Where the words of the date stand, else where the sentence of the count begins; 0 where a claim has no words."""
    span = claim.spans.get("time") or claim.spans.get("sentence") or claim.spans.get("count")
    return span.start if span is not None else 0


def _told(text: str, at: int, months: set[str]) -> int | None:
    """The year last given to one of the months, in the paragraph up to ``at`` or where the text opens."""
    paragraph, opening = text.rfind("\n\n", 0, at) + 1, _opening(text)
    same = [
        int(found["year"])
        for found in _DATED.finditer(text, 0, at)
        if found["month"][:3].lower() in months and (found.start() >= paragraph or found.end() <= opening)
    ]
    return same[-1] if same else None


def _opening(text: str) -> int:
    """Where the second full paragraph ends."""
    end, full = 0, 0
    for part in text.split("\n\n"):
        end += len(part) + 2
        full += len(part) > FULL
        if full == 2:
            break
    return end
