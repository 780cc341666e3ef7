"""Which records can meet in time and place, and how many of another event would meet a record by chance.

Windows are as wide as the precision codes say. What happens by chance is counted, not assumed: the records of the
other dataset around the same place, one to six weeks before and after, are certainly of other events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uncounted.link.datasets.profiles import COUNTRY, FIRST, SECOND, Profile

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
LAGS = 5  # 0 to 3 days between windows, and 4: both windows longer than a day and the same
MAX_LAG = 3
SAME_WINDOW = 4
SPANS = 4  # of the longer window: a day, a week, a month, longer
EDGES = np.array([1.5, 5.0, 15.0, 30.0, 60.0, 120.0, 250.0])  # km; the last bin is open
BINS = len(EDGES) + 1
REACH = np.array([30.0, 60.0, 100.0, 300.0, 1500.0])  # km, by how well the worse of two places is known
WHERES = len(REACH)
NAMED_KM = 60.0  # two places of one name are one place up to here
DIVISION_KM = 400.0
BORDER_KM = 40.0
TOWN_BINS = 2  # up to 5 km: within a town
QUIET, FAR = 8, 45  # days: records as far apart as this are of different events and of one season
LONG = 62  # days; longer windows are compared with everything
_SAMPLE = 40  # chance meetings kept for each record
_KM_PER_RADIAN = 6371.0


@dataclass(frozen=True)
class Pairs:
    """Pairs of records, index by index: ``a < b``, the lag, spans, place class and distance bin, the distance in km."""

    a: Ints
    b: Ints
    lag: Ints
    gap: Ints
    span: Ints
    where: Ints
    bin: Ints
    km: Floats

    def __len__(self) -> int:
        return len(self.a)


@dataclass(frozen=True)
class Meetings:
    """``across``: pairs of two datasets that may be one event; ``within``: the same inside one dataset.

    ``chance``: pairs of two datasets that meet in place and are of other weeks; ``habit``: the same inside one dataset.
    ``around[i, s, w, b]`` counts the
    records of dataset ``s`` that meet record ``i`` in place class ``w`` and distance bin ``b`` on other days;
    ``exposure[i, s]`` is how many days that are; ``reached[i, s]`` whether the dataset was coding on the record's days.
    """

    across: Pairs
    within: Pairs
    chance: Pairs
    habit: Pairs
    around: Floats
    exposure: Floats
    reached: Bools
    source: Ints


class _Fields:
    """The fields of all profiles as arrays, sorted by the first day."""

    def __init__(self, items: Sequence[Profile], source: Ints) -> None:
        self.start = np.array([one.start for one in items], dtype=np.int64)
        self.end = np.array([one.end for one in items], dtype=np.int64)
        self.where = np.array([one.where for one in items], dtype=np.int64)
        self.lat = np.radians([np.nan if one.lat is None else one.lat for one in items])
        self.lon = np.radians([np.nan if one.lon is None else one.lon for one in items])
        self.place = _keys([one.place for one in items])
        self.first = _keys([one.first for one in items])
        self.second = _keys([one.second for one in items])
        self.country = _keys([one.country for one in items])
        self.source = source
        self.order = np.argsort(self.start, kind="stable")
        long = (self.end - self.start) >= LONG
        self.short_order = self.order[~long[self.order]]
        self.short_start = self.start[self.short_order]
        self.long_order = self.order[long[self.order]]

    def others(self, i: int) -> Ints:
        """Records whose windows lie at most FAR days from that of ``i``, itself among them; perhaps more."""
        low = np.searchsorted(self.short_start, self.start[i] - FAR - LONG)
        high = np.searchsorted(self.short_start, self.end[i] + FAR, side="right")
        found: Ints = np.concatenate([self.short_order[low:high], self.long_order])
        return found


def meetings(items: Sequence[Profile], source: Sequence[int], n_sources: int, seed: int = 1) -> Meetings:
    """All meetings of the records; ``source[i]`` is the number of the dataset of record ``i``."""
    own = np.array(source, dtype=np.int64)
    fields = _Fields(items, own)
    around = np.zeros((len(items), n_sources, WHERES, BINS))
    across: list[Any] = []
    within: list[Any] = []
    chance: list[Any] = []
    habit: list[Any] = []
    random = np.random.default_rng(seed)
    for i in range(len(items)):
        j, gap, where, box, km = _near(fields, i)
        far = (gap >= QUIET) & (gap <= FAR)
        np.add.at(around[i], (own[j[far]], where[far], box[far]), 1.0)
        later = j > i
        close = later & (gap <= MAX_LAG)
        for kept, into in ((close & (own[j] != own[i]), across), (close & (own[j] == own[i]), within)):
            if kept.any():
                into.append(_columns(fields, i, j[kept], gap[kept], where[kept], box[kept], km[kept]))
        for kept, into in ((own[j] != own[i], chance), (own[j] == own[i], habit)):
            quiet = np.flatnonzero(far & later & kept)
            if len(quiet) > _SAMPLE:
                quiet = random.choice(quiet, _SAMPLE, replace=False)
            if len(quiet):
                into.append(_columns(fields, i, j[quiet], gap[quiet], where[quiet], box[quiet], km[quiet]))
    return Meetings(
        across=_pairs(across),
        within=_pairs(within),
        chance=_pairs(chance),
        habit=_pairs(habit),
        around=around,
        exposure=_exposure(fields, n_sources),
        reached=_reached(fields, n_sources),
        source=own,
    )


def _near(fields: _Fields, i: int) -> tuple[Ints, Ints, Ints, Ints, Floats]:
    """The records that meet ``i`` in place and at most FAR days apart: gap in days, place class, bin, km."""
    j = fields.others(i)
    gap = np.maximum(0, np.maximum(fields.start[j], fields.start[i]) - np.minimum(fields.end[j], fields.end[i]))
    j, gap = j[(gap <= FAR) & (j != i)], gap[(gap <= FAR) & (j != i)]
    km = _distance(fields, i, j)
    where = np.maximum(fields.where[j], fields.where[i])
    unplaced = np.isnan(km)
    where[unplaced] = COUNTRY
    km[unplaced] = np.inf
    box = np.searchsorted(EDGES, km)
    one_place = _equal(fields.place, i, j) & (km <= NAMED_KM)
    one_second = (where == SECOND) & _equal(fields.second, i, j) & (km <= DIVISION_KM)
    one_first = (where == FIRST) & _equal(fields.first, i, j) & (km <= DIVISION_KM)
    same_country = _equal(fields.country, i, j)
    box[one_place | one_second | one_first | (where == COUNTRY)] = 0
    other_country = ~same_country & (fields.country[j] >= 0) & (fields.country[i] >= 0)
    country = (where == COUNTRY) & (same_country | (km <= REACH[COUNTRY])) & ~other_country
    # A record known to its first-order division alone lies in it, or just beyond a border.
    elsewhere = (where == FIRST) & (fields.first[j] >= 0) & (fields.first[i] >= 0) & ~one_first & (km > BORDER_KM)
    kept = np.where(where == COUNTRY, country, ((km <= REACH[where]) & ~elsewhere) | (box == 0))
    return j[kept], gap[kept], where[kept], box[kept], km[kept]


def _columns(fields: _Fields, i: int, j: Ints, gap: Ints, where: Ints, box: Ints, km: Floats) -> tuple[Any, ...]:
    longest = np.maximum(fields.end[j] - fields.start[j], fields.end[i] - fields.start[i]) + 1
    span = np.searchsorted([1, 7, 31], longest)
    same = (fields.start[j] == fields.start[i]) & (fields.end[j] == fields.end[i]) & (longest > 1)
    lag = np.where(same, SAME_WINDOW, np.minimum(gap, MAX_LAG))
    low, high = np.minimum(i, j), np.maximum(i, j)
    return low, high, lag, gap, span, where, box, km


def _pairs(parts: list[Any]) -> Pairs:
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Pairs(none, none, none, none, none, none, none, np.zeros(0))
    return Pairs(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def _distance(fields: _Fields, i: int, j: Ints) -> Floats:
    """Great-circle distance in km (haversine)."""
    lat, lon = fields.lat[j], fields.lon[j]
    half = np.sin((lat - fields.lat[i]) / 2) ** 2
    half = half + np.cos(lat) * np.cos(fields.lat[i]) * np.sin((lon - fields.lon[i]) / 2) ** 2
    found: Floats = 2 * _KM_PER_RADIAN * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return found


def _exposure(fields: _Fields, n_sources: int) -> Floats:
    """Days around each record, QUIET to FAR away, on which each dataset was coding."""
    found = np.zeros((len(fields.start), n_sources))
    for s in range(n_sources):
        mine = fields.source == s
        first, last = fields.start[mine].min(), fields.end[mine].max()
        before = np.minimum(fields.start - QUIET, last) - np.maximum(fields.start - FAR, first) + 1
        after = np.minimum(fields.end + FAR, last) - np.maximum(fields.end + QUIET, first) + 1
        found[:, s] = np.maximum(0, before) + np.maximum(0, after)
    return found


def _reached(fields: _Fields, n_sources: int) -> Bools:
    found = np.zeros((len(fields.start), n_sources), dtype=np.bool_)
    for s in range(n_sources):
        mine = fields.source == s
        first, last = fields.start[mine].min() - MAX_LAG, fields.end[mine].max() + MAX_LAG
        found[:, s] = (fields.end >= first) & (fields.start <= last)
    return found


def _keys(names: Sequence[str]) -> Ints:
    """Numbers that are equal where names are; -1 for none."""
    known: dict[str, int] = {"": -1}
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)


def _equal(keys: Ints, i: int, j: Ints) -> Bools:
    found: Bools = (keys[j] == keys[i]) & (keys[j] >= 0)
    return found
