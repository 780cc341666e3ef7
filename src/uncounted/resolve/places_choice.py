"""Which of the places that a name may mean is meant: what holds it, the country, distance, population last."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.reference.build_places import NON_LATIN
from uncounted.reference.fold import bare, fold
from uncounted.reference.gazetteer import Candidate, Gazetteer, Kind, Known, Match
from uncounted.resolve.places_grammar import Named

EARTH_KM = 6371.0
_BESIDE_KM = 50.0  # closer than this it is better to name one of two than none
_FAR_KM = 120.0  # farther than this from the middle of a division is not at its border
SAME_KM = 25.0  # bearers of one name closer than this are one place for a report
_KIND: dict[Kind, float] = {
    "country": 0.9,
    "region": 0.5,
    "settlement": 0.3,
    "first-order": 0.2,  # so that a town is meant by a bare name unless the division has some ten times its people
    "second-order": 0.0,
}
# Scores are added up; a named holder outweighs the document's country, that outweighs distance, that population.
_KIND_SAID, _KIND_UNSAID = 0.6, -0.5
_COUNTRY_SAID, _COUNTRY_DOCUMENT, _COUNTRY_AROUND = 2.0, 1.2, 0.5
_HELD, _NOT_HELD, _CLOSE_TO_HOLDER = 1.0, -0.3, 0.6
_CLOSE, _PEOPLE = 0.5, 0.09
_PLAUSIBLE, _TIE = 0.35, 0.08
_EQUAL = 0.004  # populations within a tenth of each other
_ALONE = 0.06  # lead of a spelling that differs, for it to stand alone: a tenth of the letters
# The usual name, where it is a spelling and where it is one of several transliterations; the seat of a district.
_SPELLED, _TRANSLITERATED, _SEAT = 0.12, 0.05, 0.15
_ALIKE, _ALIKE_HELD = 0.7, 0.6  # share of letters alike, below which another spelling stays a suggestion
_ALIKE_ANYWHERE = 0.8  # the same where nothing says in which country
_BIG = 100_000
_REGION_PEOPLE = 30_000_000  # continents and landscapes have no figure and are better known than their namesakes


@dataclass(frozen=True)
class Hints:
    """What is known around a name: countries that the phrase names, the document's, those of its other places.

    ``held`` are ids of divisions that the phrase names; ``points`` (lat, lon) of other places of the document.
    """

    said: frozenset[str] = frozenset()
    document: str | None = None
    around: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()

    def any(self) -> bool:
        """Whether there is anything to go by."""
        return bool(self.said or self.document or self.held or self.around)


@dataclass(frozen=True)
class Chosen:
    """The place that is meant, or None; and others that may be, best first; they may stand where best is None.

    ``suggested``: the others are not called so, but much alike; nothing follows from where they lie.
    """

    best: Known | None
    others: tuple[Known, ...]
    suggested: bool = False


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees), by the haversine formula."""
    a, b, c, d = math.radians(one[0]), math.radians(one[1]), math.radians(other[0]), math.radians(other[1])
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def holders(named: Sequence[Named], country: str | None, book: Gazetteer) -> list[Known]:
    """The divisions and countries that a phrase names as holding the place, outermost settled first."""
    found: list[Known] = []
    for item in reversed(named):
        countries = {known.country for known in found if known.country}
        if not countries and country and not book.country_named(item.name):
            countries = {country}
        hints = Hints(said=frozenset(countries), document=country)
        kinds = item.kinds or ("country", "region", "first-order", "second-order")
        chosen = choose(item.name, kinds, hints, book)
        if chosen.best is None and item.kinds is None:
            chosen = choose(item.name, None, hints, book)
        if chosen.best:
            found.append(chosen.best)
    return found


def choose(name: str, kinds: Sequence[Kind] | None, hints: Hints, book: Gazetteer) -> Chosen:
    """Rank the bearers of a name; abstain (best None) where nothing tells them apart."""
    found = _candidates(name, hints, book)
    scored = sorted(((_score(c, name, kinds, hints, book), c.place) for c in found), key=_order)
    if not scored:
        return Chosen(None, ())
    best_score, best = scored[0]
    rivals = [(s, p) for s, p in scored[1:] if s >= best_score - _PLAUSIBLE and not one_place(best, p)]
    others = tuple(place for _, place in rivals)
    lead = best_score - rivals[0][0] if rivals else 1.0
    match = next(c.match for c in found if c.place.id == best.id)
    trusted = _trusted(match, name, best, hints, book, alone=lead >= _ALONE)
    if not trusted or _tied(name, best, rivals, lead, hints) or _elsewhere(best, hints, book):
        return Chosen(None, (best, *others), suggested=match in ("skeleton", "fuzzy"))
    return Chosen(best, others)


def _tied(name: str, best: Known, rivals: Sequence[tuple[float, Known]], lead: float, hints: Hints) -> bool:
    """Whether nothing tells the first from the next: with something to go by the smallest lead that is not chance.

    Without, a city is meant by its usual name, unless another is nearly as large.
    """
    if not rivals or _apart(best, rivals[0][1]) <= _BESIDE_KM:
        return False
    if hints.document or hints.said or hints.held:
        return lead < _EQUAL
    if best.population >= _BIG and _usual(name, best):
        return lead < _TIE and rivals[0][1].population > best.population / 3
    return lead < _TIE


def _elsewhere(place: Known, hints: Hints, book: Gazetteer) -> bool:
    """Whether a place lies in another first-order division than the one named, and not near it."""
    named = [known for known in map(book.get, hints.held) if known and known.kind == "first-order"]
    if not named or place.kind not in ("settlement", "second-order") or place.first is None:
        return False
    ids = {known.id for known in named}
    return place.first not in ids and min(_apart(place, known) for known in named) > _FAR_KM


