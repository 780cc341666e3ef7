"""How many records of other events meet a record by chance, day by day and km by km.

What lies around a record in other weeks is its quiet rate. Violence comes in bursts, so that more follows within days:
that is seen inside each dataset, where two records are two events, and added to the rate of every record (as in a
self-exciting process), so that a burst in a quiet village is foreseen as well as one in a busy town.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from uncounted.link.datasets.features import EQUAL, Comparer
from uncounted.link.datasets.meetings import BINS, SAME_WINDOW, TOWN_BINS, WHERES, Bools, Floats, Ints, Meetings, Pairs
from uncounted.link.datasets.parties import ActorMatch
from uncounted.link.datasets.profiles import NEAR

DAYS = np.array([1.0, 2.0, 2.0, 2.0])  # at how many days a record of one day can lie at each lag
_CHUNK = 200_000
_TELLING = 4  # deaths from which two records of one dataset that agree in all are likelier one event than two


class Met(NamedTuple):
    """What is expected around both records of each pair (geometric means), other events alone.

    ``here`` at the pair's own lag and distance, ``place`` at its distance and any lag, ``town`` up to a town's extent,
    ``whole`` anywhere in reach.
    """

    here: Floats
    place: Floats
    town: Floats
    whole: Floats


@dataclass(frozen=True)
class Background:
    """``rate[i, s, w, b]``: records of dataset ``s`` a day around record ``i`` in quiet weeks; ``extra[l, b]``: what a
    burst adds at each lag and distance, per record of the other dataset; ``ratio[w, l]``: by how much it multiplies
    what meets a place known no better than its division. ``shares[s, w]``: of exact and near places in a dataset.
    """

    rate: Floats
    extra: Floats
    ratio: Floats
    shares: Floats
    size: Floats
    where: Ints
    length: Floats
    source: Ints

    def expected(self, pairs: Pairs) -> Met:
        """What is expected around each pair."""
        parts = [self._some(pairs, slice(at, at + _CHUNK)) for at in range(0, len(pairs), _CHUNK)]
        return Met(*(np.concatenate(each) for each in zip(*parts, strict=True))) if parts else Met(*[np.zeros(0)] * 4)

    def excess(self, pairs: Pairs) -> Floats:
        """At most how many of the close pairs of each two datasets can be one event: those beyond chance.

        Close pairs (``close``) are counted and what chance gives is taken off: as the quiet rates and bursts have it,
        or as pairs three days apart have it, whichever is more. One standard deviation is added.
        """
        daily = (self.length == 1) & (self.where <= NEAR)
        n = len(self.size)
        single = np.array([daily[self.source == s].mean() / max(1e-9, self.shares[s].sum()) for s in range(n)])
        chance = np.zeros((n, n))
        for s in range(n):
            mine = daily & (self.source == s)
            quiet = self.rate[mine][:, :, : NEAR + 1, :TOWN_BINS].sum(axis=(0, 2, 3)) * DAYS[:2].sum()
            burst = mine.sum() * self.extra[:2, :TOWN_BINS].sum() * self.size * self.shares.sum(axis=1)
            chance[s] = (quiet + burst) * single
        chance = 0.5 * (chance + chance.T)
        seen, later = self._counts(pairs, close(pairs))
        return _beyond(seen, np.maximum(chance, later))

    def excess_anywhere(self, pairs: Pairs) -> Floats:
        """The same for all pairs of records of one day each, by pairs three days apart alone."""
        return _beyond(*self._counts(pairs, pairs.span == 0))

    def _counts(self, pairs: Pairs, kept: Bools) -> tuple[Floats, Floats]:
        """Pairs of each two datasets at most a day apart, and as many as those three days apart would make there."""
        n = len(self.size)
        seen, later = np.zeros((n, n)), np.zeros((n, n))
        for mask, table in ((kept & (pairs.lag <= 1), seen), (kept & (pairs.lag == len(DAYS) - 1), later)):
            np.add.at(table, (self.source[pairs.a[mask]], self.source[pairs.b[mask]]), 1.0)
        return seen + seen.T, (later + later.T) * DAYS[:2].sum() / DAYS[-1]

    def _some(self, pairs: Pairs, at: slice) -> tuple[Floats, ...]:
        a, b = pairs.a[at], pairs.b[at]
        where, lag, box = pairs.where[at], pairs.lag[at], pairs.bin[at]
        days = np.tile(DAYS, (len(a), 1))
        days[:, 0] = self.length[a] + self.length[b] - 1
        row = np.arange(len(a))
        ends = [self._around(i, self.source[j], where, days) for i, j in ((a, b), (b, a))]
        first = np.where(lag == SAME_WINDOW, 0, lag)
        # Of windows of several days that overlap, few are the very same.
        same = np.where(lag == SAME_WINDOW, 1.0 / np.maximum(1.0, days[:, 0]), 1.0)
        split = (lag == 0) & (pairs.gap[at] > 0)
        here = _mean([end[row, np.where(split, 1, first), box] for end in ends]) * same
        place = _mean([end[row, :, box].sum(axis=1) for end in ends])
        town = _mean([end[:, :, :TOWN_BINS].sum(axis=(1, 2)) for end in ends])
        return here, place, town, _mean([end.sum(axis=(1, 2)) for end in ends])

    def _around(self, i: Ints, source: Ints, where: Ints, days: Floats) -> Floats:
        quiet = self.rate[i, source, where][:, None, :] * (days * self.ratio[where])[:, :, None]
        share = np.where(
            where > NEAR, 0.0, np.where(self.where[i] == NEAR, 1.0, self.shares[source, np.minimum(where, NEAR)])
        )
        burst = self.extra[None, :, :] * (share * self.size[source])[:, None, None]
        # A window of several days holds what follows within days as well.
        several = days[:, 0] > 1
        burst[several, 0, :] = burst[several].sum(axis=1)
        found: Floats = quiet + burst
        return found


def _beyond(seen: Floats, usual: Floats) -> Floats:
    found: Floats = np.maximum(0.0, seen - usual) + np.sqrt(seen + 1.0)
    return found


def close(pairs: Pairs) -> Bools:
    """Pairs of records of one day each that lie within a town."""
    found: Bools = (pairs.span == 0) & (pairs.where <= NEAR) & (pairs.bin < TOWN_BINS)
    return found


def background(met: Meetings, compare: Comparer, where: Ints, length: Floats) -> Background:
    """What surrounds each record; ``length`` is that of each record's window in days."""
    rate = _rates(met)
    n_sources = rate.shape[1]
    size = np.bincount(met.source, minlength=n_sources).astype(float)
    shares = np.zeros((n_sources, NEAR + 1))
    for kind in range(NEAR + 1):
        shares[:, kind] = np.bincount(met.source[where == kind], minlength=n_sources) / np.maximum(1.0, size)
    pairs = met.within
    features = compare.features(pairs.a, pairs.b)
    twin = (features.deaths == EQUAL) & (features.type == 0) & np.isin(features.actor, (0, ActorMatch.BOTH_GENERIC))
    tolls = np.array([0.0 if one.deaths is None else one.deaths.best for one in compare.items])
    daily = (pairs.span == 0) & ~(twin & (tolls[pairs.a] >= _TELLING))
    single = (length == 1).mean() if len(length) else 1.0
    extra = _extra(met, rate * single, pairs, daily & (pairs.where <= NEAR), size, length)
    return Background(rate, extra, _ratio(met, rate, pairs, daily, length), shares, size, where, length, met.source)


