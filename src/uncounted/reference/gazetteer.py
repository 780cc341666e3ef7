"""The gazetteer: places by name in any script, with the divisions and countries that hold them.

Compiled by ``build_gazetteer``; read-only; loaded from disk as it is asked. Ids are ISO 3166-1 alpha-2 codes for
countries, ``gn:N`` (GeoNames), ``wof:N`` (Who's On First, where GeoNames has none), ``adm1:CC.code`` (a first-order
division by GeoNames' code, where its number is not known), ``region:slug`` (the project's own regions).
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from uncounted.reference import unpacked
from uncounted.reference.fold import bare, fold, skeleton, spelling

Kind = Literal["settlement", "second-order", "first-order", "country", "region"]
Match = Literal["meant", "exact", "alias", "article", "skeleton", "fuzzy"]

_KINDS: dict[str, Kind] = {
    "s": "settlement",
    "2": "second-order",
    "1": "first-order",
    "c": "country",
    "r": "region",
}
_QUALITY: dict[Match, float] = {
    "meant": 1.6,
    "exact": 1.0,
    "alias": 1.0,
    "article": 0.95,
    "skeleton": 0.7,
    "fuzzy": 0.5,
}
_KIND_WEIGHT: dict[Kind, float] = {
    "country": 0.5,
    "region": 0.3,
    "first-order": 0.1,
    "settlement": 0.0,
    "second-order": -0.1,
}
_COLUMNS = "n, id, kind, name, country, first, second, lat, lon, population, rank"
_MEANT = 2  # the alias column of a name that means this place before any other
STRICT: tuple[Match, ...] = ("meant", "exact", "alias")  # the name as it is spelled
FUZZY_RATIO = 80.0
PER_DEGREE = 1000  # as build_gazetteer keeps coordinates


@dataclass(frozen=True)
class Known:
    """One place of the gazetteer. ``first`` and ``second`` are ids of the divisions that hold it, or None.

    ``lat``, ``lon`` in degrees, WGS 84; a division's are a middle of it. ``population`` is 0 where unknown. ``name``
    is the usual English one, empty for a division whose name the sources do not give. ``rank`` 0 is the best kind of
    record; 1 has no GeoNames id, 2 is a neighbourhood, 3 a site.
    """

    id: str
    kind: Kind
    name: str
    country: str | None
    first: str | None
    second: str | None
    lat: float | None
    lon: float | None
    population: int
    rank: int


@dataclass(frozen=True)
class Candidate:
    """A place that a name may mean: how the name met it (``match``), and how well, before any context.

    ``meant``: a curated name that means this place before others; ``exact``: the source's spelling; ``alias``: another
    name; ``article``: the same but for articles; ``skeleton``: the same consonants; ``fuzzy``: a close spelling.
    """

    place: Known
    match: Match
    quality: float


class Gazetteer:
    """Look-ups in one compiled gazetteer. Safe to use from several processes; cheap to create."""

    def __init__(self, path: Path, version: str) -> None:
        self._path = path
        self.version = version
        self._pid = -1
        self._db: sqlite3.Connection
        self._lookup = lru_cache(maxsize=8192)(self._find)
        self._place = lru_cache(maxsize=8192)(self._get)
        self._id_of = lru_cache(maxsize=8192)(self._number_to_id)

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Gazetteer:
        """The gazetteer shipped with the package, unpacked on first use. Raises InputError if it is damaged."""
        return Gazetteer(unpacked.database(), unpacked.digest())

    def __reduce__(self) -> tuple[Callable[..., Gazetteer], tuple[Any, ...]]:
        if self.version == unpacked.digest():
            return Gazetteer.default, ()
        return Gazetteer, (self._path, self.version)

    def find(
        self, name: str, *, country: str | None = None, kinds: Collection[Kind] | None = None, fuzzy: bool = False
    ) -> tuple[Candidate, ...]:
        """Places of that name, best first; none if nobody knows it.

        ``country`` keeps those of one country, ``kinds`` those of some kinds. Spellings are tried from the strictest:
        the same, one of the aliases, without the article, the same consonants; with ``fuzzy`` and a country also a
        close one. A laxer match is tried only where the stricter found nothing.
        """
        wanted = frozenset(kinds) if kinds is not None else None
        return self._lookup(fold(name), country, wanted, fuzzy and country is not None)

    def exists(self, name: str) -> bool:
        """Whether some place has exactly this name, articles apart; quicker than ``find``."""
        key = bare(fold(name))
        return bool(key) and self._query("SELECT 1 FROM name WHERE key = ? LIMIT 1", key) != []

    def get(self, place_id: str) -> Known | None:
        """The place with that id, or None."""
        return self._place(place_id)

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """Ids of all that holds the place, nearest first: second-order, first-order, country, regions of the world."""
        place = self.get(place_id)
        if place is None:
            return ()
        found = [i for i in (place.second, place.first) if i and i != place.id]
        if place.country and place.country != place.id:
            found.append(place.country)
        for held in (place.id, place.country):
            if held:
                found += [row[0] for row in self._query("SELECT holder FROM inside WHERE id = ?", held)]
        return tuple(dict.fromkeys(found))

    def country(self, place_id: str) -> str | None:
        """The ISO code of the country that holds the place (its own for a country), or None."""
        place = self.get(place_id)
        return place.country if place else None

    def country_named(self, name: str) -> str | None:
        """The ISO code of the country of that name, in several languages, or None."""
        found = self.find(name, kinds=frozenset({"country"}))
        return found[0].place.id if found and found[0].match in STRICT else None

    def demonym(self, word: str) -> str | None:
        """The ISO code of the country that an adjective or a people's name stands for: "Iraqi" is IQ."""
        found = self._query("SELECT id FROM demonym WHERE word = ?", fold(word))
        return str(found[0][0]) if found else None

    def attribution(self) -> str:
        """Whose data this is, and under what licence."""
        return str(self._query("SELECT value FROM meta WHERE key = 'attribution'")[0][0])

    def _find(
        self, folded: str, country: str | None, kinds: frozenset[Kind] | None, fuzzy: bool
    ) -> tuple[Candidate, ...]:
        key = bare(folded)
        if not key:
            return ()
        tried: list[Callable[[], list[tuple[Match, tuple[Any, ...]]]]] = [
            lambda: self._by_key(folded, key),
            lambda: self._by_bones(folded, key),
        ]
        if fuzzy and country:
            tried.append(lambda: self._by_likeness(key, country))
        for attempt in tried:
            best: dict[str, Candidate] = {}
            for match, row in attempt():
                place = self._known(row)
                if (country and place.country != country) or (kinds is not None and place.kind not in kinds):
                    continue
                candidate = Candidate(place, match, _QUALITY[match])
                if place.id not in best or best[place.id].quality < candidate.quality:
                    best[place.id] = candidate
            if best:
                return tuple(sorted(best.values(), key=_order))
        return ()

    def _by_key(self, folded: str, key: str) -> list[tuple[Match, tuple[Any, ...]]]:
        rows = self._query(
            f"SELECT name.spelling, name.alias, {_COLUMNS} FROM name JOIN place ON place.n = name.place WHERE key = ?",  # noqa: S608
            key,
        )
        found: list[tuple[Match, tuple[Any, ...]]] = []
        mark = spelling(folded)
        for spelled, alias, *row in rows:
            match: Match = "article" if spelled != mark else "exact"
            if alias and (spelled == mark or alias == _MEANT):
                match = "meant" if alias == _MEANT else "alias"
            found.append((match, tuple(row)))
        return found

    def _by_bones(self, folded: str, key: str) -> list[tuple[Match, tuple[Any, ...]]]:
        bones = skeleton(folded)
        if len(bones) < 2 or len(key) < 3:
            return []
        rows = self._query(
            f"SELECT {_COLUMNS} FROM bones JOIN place ON place.n = bones.place WHERE key = ? LIMIT 400",  # noqa: S608
            bones,
        )
        return [("skeleton", tuple(row)) for row in rows]

    def _by_likeness(self, key: str, country: str) -> list[tuple[Match, tuple[Any, ...]]]:
        from rapidfuzz import fuzz, process

        start = key[:2]
        rows = self._query(
            f"SELECT name.key, {_COLUMNS} FROM name JOIN place ON place.n = name.place "  # noqa: S608
            "WHERE key >= ? AND key < ? AND country = ?",
            start, start[:-1] + chr(ord(start[-1]) + 1), country,
        )  # fmt: skip
        near = process.extract(key, [row[0] for row in rows], scorer=fuzz.ratio, limit=5, score_cutoff=FUZZY_RATIO)
        return [("fuzzy", tuple(rows[index][1:])) for _, _, index in near]

    def _get(self, place_id: str) -> Known | None:
        key = int(place_id[3:]) if place_id.startswith("gn:") and place_id[3:].isdigit() else place_id
        rows = self._query(f"SELECT {_COLUMNS} FROM place WHERE id = ?", key)  # noqa: S608
        return self._known(rows[0]) if rows else None

    def _known(self, row: tuple[Any, ...]) -> Known:
        _, own, kind, name, country, first, second, lat, lon, population, rank = row
        north, east = (None if x is None else x / PER_DEGREE for x in (lat, lon))
        above, beneath = (self._id_of(n) if n else None for n in (first, second))
        return Known(_written(own), _KINDS[kind], name, country, above, beneath, north, east, population, rank)

    def _number_to_id(self, number: int) -> str:
        return _written(self._query("SELECT id FROM place WHERE n = ?", number)[0][0])

    def _query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        if self._pid != os.getpid():  # a connection must not cross a fork
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._db.execute("PRAGMA cache_size = -8000")
            self._pid = os.getpid()
        return self._db.execute(sql, values).fetchall()


def _written(own: int | str) -> str:
    return f"gn:{own}" if isinstance(own, int) else own


def _order(candidate: Candidate) -> tuple[float, int, str]:
    place = candidate.place
    weight = candidate.quality + _KIND_WEIGHT[place.kind] + math.log10(place.population + 1) / 20 - place.rank / 10
    return -weight, -place.population, place.id
