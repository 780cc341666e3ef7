"""The gazetteer: places by name in any script, with the divisions and countries that hold them.

Compiled by ``build_gazetteer``; read-only; loaded from disk as it is asked. Country dumps that the user has added lie
over it as further layers. Ids are ISO 3166-1 alpha-2 codes for countries, ``gn:N`` (GeoNames), ``wof:N`` (Who's On
First, where GeoNames has none), ``adm1:CC.code`` (a first-order division by GeoNames' code, where its number is not
known), ``fips:N`` (counties of the United States), ``adm2:CC.slug`` (other counties), ``region:slug`` (the project's
own regions).
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from uncounted.model.errors import InputError
from uncounted.reference import layers, nearby, unpacked
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
_Row = tuple[Any, ...]  # the layer, then a place's columns
_Bearer = tuple[int | None, int | None, "Known"]  # who has a name: the columns spelling and alias, the place
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
_COLUMNS = "n, kind, name, country, first, second, lat, lon, population, rank"
_BEARERS_OF = f"SELECT spelling, alias, {_COLUMNS} FROM {{0}}.name JOIN {{0}}.place ON n = place WHERE key = ?"
_BEARERS_OF_ALL = (
    f"SELECT asked.value, spelling, alias, {_COLUMNS} FROM json_each(?) AS asked "
    "CROSS JOIN {0}.name AS named ON named.key = asked.value JOIN {0}.place ON n = named.place"
)
_MEANT, _ABBREVIATION = 2, 3  # the alias column of a name that means this place before any other; of an abbreviation
_SHIPPED = "main"
STRICT: tuple[Match, ...] = ("meant", "exact", "alias")  # the name as it is spelled
FUZZY_RATIO = 80.0
_SHORT = 6  # no abbreviation is longer
PER_DEGREE = 1000  # as build_gazetteer keeps coordinates


class Known(NamedTuple):
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
    """Look-ups in a compiled gazetteer and the layers over it. Safe to use from several processes; cheap to create."""

    def __init__(self, path: Path, version: str, layers: Sequence[Path] = ()) -> None:
        self._path = path
        self._layers = tuple(layers)
        self._names = (_SHIPPED, *(f"layer{n}" for n, _ in enumerate(layers)))
        self.version = version
        self._pid = -1
        self._db: sqlite3.Connection
        self._lookup = lru_cache(maxsize=1024)(self._find)
        self._bearers = lru_cache(maxsize=1024)(self._named)
        self._boned = lru_cache(maxsize=256)(self._by_bones)
        self._place = lru_cache(maxsize=8192)(self._get)
        self._id_of = lru_cache(maxsize=8192)(self._number_to_id)
        self._above = lru_cache(maxsize=8192)(self._holders)
        self._small = lru_cache(maxsize=2)(self._table)
        self._alike: nearby.Keys | None = None
        self._ahead: dict[str, list[_Row]] = {}  # what the bearers of the names of the text in hand are read from

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Gazetteer:
        """The gazetteer shipped with the package, unpacked on first use, under the layers that the user has added.

        Raises InputError if it is damaged.
        """
        added = layers.added()
        return Gazetteer(unpacked.database(), layers.version(added), added)

    def __reduce__(self) -> tuple[Callable[..., Gazetteer], tuple[Any, ...]]:
        if self.version == layers.version(layers.added()):
            return Gazetteer.default, ()
        return Gazetteer, (self._path, self.version, self._layers)

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        kinds: Collection[Kind] | None = None,
        fuzzy: bool = False,
        consonants: bool = True,
    ) -> tuple[Candidate, ...]:
        """Places of that name, best first; none if nobody knows it.

        ``country`` keeps those of one country, ``kinds`` those of some kinds. Spellings are tried from the strictest:
        the same, one of the aliases, without the article, the same consonants; with ``fuzzy`` and a country also a
        close one; without ``consonants`` neither of these two, which is quicker. A laxer match is tried only where the
        stricter found nothing.
        """
        wanted = frozenset(kinds) if kinds is not None else None
        laxest: Match = "fuzzy" if fuzzy and country else "skeleton" if consonants else "article"
        return self._lookup(fold(name), country, wanted, laxest, _abbreviated(name))

    def exists(self, name: str) -> bool:
        """Whether some place has exactly this name, articles apart; quicker than ``find``."""
        key = bare(fold(name))
        return bool(key) and any(alias != _ABBREVIATION for _, alias, _ in self._bearers(key))

    def foresee(self, names: Iterable[str]) -> None:
        """Look the names of a text up at once: ``find`` and ``exists`` then ask nothing for each of them."""
        found: dict[str, list[_Row]] = {key: [] for key in (bare(fold(name)) for name in names) if key}
        for layer, row in self._rows(_BEARERS_OF_ALL, json.dumps([*found])):
            found[row[0]].append((layer, *row[1:]))
        self._ahead = found

    def get(self, place_id: str) -> Known | None:
        """The place with that id, or None."""
        return self._place(place_id)

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """Ids of all that holds the place, nearest first: second-order, first-order, country, regions of the world."""
        place = self.get(place_id)
        return self.above(place) if place is not None else ()

    def above(self, place: Known) -> tuple[str, ...]:
        """Ids of all that holds a place of the gazetteer, as ``ancestors`` gives them."""
        return self._above(place)

    def _holders(self, place: Known) -> tuple[str, ...]:
        found = [i for i in (place.second, place.first) if i and i != place.id]
        if place.country and place.country != place.id:
            found.append(place.country)
        for held in (place.id, place.country):
            if held:
                found += self._small("SELECT id, holder FROM inside").get(held, ())
        return tuple(dict.fromkeys(found))

    def country(self, place_id: str) -> str | None:
        """The ISO code of the country that holds the place (its own for a country), or None."""
        place = self.get(place_id)
        return place.country if place else None

    def country_named(self, name: str) -> str | None:
        """The ISO code of the country of that name, in several languages, or None."""
        found = self.find(name, kinds=frozenset({"country"}), consonants=False)
        return found[0].place.id if found and found[0].match in STRICT else None

    def demonym(self, word: str) -> str | None:
        """The ISO code of the country that an adjective or a people's name stands for: "Iraqi" is IQ."""
        found = self.adjective(word)
        return found if found and len(found) == 2 else None

    def adjective(self, word: str) -> str | None:
        """The id of the country or region that an adjective or a people's name stands for, such as "African"."""
        found = self._small("SELECT word, id FROM demonym").get(fold(word))
        return found[0] if found else None

    def attribution(self) -> str:
        """Whose data this is, and under what licence."""
        return str(self._query("SELECT value FROM meta WHERE key = 'attribution'")[0][0])

    @cached_property
    def _others(self) -> tuple[dict[int, str], dict[str, int]]:
        """The ids of the shipped places that are no numbers of GeoNames, by number, and the other way round."""
        rows = self._query("SELECT n, id FROM main.other")
        return dict(rows), {place_id: number for number, place_id in rows}

    def _table(self, sql: str) -> dict[str, tuple[str, ...]]:
        """The second column's values under each of the first's, of a table of a few hundred rows."""
        found: dict[str, tuple[str, ...]] = {}
        for key, value in self._query(sql):
            found[key] = (*found.get(key, ()), value)
        return found

    def _find(
        self, folded: str, country: str | None, kinds: frozenset[Kind] | None, laxest: Match, abbreviated: bool
    ) -> tuple[Candidate, ...]:
        key = bare(folded)
        if not key:
            return ()
        tried: list[Callable[[], list[tuple[Match, Known]]]] = [lambda: self._by_key(folded, key, abbreviated)]
        if laxest != "article":
            tried.append(lambda: self._boned(folded, key, country))
        if laxest == "fuzzy" and country:
            tried.append(lambda: self._by_likeness(key, country))
        for attempt in tried:
            best: dict[str, Candidate] = {}
            for match, place in attempt():
                if (country and place.country != country) or (kinds is not None and place.kind not in kinds):
                    continue
                if place.id not in best or best[place.id].quality < _QUALITY[match]:
                    best[place.id] = Candidate(place, match, _QUALITY[match])
            if best:
                return tuple(sorted(best.values(), key=_order))
        return ()

    def _named(self, key: str) -> tuple[_Bearer, ...]:
        found = self._ahead.get(key)
        if found is None:
            found = [(layer, *row) for layer, row in self._rows(_BEARERS_OF, key)]
        return tuple((spelled, alias, self._own((layer, *place))) for layer, spelled, alias, *place in found)

    def _by_key(self, folded: str, key: str, abbreviated: bool) -> list[tuple[Match, Known]]:
        found: list[tuple[Match, Known]] = []
        mark = spelling(folded)
        for spelled, alias, place in self._bearers(key):
            if alias == _ABBREVIATION and not abbreviated:
                continue
            match: Match = "article" if spelled != mark else "exact"
            if alias and (spelled == mark or alias == _MEANT):
                match = "meant" if alias == _MEANT else "alias"
            found.append((match, place))
        return found

    def _by_bones(self, folded: str, key: str, country: str | None) -> list[tuple[Match, Known]]:
        bones = skeleton(folded)
        if len(bones) < 2 or len(key) < 3:
            return []
        found: list[tuple[Match, Known]] = []
        for layer in self._names:
            sql = (
                f"SELECT {_COLUMNS} FROM (SELECT place FROM {layer}.bones WHERE key = ? LIMIT 400) "
                f"JOIN {layer}.place ON n = place"
            )
            if country and layer == _SHIPPED:  # a layer's row may stand for a shipped place
                rows = self._query(f"{sql} WHERE country = ?", bones, country)
            else:
                rows = self._query(sql, bones)
            found += [("skeleton", self._own((layer, *row))) for row in rows]
        return found

    def _by_likeness(self, key: str, country: str) -> list[tuple[Match, Known]]:
        from rapidfuzz import fuzz, process

        start = key[:2]
        names = [(layer, other) for layer in self._names for other in self._keys(layer, start, country)]
        near = process.extract(key, [name for _, name in names], scorer=fuzz.ratio, limit=5, score_cutoff=FUZZY_RATIO)
        found: list[tuple[Match, Known]] = []
        for other, _, index in near:
            layer = names[index][0]
            earlier = 0  # bearers of one name stand side by side
            while earlier < index and names[index - earlier - 1] == names[index]:
                earlier += 1
            sql = (
                f"SELECT {_COLUMNS} FROM {layer}.name JOIN {layer}.place ON n = place "
                "WHERE key = ? AND country = ? ORDER BY place LIMIT 1 OFFSET ?"
            )
            found.append(("fuzzy", self._own((layer, *self._query(sql, other, country, earlier)[0]))))
        return found

    def _keys(self, layer: str, start: str, country: str) -> list[str]:
        """The keys of the names of a country's places that begin so, in order, once for each place."""
        if layer == _SHIPPED and len(start) == nearby.LETTERS:
            if self._alike is None:
                self._alike = nearby.Keys(self._path)
            known = self._alike.of(country, start)
            if known is not None:
                return known
        sql = (
            f"SELECT key FROM {layer}.name JOIN {layer}.place ON n = place "
            "WHERE key >= ? AND key < ? AND country = ? ORDER BY key"
        )
        return [row[0] for row in self._query(sql, start, start[:-1] + chr(ord(start[-1]) + 1), country)]

    def _get(self, place_id: str) -> Known | None:
        for layer in self._names:
            number = _number(place_id)
            if number is None and layer == _SHIPPED:
                number = self._others[1].get(place_id)
            elif number is None:
                found = self._query(f"SELECT n FROM {layer}.other WHERE id = ?", place_id)
                number = found[0][0] if found else None
            rows = self._query(f"SELECT {_COLUMNS} FROM {layer}.place WHERE n = ?", number) if number else ()
            if rows:
                return self._known((layer, *rows[0]))
        return None

    def _known(self, row: _Row) -> Known:
        layer, n, kind, name, country, first, second, lat, lon, population, rank = row
        return Known(
            self._id_of(layer, n) if n < 0 else f"gn:{n}",
            _KINDS[kind],
            name,
            country,
            self._id_of(layer, first) if first else None,
            self._id_of(layer, second) if second else None,
            None if lat is None else lat / PER_DEGREE,
            None if lon is None else lon / PER_DEGREE,
            population,
            rank,
        )

    def _own(self, row: _Row) -> Known:
        """A row's place; that of the shipped gazetteer where it has the id too."""
        place = self._known(row)
        return place if row[0] == _SHIPPED else self._place(place.id) or place

    def _number_to_id(self, layer: str, number: int) -> str:
        if number > 0:
            return f"gn:{number}"
        if layer == _SHIPPED:
            return self._others[0][number]
        return str(self._query(f"SELECT id FROM {layer}.other WHERE n = ?", number)[0][0])

    def _rows(self, sql: str, *values: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Rows of all layers, the shipped one first; ``{0}`` stands for the layer."""
        for layer in self._names:
            for row in self._query(sql.format(layer), *values):
                yield layer, row

    def _query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        if self._pid != os.getpid():  # a connection must not cross a fork
            self._db = sqlite3.connect(_uri(self._path), uri=True, check_same_thread=False)
            self._db.execute("PRAGMA cache_size = -8000")
            for name, path in zip(self._names[1:], self._layers, strict=True):
                self._attach(name, path)
            self._pid = os.getpid()
        return self._db.execute(sql, values).fetchall()

    def _attach(self, name: str, path: Path) -> None:
        try:
            self._db.execute(f"ATTACH DATABASE ? AS {name}", (_uri(path),))
            self._db.execute(f"SELECT n FROM {name}.place LIMIT 1")
        except sqlite3.Error as error:
            message = "this added part of the gazetteer is damaged; remove it and add its dump again"
            raise InputError(message, path=str(path)) from error


def _uri(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def _number(place_id: str) -> int | None:
    return int(place_id[3:]) if place_id.startswith("gn:") and place_id[3:].isdigit() else None


def _abbreviated(name: str) -> bool:
    """Whether a name is written as abbreviations are: "Ky.", "S.C", "TX"."""
    return ("." in name or name.isupper()) and len(name) <= _SHORT


def _order(candidate: Candidate) -> tuple[float, int, str]:
    place = candidate.place
    weight = candidate.quality + _KIND_WEIGHT[place.kind] + math.log10(place.population + 1) / 20 - place.rank / 10
    return -weight, -place.population, place.id