def _extra(met: Meetings, rate: Floats, pairs: Pairs, kept: Bools, size: Floats, length: Floats) -> Floats:
    """Records beyond the quiet rate at each lag and distance, per record of a dataset and of the record itself."""
    seen = np.zeros((len(DAYS), BINS))
    np.add.at(seen, (pairs.lag[kept], pairs.bin[kept]), 2.0)
    own = rate[np.arange(len(met.source)), met.source][length == 1][:, : NEAR + 1].sum(axis=(0, 1))
    more = np.maximum(0.0, seen - DAYS[:, None] * own[None, :])
    found: Floats = more / max(1.0, float((size**2).sum()))
    daily = found / DAYS[:, None]
    daily = np.maximum.accumulate(daily[::-1], axis=0)[::-1]  # bursts fade
    burst: Floats = daily * DAYS[:, None]
    return burst


def _ratio(met: Meetings, rate: Floats, pairs: Pairs, kept: Bools, length: Floats) -> Floats:
    """How many times more often another event follows at each lag, for places known no better than their division."""
    found = np.ones((WHERES, len(DAYS)))
    own = rate[np.arange(len(met.source)), met.source][length == 1].sum(axis=(0, 2))
    for kind in range(NEAR + 1, WHERES):
        lags = np.bincount(pairs.lag[kept & (pairs.where == kind)], minlength=len(DAYS))[: len(DAYS)]
        ratio = np.maximum(1.0, (2 * lags + 10) / (own[kind] * DAYS + 10))
        found[kind] = np.maximum.accumulate(ratio[::-1])[::-1]
    return found


def _rates(met: Meetings) -> Floats:
    """Records of each dataset a day that meet each record in quiet weeks, shrunk to the mean of its own dataset."""
    found = np.empty_like(met.around)
    n_sources = met.around.shape[1]
    for own in range(n_sources):
        mine = met.source == own
        for other in range(n_sources):
            counts, days = met.around[mine, other], met.exposure[mine, other]
            whole = (counts.sum(axis=0) + 0.5) / (days.sum() + len(days) + 10.0)
            found[mine, other] = (counts + 0.5) / (days[:, None, None] + 0.5 / whole)
    return found


def _mean(ends: list[Floats]) -> Floats:
    found: Floats = np.sqrt(ends[0] * ends[1])
    return found
