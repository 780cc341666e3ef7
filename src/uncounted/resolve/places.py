"""Place phrases of reports to places: "near Dayr Az Zawr, eastern Syria", "in Syria's Aleppo Governorate".

``resolve_place`` reads one phrase, ``resolve_places`` a coordinated one, ``mentions`` finds names in running text. The
phrase is cut by ``places_grammar`` into the place itself and what holds it; the gazetteer's candidates are ranked by
``places_choice``: what holds them, the document's country, distance to its other places, and population last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from uncounted.model.scope import Place
from uncounted.reference.fold import usual
from uncounted.reference.gazetteer import STRICT, Gazetteer, Known
from uncounted.resolve.grid import GridPoint, read_grid
from uncounted.resolve.places_choice import Chosen, Hints, choose, holders
from uncounted.resolve.places_document import choose_together
from uncounted.resolve.places_grammar import Phrase, read_phrase
from uncounted.resolve.places_mentions import Mention, mentions

__all__ = ["Mention", "mentions", "resolve_mentions", "resolve_place", "resolve_places", "why"]

_MOST = 5  # alternatives that are kept
_AND = re.compile(r"\s*(?:,\s*(?:and|or|as well as)|\band\b|\bas well as\b|\bor\b|&|,|\bplus\b)\s*", re.IGNORECASE)
_BOTH = re.compile(r"^(?:in\s+|across\s+)?(?:both|either)\s+", re.IGNORECASE)
_NEAR_KM = 25.0  # UCDP where_prec 2: within about 25 km of a known point


def resolve_place(
    text: str,
    *,
    country: str | None = None,
    context: Sequence[Place] = (),
    gazetteer: Gazetteer | None = None,
) -> Place | None:
    """The place that a phrase names, or None where it names none.

    ``country`` (ISO code) is the document's or the recorder's: it breaks ties and stands behind names that the phrase
    leaves bare; a country named in the phrase wins over it. ``context`` are places already read in the document. A name
    that the gazetteer lacks, or whose bearers cannot be told apart, gives a Place without id, with the name as written
    and up to five ``alternatives``. ``precision`` is UCDP's where_prec. ``within`` lists all that holds the place,
    nearest first. A reference of the Military Grid Reference System gives the middle of its square; its id is ``mgrs:``
    and the reference.
    """
    book = gazetteer or Gazetteer.default()
    point = read_grid(text) if text[-1:].isdigit() or text.isupper() else None
    if point:
        return _square(text, point)
    phrase = read_phrase(text, book)
    if phrase is None:
        return None
    chosen = choose(phrase.name, phrase.kinds, _hints(phrase, country, context, book), book)
    return _place(text, phrase, chosen, book)


def resolve_places(
    text: str,
    *,
    country: str | None = None,
    context: Sequence[Place] = (),
    gazetteer: Gazetteer | None = None,
) -> tuple[Place, ...]:
    """The places of a coordinated phrase: "Syria & Iraq", "both Iraq as well as Syria"; one or none else.

    A comma before what holds a place ("Mosul, northern Iraq") coordinates nothing. Keywords as ``resolve_place``.
    """
    book = gazetteer or Gazetteer.default()
    rest = _BOTH.sub("", text.strip())
    whole = book.find(rest, kinds=("country", "region", "first-order"), consonants=False)
    one = bool(whole) and whole[0].match in STRICT  # one name with "and" inside: Trinidad and Tobago
    parts = [rest] if one else [part for part in _AND.split(rest) if part]
    if len(parts) > 1:
        found = [resolve_place(part, country=country, context=context, gazetteer=book) for part in parts]
        known = [place for place in found if place]
        if len(known) == len(parts) and all(place.id for place in known) and not _nested(known):
            return tuple(known)
    single = resolve_place(text, country=country, context=context, gazetteer=book)
    return (single,) if single else ()


def resolve_mentions(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    country: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Place | None, ...]:
    """The places of a whole document's place names, resolved together: one for each span (code points, end open).

    What a name means is weighed by what holds it in the words beside it ("Paris, Texas"), by the country and the
    division of the document's other names and by nearness to them, and by population. None where a span names no place;
    a Place without id where nobody knows the name. ``country`` (ISO code) is the document's, if that is known.
    """
    book = gazetteer or Gazetteer.default()
    found = choose_together(text, spans, country, book)
    return tuple(
        _place(text[start:end], *one, book) if one else None for (start, end), one in zip(spans, found, strict=True)
    )


_MATCHES = {
    "meant": "a curated name of this place",
    "exact": "spelled so",
    "alias": "another name of it",
    "article": "spelled so but for the article",
    "skeleton": "the same consonants",
    "fuzzy": "a close spelling only",
}


def why(place: Place, text: str, *, country: str | None = None, gazetteer: Gazetteer | None = None) -> str:
    """In a few words, why a place is a candidate for a phrase: how its name met the words and what speaks for it."""
    book = gazetteer or Gazetteer.default()
    phrase = read_phrase(text, book)
    if place.id is None or phrase is None:
        return "no place of that name is known" if place.id is None else ""
    names = (phrase.name, *(part for part in _AND.split(text) if part))
    found = (c for n in names for c in book.find(n, country=place.country, fuzzy=True) if c.place.id == place.id)
    match = next(found, None)
    reasons = [_MATCHES[match.match]] if match else []
    known = book.get(place.id)
    if phrase.country and place.country == phrase.country:
        reasons.append("in the country named")
    elif country and place.country == country:
        reasons.append("in the country given")
    held = [
        k.name
        for k in holders(phrase.holders, phrase.country or country, book)
        if k.id in place.within and k.kind != "country"
    ]
    reasons += [f"in {name}" for name in held]
    if known and known.population:
        reasons.append(f"population {known.population:,}")
    return "; ".join(reasons)


def _nested(places: Sequence[Place]) -> bool:
    """Whether a later part holds an earlier one: then the comma says where, not and."""
    return any(
        later.id in one.within or later.id == one.id for i, one in enumerate(places) for later in places[i + 1 :]
    )


def _hints(phrase: Phrase, country: str | None, context: Sequence[Place], book: Gazetteer) -> Hints:
    held = holders(phrase.holders, country, book)
    countries = {known.country for known in held if known.country}
    if phrase.country:
        countries = {phrase.country}
    beside = [known for name in phrase.beside if (known := choose(name, None, Hints(document=country), book).best)]
    points = tuple((k.lat, k.lon) for k in beside if k.lat is not None and k.lon is not None) or tuple(
        (p.lat, p.lon) for p in context if p.lat is not None and p.lon is not None and p.precision != 6
    )
    around = tuple(dict.fromkeys(p.country for p in context if p.country))
    return Hints(
        frozenset(countries), country, around, tuple(known.id for known in held if known.kind != "country"), points
    )


def _place(text: str, phrase: Phrase, chosen: Chosen, book: Gazetteer) -> Place:
    others = tuple(_known_place(known, book) for known in chosen.others[:_MOST])
    if chosen.best is None:
        return _unknown(text, phrase, others, book, called_so=not chosen.suggested)
    place = _known_place(chosen.best, book)
    precision = _precision(phrase, place.precision or 6)
    return replace(place, relation=phrase.relation, km=phrase.km, precision=precision, alternatives=others, text=text)


def _square(text: str, point: GridPoint) -> Place:
    """A grid reference: exact to a kilometre is a point, ten kilometres near one, a hundred like a district."""
    precision = 1 if point.metres <= 1000 else 2 if point.metres <= 10_000 else 3
    return Place(
        f"mgrs:{point.reference}", point.reference, lat=point.lat, lon=point.lon, precision=precision, text=text
    )  # fmt: skip


def _unknown(text: str, phrase: Phrase, others: tuple[Place, ...], book: Gazetteer, *, called_so: bool) -> Place:
    """A name that nobody knows, or that several bear (``called_so``): what holds it is kept."""
    held = holders(phrase.holders, phrase.country, book)
    within = [i for known in reversed(held) for i in (known.id, *book.ancestors(known.id))]
    country = phrase.country or next((k.country for k in held if k.country), None)
    country = country or (_shared_country(others) if called_so else None)
    if country:
        within += [country, *book.ancestors(country)]
    first = next((k for k in held if k.kind == "first-order"), None)
    return Place(
        None, phrase.name, country, first.name or None if first else None, within=tuple(dict.fromkeys(within)),
        relation=phrase.relation, km=phrase.km, alternatives=others, text=text,
    )  # fmt: skip


def _known_place(known: Known, book: Gazetteer) -> Place:
    first = known.first or (known.id if known.kind == "first-order" else None)
    named = book.get(first) if first else None
    codes = {"settlement": 1, "second-order": 3, "first-order": 4, "country": 6, "region": 5}
    return Place(
        known.id, usual(known.name) or None, known.country, (usual(named.name) or None) if named else None, known.lat,
        known.lon,
        book.above(known), precision=codes[known.kind],
    )  # fmt: skip


def _precision(phrase: Phrase, own: int) -> int:
    """UCDP where_prec: near a town is 2, further off 3; a part of a country or of a first-order division is 5."""
    if phrase.relation in ("near", "around", "km"):
        close = phrase.km is None or phrase.km <= _NEAR_KM
        own = max(own, 2 if close else 3)
    if phrase.part:
        return {1: 2, 4: 5, 6: 5}.get(own, own)
    return own


def _shared_country(places: Sequence[Place]) -> str | None:
    countries = {place.country for place in places}
    return countries.pop() if len(countries) == 1 else None
