"""Which of the places that a name may mean is meant: what holds it, the country, distance, population last."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.reference.fold import fold
from uncounted.reference.gazetteer import STRICT, Candidate, Gazetteer, Kind, Known, Match
from uncounted.resolve.places_grammar import Named

EARTH_KM = 6371.0
SAME_KM = 25.0  # bearers of one name closer than this are one place for a report
_KIND: dict[Kind, float] = {
    "country": 0.9,
    "region": 0.5,
    "settlement": 0.3,
    "first-order": 0.25,
    "second-order": 0.0,
}
# Scores are added up; a named holder outweighs the document's country, that outweighs distance, that population.
_KIND_SAID, _KIND_UNSAID = 0.6, -0.5
_COUNTRY_SAID, _COUNTRY_DOCUMENT, _COUNTRY_AROUND = 2.0, 1.2, 0.5
_HELD, _NOT_HELD, _CLOSE_TO_HOLDER = 1.0, -0.3, 0.6
_CLOSE, _PEOPLE = 0.5, 0.09
_PLAUSIBLE, _TIE = 0.35, 0.08
_ALIKE, _ALIKE_HELD = 0.7, 0.6  # share of letters alike, below which another spelling stays a suggestion
_BIG = 100_000


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
    """The place that is meant, or None; and others that may be, best first; they may stand where best is None."""

    best: Known | None
    others: tuple[Known, ...]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees), by the haversine formula."""
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def holders(named: Sequence[Named], country: str | None, book: Gazetteer) -> list[Known]:
    """The divisions and countries that a phrase names as holding the place, outermost settled first."""
    found: list[Known] = []
    for item in reversed(named):
        countries = {known.country for known in found if known.country} or ({country} if country else set())
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
    rivals = [(s, p) for s, p in scored[1:] if s >= best_score - _PLAUSIBLE and not _one_place(best, p)]
    others = tuple(place for _, place in rivals)
    tied = bool(rivals) and best_score - rivals[0][0] < _TIE
    undecided = tied and (best.population < _BIG or (not hints.any() and rivals[0][1].population > best.population / 3))
    match = next(c.match for c in found if c.place.id == best.id)
    if undecided or not _trusted(match, name, best, hints, book):
        return Chosen(None, (best, *others))
    return Chosen(best, others)


def _trusted(match: Match, name: str, place: Known, hints: Hints, book: Gazetteer) -> bool:
    """Whether a spelling that differs may be taken: a close one only in the division that is named, and much alike."""
    if match not in ("skeleton", "fuzzy"):
        return True
    if hints.held and set(hints.held) & {place.id, *book.ancestors(place.id)}:
        return _likeness(name, place.name) >= _ALIKE_HELD
    return match == "skeleton" and _likeness(name, place.name) >= _ALIKE


def _candidates(name: str, hints: Hints, book: Gazetteer) -> list[Candidate]:
    """Bearers of the name: in a country that is said, else anywhere; lax spellings only where there is a hint."""
    countries = sorted(hints.said) or ([hints.document] if hints.document else [])
    found: list[Candidate] = []
    for country in countries:
        found += book.find(name, country=country)
    anywhere = [
        c for c in book.find(name) if c.place.country is None or not hints.said or c.place.country in hints.said
    ]
    strict = [c for c in (*found, *anywhere) if c.match in (*STRICT, "article")]
    if strict:
        return _distinct(strict)
    lax = [c for c in found if c.match == "skeleton"] or [
        c
        for c in anywhere
        if c.match == "skeleton" and (c.place.country in hints.around or (not countries and c.place.population >= _BIG))
    ]
    lax = [c for c in lax if _likeness(name, c.place.name) >= 0.5 or hints.held]
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
    score += _KIND[place.kind] if kinds is None else _KIND_SAID if place.kind in kinds else _KIND_UNSAID
    if place.country in hints.said:
        score += _COUNTRY_SAID
    elif place.country == hints.document and place.country:
        score += _COUNTRY_DOCUMENT
    elif place.country in hints.around:
        score += _COUNTRY_AROUND
    score += _held(place, hints, book) + _near(place, hints)
    # A division's people are not a reason to prefer it to its town: news means the town by a bare name.
    people = place.population if place.kind != "first-order" and place.kind != "second-order" else 0
    return score + _PEOPLE * math.log10(people + 1) - place.rank / 10


def _held(place: Known, hints: Hints, book: Gazetteer) -> float:
    if not hints.held:
        return 0.0
    above = set(book.ancestors(place.id))
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


def _one_place(one: Known, other: Known) -> bool:
    """Whether two bearers are one place for a reader: close together, or one holds the other under one name."""
    if other.id in (one.first, one.second) or one.id in (other.first, other.second):
        return True
    if None in (one.lat, one.lon, other.lat, other.lon):
        return False
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) <= SAME_KM  # type: ignore[arg-type]


def _order(scored: tuple[float, Known]) -> tuple[float, int, str]:
    return -scored[0], -scored[1].population, scored[1].id
