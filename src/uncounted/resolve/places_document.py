"""The places that a whole document names, resolved together: each name's bearers are weighed by what the others say.

Relaxation labelling: every name keeps a weight for each of its bearers; country, first-order division and nearness of
the other names' likely bearers raise or lower it, a few rounds over (Leidner 2007, "Toponym Resolution in Text", for
the two assumptions: one sense of a name in a document, and that its places lie close together).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from uncounted.reference.fold import fold
from uncounted.reference.gazetteer import STRICT, Gazetteer, Kind, Known
from uncounted.resolve.places_choice import EARTH_KM, Chosen, Hints, holders, importance, one_place, ranked
from uncounted.resolve.places_grammar import Phrase, read_phrase

_ROUNDS = 4
_BEARERS = 40  # of one name that are weighed
_SUPPORT = 4  # of one name that speak for others' bearers
_SHARP = 0.12  # how soon a lead becomes a certainty
_COUNTRY, _FIRST, _CLOSE, _HELD = 0.5, 0.9, 0.5, 1.6
_PEOPLE = 0.11  # on top of what ``places_choice`` gives, for a factor of ten in population
_KM = 120.0
_DECIDED = 0.1  # by how much of the weight the first must lead
_LIKELY = 0.02
_HOLDERS: tuple[Kind, ...] = ("country", "first-order", "second-order", "region")
_COMMA = re.compile(r"\s*(?:,|\(|\bin\b)\s*")
_HOLDER = re.compile(r"(?:[^\W\d_]\.\s?){2,3}|[A-Z][^\W\d_]*\.?(?:\s[A-Z][^\W\d_]+){0,2}")


@dataclass
class _Bearer:
    place: Known
    own: float  # what the name itself says
    above: tuple[str, ...]
    point: tuple[float, float, float] | None
    weight: float = 0.0


@dataclass
class _Name:
    phrase: Phrase
    bearers: list[_Bearer]
    held_by: set[str] = field(default_factory=set)
    holds: list[_Name] = field(default_factory=list)
    times: int = 0


def choose_together(
    text: str, spans: Sequence[tuple[int, int]], country: str | None, book: Gazetteer
) -> list[tuple[Phrase, Chosen] | None]:
    """For each span (code points) of a text its phrase and what is chosen; None where it names no place.

    The same words have one sense in a document, unless what holds them is named beside them.
    """
    names: dict[str, _Name | None] = {}
    opened = dict(spans)
    for start, end in spans:
        words = text[start:end]
        if fold(words) not in names:
            names[fold(words)] = _name(words, country, book)
    for start, end in spans:
        found = names[fold(text[start:end])]
        if found is not None:
            found.times += 1
            holder, ids = _beside(text, end, opened, book)
            outer = names.get(fold(holder)) if ids else None
            if any(set(ids) & set(bearer.above[1:]) for bearer in found.bearers):
                found.held_by |= set(ids)
                if outer is not None:
                    outer.holds.append(found)
    _weigh([name for name in names.values() if name is not None])
    chosen = {key: (name.phrase, _decide(name)) if name else None for key, name in names.items()}
    return [chosen[fold(text[start:end])] for start, end in spans]


def _name(words: str, country: str | None, book: Gazetteer) -> _Name | None:
    said = _said(words, country, book)
    return _Name(said[0], [_Bearer(*each) for each in said[1]]) if said is not None else None


_Told: TypeAlias = tuple[Known, float, tuple[str, ...], tuple[float, float, float] | None]


@lru_cache(maxsize=512)
def _said(words: str, country: str | None, book: Gazetteer) -> tuple[Phrase, tuple[_Told, ...]] | None:
    """What words say by themselves: the phrase, and of each bearer of its name what ``_Bearer`` holds."""
    phrase = read_phrase(words, book)
    if phrase is None:
        return None
    held = holders(phrase.holders, country, book)
    said = {phrase.country} if phrase.country else {known.country for known in held if known.country}
    hints = Hints(frozenset(said), country, (), tuple(k.id for k in held if k.kind != "country"))
    bearers: list[_Told] = []
    for score, known in ranked(phrase.name, phrase.kinds, hints, book)[:_BEARERS]:
        # A town is meant by a bare name unless the division has many times its people.
        people = importance(known) - (known.kind == "first-order") if phrase.kinds is None else 0.0
        above = (known.id, *book.above(known))
        bearers.append((known, score + _PEOPLE * people, above, _vector(known)))
    return phrase, tuple(bearers)


def _beside(text: str, end: int, opened: dict[int, int], book: Gazetteer) -> tuple[str, tuple[str, ...]]:
    """A name behind a comma or bracket and the ids of what it may stand for, if it can hold a place: "Paris, Texas"."""
    comma = _COMMA.match(text, end)
    if comma is None:
        return "", ()
    at = comma.end()
    if at in opened:
        words = text[at : opened[at]]
        if words[-1:].isalpha() and text[opened[at] : opened[at] + 1] == ".":
            words += "."
    else:
        found = _HOLDER.match(text, at)
        if found is None or not comma[0].strip(" ").startswith((",", "(")):
            return "", ()
        words = found[0]
    asked: list[tuple[str, tuple[Kind, ...]]] = [(words.strip(), _HOLDERS)]
    if words.endswith("."):
        asked.append((words[:-1], ("country", "first-order")))
    phrase = None if book.find(words.strip(), kinds=_HOLDERS, consonants=False) else read_phrase(words, book)
    if phrase and phrase.kinds:
        asked.append((phrase.name, tuple(phrase.kinds)))
    for at, (name, kinds) in enumerate(asked):
        bearers = book.find(name, kinds=kinds, consonants=False)
        if bearers:
            # Names of the same consonants are no ground to hold a place, but to look no further.
            nearer = any(book.find(other, kinds=others) for other, others in asked[:at])
            return words, () if nearer else tuple(c.place.id for c in bearers if c.match in STRICT)
    return words, ()


def _weigh(names: Sequence[_Name]) -> None:
    for name in names:
        _settle(name, [b.own + _holding(name, b) for b in name.bearers])
    for _ in range(_ROUNDS):
        before = [[(bearer.place.id, bearer.weight) for bearer in name.bearers] for name in names]
        votes = _votes(names)
        scores = [_scores(at, name, votes) for at, name in enumerate(names)]
        for name, found in zip(names, scores, strict=True):
            _settle(name, found)
        if before == [[(bearer.place.id, bearer.weight) for bearer in name.bearers] for name in names]:
            break  # and so it stays


def _settle(name: _Name, scores: Sequence[float]) -> None:
    if not scores:
        return
    top = max(scores)
    raw = [math.exp((score - top) / _SHARP) for score in scores]
    total = sum(raw)
    for bearer, value in zip(name.bearers, raw, strict=True):
        bearer.weight = value / total
    name.bearers.sort(key=lambda b: (-b.weight, -b.place.population, b.place.id))


@dataclass(frozen=True)
class _Votes:
    """What all names say, each with the place of the name that says it: for ids of places, and for points."""

    ids: dict[str, list[tuple[int, float]]]
    points: list[tuple[int, float, tuple[float, float, float]]]
    worth: list[float]


def _votes(names: Sequence[_Name]) -> _Votes:
    votes = _Votes(defaultdict(list), [], [])
    for at, name in enumerate(names):
        worth = 1 + math.log(name.times) if name.bearers else 0.0
        votes.worth.append(worth)
        for bearer in name.bearers[:_SUPPORT]:
            vote = worth * bearer.weight
            for place_id in bearer.above:
                votes.ids[place_id].append((at, vote))
            if bearer.point and bearer.place.kind in ("settlement", "second-order") and bearer.weight > 0.1:
                votes.points.append((at, vote, bearer.point))
    return votes


def _scores(at: int, name: _Name, votes: _Votes) -> list[float]:
    """What the words say of each bearer of the name at a place in the list, and what the other names add."""
    own = [b.own + _holding(name, b) for b in name.bearers]
    total = sum(worth for k, worth in enumerate(votes.worth) if k != at)
    if not total:
        return [score + 0.0 for score in own]
    points = [(vote, point) for k, vote, point in votes.points if k != at]
    known: dict[str, float] = {}

    def voted(place_id: str) -> float:
        if place_id not in known:
            known[place_id] = sum((vote for k, vote in votes.ids.get(place_id, ()) if k != at), 0.0)
        return known[place_id]

    return [score + _context(b, voted, points, total) for score, b in zip(own, name.bearers, strict=True)]


def _holding(name: _Name, b: _Bearer) -> float:
    """What the words beside a name say: what holds it, or what it holds."""
    if not name.held_by and not name.holds:
        return 0.0
    held = bool(name.held_by & set(b.above[1:]))
    shares = [sum(x.weight for x in inner.bearers if b.place.id in x.above[1:]) for inner in name.holds]
    return _HELD * (held + (sum(shares) / len(shares) if shares else 0.0))


def _context(
    b: _Bearer,
    votes: Callable[[str], float],
    points: Sequence[tuple[float, tuple[float, float, float]]],
    total: float,
) -> float:
    place = b.place
    score = 0.0
    if place.country:
        score += _COUNTRY * votes(place.country) / (total + 1)
    first = place.id if place.kind == "first-order" else place.first
    if first:
        score += _FIRST * votes(first) / (total + 1)
    if b.point and place.kind in ("settlement", "second-order"):
        near = sum(weight * _nearness(b.point, point) for weight, point in points)
        score += _CLOSE * near / (near + 1)
    return score


def _decide(name: _Name) -> Chosen:
    if not name.bearers:
        return Chosen(None, ())
    best, *others = name.bearers
    if others and best.weight - others[0].weight < _DECIDED and not one_place(best.place, others[0].place):
        return Chosen(None, tuple(b.place for b in name.bearers if b.weight > _LIKELY))
    rest = tuple(b.place for b in others if b.weight > _LIKELY)
    return Chosen(best.place, rest)


def _vector(place: Known) -> tuple[float, float, float] | None:
    if place.lat is None or place.lon is None:
        return None
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


@lru_cache(maxsize=16_384)
def _nearness(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    return math.exp(-_distance(one, other) / _KM)


def _distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    dot = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    return EARTH_KM * math.acos(max(-1.0, min(1.0, dot)))