def ranked(name: str, kinds: Sequence[Kind] | None, hints: Hints, book: Gazetteer) -> list[tuple[float, Known]]:
    """The bearers of a name with their scores, best first; those that are known by a laxer spelling only if trusted."""
    found = _candidates(name, hints, book)
    kept = [c for c in found if _trusted(c.match, name, c.place, hints, book, alone=True)]
    return sorted(((_score(c, name, kinds, hints, book), c.place) for c in kept), key=_order)


def _trusted(match: Match, name: str, place: Known, hints: Hints, book: Gazetteer, *, alone: bool) -> bool:
    """Whether a spelling that differs may be taken: much alike, less so where a country is given, and standing alone.

    A close one that has other consonants only in the division that is named.
    """
    if match not in ("skeleton", "fuzzy"):
        return True
    if hints.held and set(hints.held) & {place.id, *book.above(place)}:
        return _likeness(name, place.name) >= _ALIKE_HELD
    alike = _ALIKE_HELD if hints.document or hints.said else _ALIKE
    return match == "skeleton" and alone and _likeness(name, place.name) >= alike


def _candidates(name: str, hints: Hints, book: Gazetteer) -> list[Candidate]:
    """Bearers of the name: in a country that is said, else anywhere; lax spellings only where there is a hint."""
    countries = sorted(hints.said) or ([hints.document] if hints.document else [])

    def possible(candidate: Candidate) -> bool:
        return candidate.place.country is None or not hints.said or candidate.place.country in hints.said

    strict = [c for country in countries for c in book.find(name, country=country, consonants=False)]
    strict += filter(possible, book.find(name, consonants=False))
    if strict:
        return _distinct(strict)
    found = [c for country in countries for c in book.find(name, country=country)]
    afar = bool(hints.around) or not countries
    lax = [c for c in found if c.match == "skeleton"] or [
        c
        for c in (book.find(name) if afar else ())
        if c.match == "skeleton"
        and possible(c)
        and (c.place.country in hints.around or (not countries and c.place.population >= _BIG))
    ]
    # Without a country the same consonants are many places' ("Kitchanga", "Shanghai"): there only a like name is one.
    alike = 0.5 if countries or hints.around else _ALIKE_ANYWHERE
    lax = [c for c in lax if _likeness(name, c.place.name) >= alike or hints.held]
    if lax:
        return _distinct(lax)
    for country in countries:
        found += book.find(name, country=country, fuzzy=True)
    return _distinct([c for c in found if c.match == "fuzzy"])


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    return list({c.place.id: c for c in reversed(candidates)}.values())


def _likeness(name: str, other: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.ratio(fold(name), fold(other))) / 100


def _score(candidate: Candidate, name: str, kinds: Sequence[Kind] | None, hints: Hints, book: Gazetteer) -> float:
    place = candidate.place
    score = candidate.quality if kinds is None else min(candidate.quality, 1.0)
    if candidate.match in ("skeleton", "fuzzy"):
        score = 0.2 + 0.6 * _likeness(name, place.name)
    elif _usual(name, place):
        score += _TRANSLITERATED if place.country in NON_LATIN else _SPELLED
    score += _KIND[place.kind] if kinds is None else _KIND_SAID if place.kind in kinds else _KIND_UNSAID
    if place.country in hints.said:
        score += _COUNTRY_SAID
    elif place.country == hints.document and place.country:
        score += _COUNTRY_DOCUMENT
    elif place.country in hints.around:
        score += _COUNTRY_AROUND
    score += _seat(place, book) + _held(place, hints, book) + _near(place, hints)
    return score + _PEOPLE * importance(place) - place.rank / 10


def _usual(name: str, place: Known) -> bool:
    """Whether a place is commonly called so: by its own name, "City" at its end apart."""
    return fold(place.name).removesuffix(" city") == fold(name).removesuffix(" city")


def _seat(place: Known, book: Gazetteer) -> float:
    """A town that has the name of the district that holds it is its seat, and better known than its namesakes."""
    district = book.get(place.second) if place.kind == "settlement" and place.second else None
    return _SEAT if district and bare(fold(district.name)) == bare(fold(place.name)) else 0.0


def importance(place: Known) -> float:
    """The logarithm of the people that a place stands for: none for a second-order division, as many for a region."""
    if place.kind == "second-order":
        return 0.0
    return math.log10((_REGION_PEOPLE if place.kind == "region" else place.population) + 1)


def _held(place: Known, hints: Hints, book: Gazetteer) -> float:
    if not hints.held:
        return 0.0
    above = set(book.above(place))
    if above & set(hints.held):
        return _HELD
    points = [(k.lat, k.lon) for k in map(book.get, hints.held) if k and k.lat is not None and k.lon is not None]
    if place.lat is None or place.lon is None or not points:
        return _NOT_HELD
    distance = min(kilometres((place.lat, place.lon), point) for point in points)
    return _NOT_HELD + _CLOSE_TO_HOLDER * math.exp(-distance / 60)


def _near(place: Known, hints: Hints) -> float:
    if not hints.points or place.lat is None or place.lon is None:
        return 0.0
    distance = min(kilometres((place.lat, place.lon), point) for point in hints.points)
    return _CLOSE * math.exp(-distance / 150)


def one_place(one: Known, other: Known) -> bool:
    """Whether two bearers are one place for a reader: close together, or one holds the other under one name."""
    if other.id in (one.first, one.second) or one.id in (other.first, other.second):
        return True
    return _apart(one, other) <= SAME_KM


def _apart(one: Known, other: Known) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def _order(scored: tuple[float, Known]) -> tuple[float, int, str]:
    return -scored[0], -scored[1].population, scored[1].id
