"""Places that the title of a text, or its first lines, gives to figures without one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.scope import Place
from uncounted.reference.capitals import capital_of
from uncounted.resolve.claim_places import SUMS, Where, as_said, days_of, located, summed
from uncounted.resolve.places import resolve_place
from uncounted.resolve.places_mentions import mentions
from uncounted.resolve.topic_place import placed_by_topic

_COUNTRY = 6  # precision (UCDP where_prec) of a country, of which a dateline may name the town
_TOWN = 2  # precision up to which a place is a town: where an incident was there, sums are of more than it
_SETTLEMENTS = r"village|town|city|hamlet|camp|district|municipality|island|port|province|region"
_NAME = re.compile(r"\b[A-Z][\w'’-]*[a-zà-ÿ](?:\s[A-Z][\w'’-]*[a-zà-ÿ])*")
_PLAIN_TITLE = re.compile(r"\s[a-z]{3,}\b.*\s[a-z]{3,}\b|\s[a-z]{4,}\b")  # not In Title Case
_RANGE = re.compile(r"\d\s*[-\u2013\u2014]\s*\d{1,2} [A-Z]|\d\s+to\s+\d")  # what a title covers: no day of publication
_LONG_AGO = 60  # days
_OPENING = 2000  # characters in which the first lines stand
_LONGEST = 200  # characters of a title
_LINE = 120  # characters of a line that may be a title
_BODY = re.compile(
    r"\b(?:Command|Office|Ministry|Department|Army|Forces|Agency|Commission|Council|Mission|Committee|Service|Corps"
    r"|Observatory|Organi[sz]ation|Centre|Center|Society|Authority|Secretariat|Team|Bureau|Government|Tribunal|Embassy)s?\s*$"
)
# "The Example Record | Colombo correspondent | 19 April 2019"
_BARS = re.compile(r"\s[|·•]\s[^|·•]*\b(?:19|20)\d\d\s*$")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# "Nay Pyi Taw, 10 January 2018", "The Prosecutor's Office, Oslo, 4 May"
_DATED = re.compile(
    r"\b(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}),? (?:19|20)\d\d\W*$"
    rf"|, (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})\W*$"
)


_SPEAKS = re.compile(
    r"\s(?:hint|sa(?:y|id)|den(?:y|ie)|admit|claim|blame|vow|warn|accuse|reject|insist|order|agree|confirm|urge|want|threaten"
    r"|pledge|promise|condemn|concede|acknowledge|refuse|defend|dismiss)(?:e?s|e?d)?\b"
)
_STANDS = re.compile(r"\b(?:in|at|near|of|from|over|around|outside|on)\s(?:the\s)?$", re.IGNORECASE)


def _meant(line: str, start: int, end: int, where: Where) -> str:
    """The name that a title says, or the country's where its capital is its government: "Tehran hints at a toll"."""
    name = line[start:end]
    country = where.book.get(where.country) if where.country and name == capital_of(where.country) else None
    speaks = country is not None and _SPEAKS.match(line, end) is not None and _STANDS.search(line[:start]) is None
    return country.name if country is not None and speaks else name


def titled(claims: Sequence[Claim], document: Document, where: Where) -> list[Claim]:
    """Claims without a place take the one place that the title, or the first line, names; rule ``title``.

    Where all incidents told lie in one place inside it, theirs is this place (rule ``one-event``).
    """
    book = where.book
    line = _title(document) if any(not claim.scope.places for claim in claims) else None
    if line is None:
        return list(claims)
    first = document.text.split("\n", 1)[0]
    named = _names_in(line, document, where)
    if not named and first != line and len(first) < _LINE and document.title and first != document.title:
        named = _names_in(first, document, where)  # the line above a heading: "Protection update, Ituri, May 2021"
    places = {
        place.id: as_said(replace(place, text=place.text or place.name), book)
        for place in named
        if place is not None and place.id
    }
    if len(places) > 1:  # "CHAD: LAC PROVINCE", "Bama, Borno State, Nigeria": the narrowest, where the rest hold it
        places = {
            key: place for key, place in places.items()
            if all(other == key or other in place.within for other in places)
        }  # fmt: skip
    if len(places) != 1:
        return list(claims)
    only = tuple(places.values())
    told = {c.scope.places for c in claims if c.kind not in SUMS and c.scope.places and not _past(c, claims)}
    event = next(iter(told)) if len({frozenset(p.id for p in each) for each in told}) == 1 else ()
    if event and all(only[0].id in place.within for place in event):
        sums = summed(claims)
        days = {days_of(c) for c in claims if c.kind not in SUMS and c.scope.places}
        apart = {c.id for c in claims if _dated(c) and days_of(c) not in days} | sums
        claims = [claim if claim.id in apart else located([claim], event, "one-event")[0] for claim in claims]
    wide = (only[0].precision or 0) >= _COUNTRY and where.line is not None
    if (only[0].precision or 0) >= _COUNTRY:
        claims = placed_by_topic(claims, where)
    told_there = any(c.kind not in SUMS and any(p.id == only[0].id for p in c.scope.places) for c in claims)
    town = (only[0].precision or _COUNTRY) <= _TOWN and told_there
    parts = summed(claims)  # "250 since January: 160 by air strikes": of more than the town
    left = {claim.id for claim in claims if (town and _since(claim) if claim.id in parts else wide)}
    return [claim if claim.id in left else located([claim], only, "title")[0] for claim in claims]


