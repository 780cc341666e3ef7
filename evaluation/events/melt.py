"""The matching of MELTT (Donnay, Dunford, McGrath, Backer & Cunningham 2019), written anew and small, to compare with.

Entries of two datasets within one window of days and km are candidates. A candidate's score is the mean over the
taxonomies of how deep the finest level lies at which the two agree (0 the finest); it is none where they agree at no
level of some taxonomy. The best candidates are taken first, each entry once. Datasets come one after the other: what
has matched goes on as one entry. Entries of several days (episodes) are matched among themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Key = tuple[str, str]
KM = 6371.0


@dataclass(frozen=True)
class Entry:
    """``levels``: one tuple of category names for each taxonomy, the finest first."""

    key: Key
    start: int
    end: int
    lat: float
    lon: float
    levels: tuple[tuple[str, ...], ...]


def entry(key: Key, start: str, end: str, lat: float, lon: float, levels: tuple[tuple[str, ...], ...]) -> Entry:
    """An entry from ISO days and degrees."""
    first, last = (dt.date.fromisoformat(day).toordinal() for day in (start, end))
    return Entry(key, first, last, lat, lon, levels)


def match(entries: Sequence[Entry], order: Sequence[str], days: int = 1, km: float = 3.0) -> list[list[Key]]:
    """Sets of keys that are one event each, in the order of the datasets given."""
    sets: list[list[Key]] = []
    for episodes in (False, True):
        chosen = [one for one in entries if (one.end > one.start) is episodes]
        sets += _sequence(chosen, order, days, km)
    return sets


def _sequence(entries: Sequence[Entry], order: Sequence[str], days: int, km: float) -> list[list[Key]]:
    pool: list[tuple[Entry, list[Key]]] = []
    for name in order:
        mine = [one for one in entries if one.key[0] == name]
        pairs = _candidates([one for one, _ in pool], mine, days, km)
        taken: set[int] = set()
        used: set[int] = set()
        for _, i, j in sorted(pairs):
            if i in taken or j in used:
                continue
            taken.add(i)
            used.add(j)
            pool[i][1].append(mine[j].key)
        pool += [(one, [one.key]) for j, one in enumerate(mine) if j not in used]
    return [keys for _, keys in pool]


def _candidates(pool: Sequence[Entry], mine: Sequence[Entry], days: int, km: float) -> list[tuple[float, int, int]]:
    if not pool or not mine:
        return []
    start, end = (np.array([getattr(one, name) for one in pool]) for name in ("start", "end"))
    lat, lon = (np.radians([getattr(one, name) for one in pool]) for name in ("lat", "lon"))
    found = []
    for j, one in enumerate(mine):
        near = (np.abs(start - one.start) <= days) & (np.abs(end - one.end) <= days)
        own_lat, own_lon = np.radians(one.lat), np.radians(one.lon)
        half = np.sin((lat - own_lat) / 2) ** 2
        half = half + np.cos(lat) * np.cos(own_lat) * np.sin((lon - own_lon) / 2) ** 2
        near &= 2 * KM * np.arcsin(np.sqrt(half)) <= km
        for i in np.flatnonzero(near).tolist():
            depth = _depth(pool[i].levels, one.levels)
            if depth is not None:
                found.append((depth, i, j))
    return found


def _depth(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> float | None:
    total = 0.0
    for mine, theirs in zip(one, other, strict=True):
        agreed = next((level for level, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a == b), None)
        if agreed is None:
            return None
        total += agreed / max(1, len(mine) - 1)
    return total / len(one)


def levels_of(table: Mapping[str, tuple[str, ...]], label: str) -> tuple[str, ...]:
    """The levels of a label; an unknown one agrees with nothing."""
    return table.get(label, (f"?{label}",))
