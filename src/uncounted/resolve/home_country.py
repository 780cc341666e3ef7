"""The country of which a text tells, by the places that it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from uncounted.model.document import Document
from uncounted.reference.fold import fold
from uncounted.reference.gazetteer import Gazetteer
from uncounted.resolve.places import mentions
from uncounted.resolve.places_mentions import Mention

MENTIONS = 20_000  # characters of a text that are searched for its country and its places
# "KABUL (Agency) - ", and "Kampala, July 13 (Example Agency) -- Uganda" or "Yala, Thailand - Fourteen".
_DAY = r"(?:,? (?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[A-Za-z]*\.? \d{1,2}(?:,? \d{4})?)?"
_END = r"(?: \([^)]*\))? ?(?:--?|[–—]) "
DATELINE = re.compile(
    rf"^(?!By |BY )(?:([A-Z][A-Z' .-]+?(?:, [A-Z][A-Za-z. ]+?)?){_DAY}{_END}"
    rf"|([A-Z][\w'’]+(?:[ -][A-Z][\w'’]+){{0,2}}(?:, [A-Z][A-Za-z. ]+?)?){_DAY}{_END}(?=[\"“]?[A-Z\d]))",
    re.MULTILINE,
)


_OPENING = 1500  # characters in which a dateline stands


@lru_cache(maxsize=4)  # asked several times of the text in hand
def line_of(text: str) -> tuple[str, int] | None:
    """The place that a text's dateline names, and where the dateline ends; null where there is none."""
    found = DATELINE.search(text[:_OPENING])
    return ((found[1] or found[2]), found.end()) if found is not None else None
_WITH = re.compile(
    r"\b(?:(?:war|border|peace|talks|ties|relations|frontier|fighting|conflict) (?:with|against)|like|than in"
    r"|fled (?:to|into)|crossed (?:in)?to|exile in|return(?:ed)? (?:from|to))\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(
    r"\s(?:(?:[a-z-]+\s)?(?:village|town|city|capital|province|island|region|district|port|hamlet)|authorities|government)\b"
)


def spoken_countries(named: Sequence[Mention], country: str | None) -> set[str | None]:
    """The countries that a text speaks of: a name whose only bearers lie in others is rather one that nobody knows.

    Words that only say who people are, "21 Colombians", speak of no country.
    """
    said = Counter({(m.country, fold(m.name)) for m in named if m.kind == "settlement"})
    names = Counter(where for where, _ in said)
    told = any(m.kind == "country" and m.country == country for m in named)
    least = max(1, names[country]) if told else 1  # of a text that names its country the rest is chance
    places = [m for m in named if m.kind != "settlement" and not (m.kind == "demonym" and m.name.endswith("s"))]
    return {m.country for m in places} | {m.country for m in named if names[m.country] > least} | {None, country}


def told_country(document: Document, book: Gazetteer, named: Sequence[Mention]) -> str | None:
    """The country that most names of places in the text speak for, or that its dateline's place lies in.

    A town counts once, however often it is named; the names of countries and divisions weigh twice, as do the lines up
    to the dateline. Countries that are only told of another's dealings ("the war with Iran") do not count; "the
    Congolese village" does.
    """
    votes: Counter[str] = Counter()
    line = line_of(document.text[:MENTIONS])
    first = max(document.text.find("\n"), line[1] if line is not None else 0)
    counted = set()
    lines = bylines(document.text)
    for found in named:
        if any(a <= found.start < b and document.text.startswith("By ", a) for a, b in lines):
            continue
        if not found.country or (found.kind != "country" and fold(found.name) in counted):
            continue
        if found.kind == "demonym" and not _OF_PLACE.match(document.text, found.end):
            continue
        if found.kind == "country" and _WITH.search(document.text, max(0, found.start - 30), found.start):
            continue
        counted.add(fold(found.name))
        votes[found.country] += (1 + (found.kind != "settlement")) * (1 + (found.start < first))
    most = votes.most_common(2)
    if most and (len(most) == 1 or most[0][1] > most[1][1]):
        return most[0][0]
    near = [m.country for m in mentions(line[0], book) if m.country] if line is not None else []
    tied = [country for country, votes_ in most if votes_ == most[0][1]]
    return next((country for country in near if not tied or country in tied), None)


_HEADING = re.compile(r"^[^\S\n]*[#*_\d.\s]*(?P<words>[A-Z][^\n|:.;,!?]{1,60}?)[\s*_:]*$", re.MULTILINE)
_SHORT = 6  # words of a heading


def headed(text: str, named: Sequence[Mention]) -> list[tuple[int, str | None]]:
    """Where the sections of a text begin, behind its title, and the country that is the whole heading of each, or None.

    Only for a text with such a heading: "UGANDA" inside a report on a neighbour.
    """
    by_start = {m.start: m for m in named if m.kind == "country"}
    found: list[tuple[int, str | None]] = []
    for line in _HEADING.finditer(text):
        start, end = line.span("words")
        if not line.start() or len(line["words"].split()) > _SHORT:
            continue
        mention = by_start.get(start) or by_start.get(start + 4 if line["words"].lower().startswith("the ") else -1)
        country = mention.country if mention is not None and mention.end == end else None
        found.append((start, country))
    return found if any(country for _, country in found) else []


def section_country(sections: Sequence[tuple[int, str | None]], at: int | None) -> str | None:
    """The country at the head of the section in which a position stands; None where no heading is one."""
    above = [country for start, country in sections if at is not None and start <= at]
    return above[-1] if above else None


_AT = re.compile(
    r"\b(?:in|inside|within|across|throughout|over|into|to|from|near|around|on|at|of|for)\s(?:(?:the|[a-z]+ern|central)\s)*\Z",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^By .*$|^.*\b(?:19|20)\d\d\b.*$|^.*\b\d{1,2}/\d{1,2}/\d\d\b.*$", re.MULTILINE)
_OPENING, _LINE = 500, 90  # characters with which a text says who publishes it, and of such a line


def bylines(text: str) -> list[tuple[int, int]]:
    """Where the lines stand with which a text says who publishes it, where and when; its first line is none."""
    first = text.find("\n")
    return [line.span() for line in _BYLINE.finditer(text[:_OPENING]) if line.start() > first and len(line[0]) < _LINE]


def told_at(text: str, start: int) -> bool:
    """Whether a name at ``start`` stands behind a word of place: "in", "at the", "near"."""
    return _AT.search(text, max(0, start - 30), start) is not None


def spoken_of(
    text: str, named: Sequence[Mention], lies_in: Mapping[tuple[int, int], str], country: str
) -> Counter[str]:
    """How often the text names places in each country, as places of what it tells.

    Not counted are the town and day of publication; other states named as parties are ("the United States bombed"); and
    lone towns of lands that the text names by nothing else, which are rather names that no gazetteer knows.
    """
    lines = bylines(text)
    votes: Counter[str] = Counter()
    towns: dict[str, set[str]] = {}
    for found in named:
        where = lies_in.get((found.start, found.end), found.country)
        if found.kind == "demonym" or not where:
            continue
        before = text[max(0, found.start - 30) : found.start]
        party = found.kind == "country" and not _AT.search(before)
        if where != country and (party or any(a <= found.start < b for a, b in lines)):
            continue
        votes[where] += 1
        if found.kind == "settlement":
            towns.setdefault(where, set()).add(fold(found.name))
        else:
            towns.setdefault(where, set()).update({"", found.kind})
    return Counter({where: n for where, n in votes.items() if where == country or len(towns[where]) > 1})
