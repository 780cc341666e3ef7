"""Profiles: what of an event record is compared: days and places widened by their precision, kinds, actors, deaths."""

from __future__ import annotations

import dataclasses
import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from uncounted.link.datasets.parties import Parties, parties
from uncounted.model.event_record import EventRecord
from uncounted.reference.event_datasets import PEACEFUL
from uncounted.reference.fold import bare, fold, words
from uncounted.reference.gazetteer import Gazetteer
from uncounted.reference.settlements import divisions_of

# Days to either side by UCDP date_prec, where the record gives a single day: the day may be any of these.
_WIDER = {2: 2, 3: 6, 5: 45}
MONTH = 4
# How well a place is known, from UCDP where_prec; classes in the order of the tables of evidence.
EXACT, NEAR, SECOND, FIRST, COUNTRY = range(5)
_WHERE = {None: EXACT, 1: EXACT, 2: NEAR, 3: SECOND, 4: FIRST, 5: FIRST, 6: COUNTRY, 7: COUNTRY}
_PLACE_WORDS = frozenset(
    words(
        """town city village area lga district local government ward state province governorate region municipality
        county neighborhood neighbourhood near camp of the in commune department prefecture"""
    )
)


@dataclass(frozen=True)
class Deaths:
    """Deaths as counted: least, best and most, least <= best <= most."""

    low: float
    best: float
    high: float


@dataclass(frozen=True)
class Profile:
    """A record as it is compared.

    ``start``, ``end``: closed days (proleptic ordinals). ``where``: EXACT to COUNTRY. ``lat``, ``lon`` null where
    nothing tells them. ``place``: a folded name, "" for none; ``first``, ``second``: keys of its divisions;
    ``country``: an ISO code or a folded name. ``violent``: null where the type does not tell.
    """

    record: EventRecord
    start: int
    end: int
    where: int
    lat: float | None
    lon: float | None
    place: str
    first: str
    second: str
    country: str
    label: str
    classes: frozenset[str]
    violent: bool | None
    parties: Parties
    deaths: Deaths | None


def profiles(records: Sequence[EventRecord], gazetteer: Gazetteer | None = None) -> tuple[Profile, ...]:
    """The profile of each record; ``gazetteer`` (by default the one shipped) knows names of countries and places."""
    known = gazetteer or Gazetteer.default()

    @lru_cache(maxsize=4096)
    def country(name: str) -> str:
        return known.country_named(name) or fold(name)

    return _divided([_profile(record, known, country) for record in records])


def _divided(found: Sequence[Profile]) -> tuple[Profile, ...]:
    """The profiles with their divisions by coordinates, so that spellings do not matter; by names where it has none."""
    held = divisions_of((one.lat, one.lon) for one in found if one.lat is not None and one.lon is not None)
    done = []
    for one in found:
        placed = one.lat is not None and one.lon is not None
        first, second = held.get((one.lat or 0.0, one.lon or 0.0), (None, None)) if placed else (None, None)
        done.append(dataclasses.replace(one, first=_numbered(first, one.first), second=_numbered(second, one.second)))
    return tuple(done)


def _numbered(division: int | None, name: str) -> str:
    return f"#{division}" if division is not None else name


def _profile(record: EventRecord, known: Gazetteer, country: Callable[[str], str]) -> Profile:
    start, end = _window(record)
    held = country(record.country) if record.country else ""
    lat, lon, where = record.lat, record.lon, _WHERE[record.location_precision]
    if lat is None or lon is None:
        lat, lon, where = _looked_up(record, known, held, where)
    first, second = (_division(name) for name in record.divisions)
    return Profile(
        record=record,
        start=start,
        end=end,
        where=where,
        lat=lat,
        lon=lon,
        place=place_key(record.place or "") if where <= NEAR else "",
        first=first,
        second=f"{first}/{second}" if second else "",
        country=held,
        label=fold(record.event_type or ""),
        classes=frozenset(record.classes),
        violent=None if not record.classes else not PEACEFUL.issuperset(record.classes),
        parties=parties(record.actors),
        deaths=_deaths(record),
    )


def _window(record: EventRecord) -> tuple[int, int]:
    first, last = dt.date.fromisoformat(record.start), dt.date.fromisoformat(record.end)
    code = record.date_precision
    if code == MONTH and (last - first).days < 27:
        return _month_start(first), _month_end(last)
    wider = _WIDER.get(code or 1, 0) if first == last else 0
    return first.toordinal() - wider, last.toordinal() + wider


def _month_start(day: dt.date) -> int:
    return day.replace(day=1).toordinal()


def _month_end(day: dt.date) -> int:
    return day.replace(day=monthrange(day.year, day.month)[1]).toordinal()


def _looked_up(
    record: EventRecord, known: Gazetteer, country: str, where: int
) -> tuple[float | None, float | None, int]:
    """The coordinates of a place that has none, where its name and country are known to the gazetteer."""
    for name, least in ((record.place, EXACT), (record.divisions[1], SECOND), (record.divisions[0], FIRST)):
        if name and len(country) == 2:
            for one in known.find(name, country=country, consonants=False)[:1]:
                if one.place.lat is not None:
                    return one.place.lat, one.place.lon, max(where, least)
    return None, None, COUNTRY


def place_key(name: str) -> str:
    """A place's name without the words that say what kind of place it is; "" for a sentence or nothing."""
    kept = [word for word in fold(name).split() if word not in _PLACE_WORDS]
    return bare(" ".join(kept)) if 0 < len(kept) <= 3 else ""


def _division(name: str) -> str:
    return place_key(name)


def _deaths(record: EventRecord) -> Deaths | None:
    said = [value for value in (record.low, record.best, record.high) if value is not None]
    if not said:
        return None
    best = record.best if record.best is not None else said[0]
    return Deaths(min(said), best, max(said))