def _names_in(line: str, document: Document, where: Where) -> list[Place | None]:
    """The places that a title names."""
    line = _INCLUDING.sub("", line)
    named = (
        [
            resolve_place(_meant(line, m.start, m.end, where), country=where.country, gazetteer=where.book)
            for m in mentions(line, where.book)
            if m.kind != "demonym"
        ]
        if len(line) < _LONGEST
        else []
    )
    named = named or _told_names(line, document.text, where)
    return [*named, *_beside_country(line, where)]


_INCLUDING = re.compile(r",? including [^:;|]*", re.IGNORECASE)
_MARKS = re.compile(r"\s*(?:[:|,\u2013\u2014/]|\s-\s)\s*")
_FEW = 3  # words of a name in a title


def _beside_country(line: str, where: Where) -> list[Place | None]:
    """The place that a title names beside its country, parted by a mark: "Somalia: Gedo", "Murzuq | Libya"."""
    parts = [part.strip() for part in _MARKS.split(line)]
    country = where.book.get(where.country) if where.country is not None else None
    if country is None or not 1 < len(parts) < 5:
        return []
    if country.name not in parts:
        return _named_whole(parts[1:], where)
    near = [part for part in parts if part != country.name and 0 < len(part.split()) <= _FEW]
    found = [resolve_place(part, country=where.country, gazetteer=where.book) for part in near]
    return [place for place in found if place is not None and place.id and place.country == where.country]


def _named_whole(parts: Sequence[str], where: Where) -> list[Place | None]:
    """The one part of a title that is a division's name and nothing else: "Protection update, Ituri, October 2021"."""
    found = [
        resolve_place(part, country=where.country, gazetteer=where.book)
        for part in parts
        if _NAME.fullmatch(part) and where.book.find(part, kinds=("first-order", "region"), country=where.country)
    ]
    return found if len(found) == 1 and found[0] is not None and found[0].country == where.country else []


def _since(claim: Claim) -> bool:
    """Whether a sum says from when it counts: one that does not is the toll of the event so far."""
    time = claim.scope.time
    begun = claim.inherited.get("time") == "since-fighting"
    return time is None or claim.kind == "period" or (time.start is not None and not begun)


def _dated(claim: Claim) -> bool:
    """Whether a claim has a day of its own, of its heading or of the event it is told of."""
    time = claim.scope.time
    return time is not None and time.start is not None and time.rule != "statement-date"


def _told_names(line: str, text: str, where: Where) -> list[Place | None]:
    """The one name of a title that the body tells as a place: "Bojayá ten years later", "the village of Bojayá"."""
    body = text[len(line) :]
    if len(line) >= _LONGEST or not body.strip() or not _PLAIN_TITLE.search(line):
        return []
    names = {
        name[0] for name in _NAME.finditer(line)
        if re.search(rf"\b(?:in|at|near|(?:{_SETTLEMENTS}) of)\s{re.escape(name[0])}\b", body)
    }  # fmt: skip
    if len(names) != 1:
        return []
    return [resolve_place(names.pop(), country=where.country, gazetteer=where.book)]


def _past(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a claim is of months before the first incident: what the text tells of the past."""
    lead = next((days for c in claims if c.kind not in SUMS and (days := days_of(c)) is not None and days[0]), None)
    own = days_of(claim)
    if lead is None or own is None or lead[0] is None or own[1] is None:
        return False
    return (date.fromisoformat(lead[0]) - date.fromisoformat(own[1])).days > _LONG_AGO


def _title(document: Document) -> str | None:
    """The title, or the first line that is no name of a publisher, in small letters; null where such a name is all."""
    first = document.title or document.text.split("\n", 1)[0]
    lines = [first, *(line for line in document.text[:_OPENING].split("\n")[:4] if line.strip() and len(line) < _LINE)]
    for line in dict.fromkeys(lines):
        plain = line.title() if line.isupper() else line
        if _RANGE.search(plain) or not (_BODY.search(plain) or _BARS.search(plain) or _DATED.search(plain)):
            return plain
        if not _BODY.search(first.title() if first.isupper() else first):
            return None
    return None
