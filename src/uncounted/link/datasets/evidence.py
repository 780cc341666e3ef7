"""The weight of evidence that two records of different datasets tell of one event, learnt without truth.

The likelihood ratio of cross-identification (Sutherland & Saunders 1992; Budavari & Szalay 2008), as astronomers match
catalogues: how often records of one event lie so far apart, over how many records of other events lie there by chance
(counted around each record, so that a day in a busy town proves less than one in a quiet village), times the ratios of
what is compared besides (Fellegi & Sunter 1969). How records of one event differ is estimated by expectation
maximisation; how records of other events differ is seen in pairs that are weeks apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uncounted.link.datasets.background import background, close
from uncounted.link.datasets.chance import SIZES, Chance
from uncounted.link.datasets.features import EQUAL, Comparer, Features, death_level, frequencies
from uncounted.link.datasets.hits import Hits, Side
from uncounted.link.datasets.meetings import SPANS, TOWN_BINS, WHERES, Floats, Ints, Meetings, Pairs
from uncounted.link.datasets.profiles import NEAR, Deaths, Profile

# What is taken to be so before anything is seen, each row worth _PRIOR pairs: datasets date most events alike and the
# next most a day apart, and geocode a town within a few km; vaguer codes spread both. Rows: spans, place classes.
_PRIOR = 25.0
_LAG = np.array([[.70, .22, .05, .03, 0], [.60, .06, .02, .02, .30], [.64, .03, .015, .015, .30],
                 [.66, .02, .01, .01, .30]])  # fmt: skip
_BIN = np.array([[.62, .20, .11, .07, 0, 0, 0, 0], [.34, .20, .20, .16, .10, 0, 0, 0],
                 [.25, .10, .15, .20, .20, .10, 0, 0], [.22, .06, .08, .12, .18, .18, .16, 0],
                 [1, 0, 0, 0, 0, 0, 0, 0]])  # fmt: skip
# Datasets geocode a town by one point each: how often the distance within a town says nothing of its own.
_BY_TOWN = 0.5
# A record that stands in its dataset twice: copied, or coded again from another report.
_TWICE = 0.03
_TWIN_LAG = np.array([0.74, 0.20, 0.04, 0.01, 0.01])
_TWIN_BIN = np.array([0.86, 0.06, 0.04, 0.02, 0.01, 0.004, 0.003, 0.003])
_CLASSES = np.array([0.0, 0.5, 2.5, 9.5])  # of deaths, by which capture and figures differ; below: not said
_ROUNDS, _WITHOUT_DEATHS = 16, 5
_MESSAGES = 12
_HIGHEST, _LEAST = 16.0, 1e-4


@dataclass
class Rates:
    """What is learnt: how records of one event lie to each other and compare, and how often each dataset has one.

    ``found[s, t, q]`` is the share of the records of dataset ``s`` with deaths of class ``q`` that ``t`` has too.
    """

    lag: Floats
    bin: Floats
    found: Floats
    hits: dict[str, Hits]


@dataclass(frozen=True)
class Weights:
    """Natural logarithms of odds, part by part; ``total`` is their sum. ``probability`` also weighs the rivals.

    ``expected`` is how many records of other events would lie within reach by chance.
    """

    total: Floats
    time: Floats
    place: Floats
    type: Floats
    actor: Floats
    deaths: Floats
    surroundings: Floats
    probability: Floats
    expected: Floats


class Evidence:
    """Learns from the meetings of records, and weighs pairs of them."""

    def __init__(self, items: Sequence[Profile], met: Meetings, n_sources: int) -> None:
        self.items = items
        self.met = met
        self.n_sources = n_sources
        self.compare = Comparer(items, met.source.tolist())
        self.usual = frequencies(items)
        self.classes = _classes(items)
        length = np.array([one.end - one.start + 1 for one in items], dtype=float)
        where = np.array([one.where for one in items], dtype=np.int64)
        self.background = background(met, self.compare, where, length)
        self.features = self.compare.features(met.across.a, met.across.b)
        self.by_chance = Chance(met.chance, self.compare.features(met.chance.a, met.chance.b), self.classes)
        self.expected = self.background.expected(met.across)
        self._labels: dict[str, Floats] = {}
        soon = met.across.lag <= 1
        self._limits = (
            (close(met.across) & soon, self.background.excess(met.across)),
            ((met.across.span == 0) & soon, self.background.excess_anywhere(met.across)),
        )
        hits = {name: Hits.start(name, n_sources) for name in SIZES}
        found = np.full((n_sources, n_sources, len(_CLASSES) + 1), 0.3)
        self.rates = Rates(np.maximum(_LAG, _LEAST), np.maximum(_BIN, _LEAST), found, hits)
        self.weights = self._learn()

    def _learn(self) -> Weights:
        weights = self._across(deaths=False)
        for done in range(_ROUNDS):
            self._update(weights.probability)
            weights = self._across(deaths=done >= _WITHOUT_DEATHS)
        return weights

    def _across(self, *, deaths: bool) -> Weights:
        return self._weigh(self.met.across, self.features, self.rates, self.by_chance, deaths=deaths)

    def twins(self) -> Weights:
        """The weights of pairs inside a dataset: is one incident in it twice?"""
        within, habit = self.met.within, self.met.habit
        chance = Chance(habit, self.compare.labelled(habit.a, habit.b), self.classes)
        hits = {name: Hits.start(name, self.n_sources, twins=True) for name in SIZES}
        lag, box = np.tile(_TWIN_LAG, (SPANS, 1)), np.tile(_TWIN_BIN, (WHERES, 1))
        rates = Rates(lag, box, np.full_like(self.rates.found, _TWICE), hits)
        kept, self._labels = self._labels, {}
        weights = self._weigh(within, self.compare.labelled(within.a, within.b), rates, chance)
        self._labels = kept
        return weights

    def _weigh(self, pairs: Pairs, features: Features, rates: Rates, chance: Chance, *, deaths: bool = True) -> Weights:
        a, b = pairs.a, pairs.b
        sa, sb = self.met.source[a], self.met.source[b]
        expected = self.expected if pairs is self.met.across else self.background.expected(pairs)
        time = np.log(rates.lag[pairs.span, pairs.lag]) - np.log(expected.here / expected.place)
        town = (pairs.where <= NEAR) & (pairs.bin < TOWN_BINS)
        whole_town = rates.bin[pairs.where, :TOWN_BINS].sum(axis=1) * expected.place / expected.town
        box = rates.bin[pairs.where, pairs.bin]
        box = np.where(town, (1 - _BY_TOWN) * box + _BY_TOWN * whole_town, box)
        place = np.log(box) - np.log(expected.place / expected.whole)
        kinds = self.classes["deaths"]
        share = 0.5 * _logit(rates.found[sa, sb, kinds[a]]) + 0.5 * _logit(rates.found[sb, sa, kinds[b]])
        around = share - np.log(expected.whole)
        parts = []
        for name in SIZES:
            one, other = self._sides(name, pairs, features, chance)
            told = rates.hits[name]
            parts.append(0.5 * told.log_ratio(one) + 0.5 * told.log_ratio(other))
        parts[0] += self._learnt("types", features.types)
        parts[1] += self._learnt("actors", features.actors)
        total = time + place + around + parts[0] + parts[1] + (parts[2] if deaths else 0.0)
        total = np.clip(total, -_HIGHEST, _HIGHEST)
        probability = _posterior(total, a * self.n_sources + sb, b * self.n_sources + sa)
        return Weights(total, time, place, parts[0], parts[1], parts[2], around, probability, expected.whole)

    def _sides(self, name: str, pairs: Pairs, features: Features, chance: Chance) -> tuple[Side, Side]:
        levels, own = getattr(features, name), self.met.source
        found = []
        for one, other in ((pairs.a, pairs.b), (pairs.b, pairs.a)):
            usual = chance.of(name, levels, one)
            if name == "deaths":
                usual = np.where(levels == EQUAL, self.usual[one], usual)
            found.append(Side(own[one], own[other], self.classes[name][one], levels, usual))
        return found[0], found[1]

    def toll(self, whole: int, total: Deaths, dataset: int) -> float:
        """The log ratio of the deaths that a record (number ``whole``) gives beside a sum over records of a dataset."""
        level = np.array([death_level(self.items[whole].deaths, total)])
        own = np.array([whole])
        usual = self.usual[own] if level[0] == EQUAL else self.by_chance.of("deaths", level, own)
        kind = self.classes["deaths"][own]
        side = Side(self.met.source[own], np.array([dataset]), kind, level, usual)
        return float(self.rates.hits["deaths"].log_ratio(side)[0])

    def _learnt(self, which: str, labels: Ints) -> Floats:
        """What pairs of labels add to the log ratios of their levels."""
        known = self._labels.get(which)
        if known is None or not len(known):
            return np.zeros(len(labels))
        found: Floats = np.where(labels < len(known), known[np.minimum(labels, len(known) - 1)], 0.0)
        return found

    def _update(self, p: Floats) -> None:
        pairs, seen, rates = self.met.across, self.features, self.rates
        rates.lag = _fading(_table(pairs.span, pairs.lag, p, _LAG))
        rates.bin = _table(pairs.where, pairs.bin, p, _BIN)
        for name, hits in rates.hits.items():
            hits.learn(self._sides(name, pairs, seen, self.by_chance), p)
        self._labels = {
            "types": self.by_chance.labels("type", "types", seen, p, self.compare.n_types),
            "actors": self.by_chance.labels("actor", "actors", seen, p, self.compare.n_actors),
        }
        rates.found = self._found(p)

    def _found(self, p: Floats) -> Floats:
        """The share of each dataset's records that each other has too, by class of deaths, shrunk to the whole."""
        pairs, own, kinds = self.met.across, self.met.source, self.classes["deaths"]
        shape = (self.n_sources, self.n_sources, len(_CLASSES) + 1)
        matched, coded = np.zeros(shape), np.zeros(shape)
        for one, other in ((pairs.a, pairs.b), (pairs.b, pairs.a)):
            np.add.at(matched, (own[one], own[other], kinds[one]), p)
        for dataset in range(self.n_sources):
            reached = self.met.reached[:, dataset]
            coded[:, dataset] += _counted(own[reached], kinds[reached], shape[0], shape[2])
        whole = (matched.sum(axis=2) + 1.0) / (coded.sum(axis=2) + 4.0)
        share = (matched + 8.0 * whole[:, :, None]) / (coded + 8.0)
        # Violence clusters: what alone tells matches from neighbours in time is that there are more than by chance.
        part = np.ones(shape[:2])
        for kept, excess in self._limits:
            taken = np.zeros(shape[:2])
            np.add.at(taken, (own[pairs.a[kept]], own[pairs.b[kept]]), p[kept])
            part = np.minimum(part, excess / np.maximum(taken + taken.T, 1e-9))
        share *= part[:, :, None]
        found: Floats = np.clip(share, 0.003, 0.97)
        return found


def _classes(items: Sequence[Profile]) -> dict[str, Ints]:
    """What each record says itself, by which the levels of its pairs differ; numbers of the rows of hits.py."""
    tolls = np.array([-1.0 if one.deaths is None else one.deaths.best for one in items])
    kinds = [2 if one.violent is None else 0 if one.violent else 1 for one in items]
    actors = [2 if not one.parties.label else 1 if one.parties.generic else 0 for one in items]
    return {
        "type": np.array(kinds, dtype=np.int64),
        "actor": np.array(actors, dtype=np.int64),
        "deaths": np.searchsorted(_CLASSES, tolls, side="right").astype(np.int64),
    }


def _counted(rows: Ints, columns: Ints, n_rows: int, n_columns: int) -> Floats:
    found = np.bincount(rows * n_columns + columns, minlength=n_rows * n_columns)
    return found.reshape(n_rows, n_columns).astype(float)


def _logit(share: Floats) -> Floats:
    found: Floats = np.log(share / (1 - share))
    return found


def _posterior(total: Floats, at_a: Ints, at_b: Ints) -> Floats:
    """The probability of each pair where a record has one partner at most in each other dataset.

    ``at_a``, ``at_b`` number a record together with the other's dataset. By belief propagation on matchings: a rival
    weighs less the better it is matched elsewhere.
    """
    odds = np.exp(total)
    size = int(max(at_a.max(initial=-1), at_b.max(initial=-1))) + 1
    to_a = to_b = odds / (1 + odds)
    free_a = free_b = np.ones_like(odds)
    for _ in range(_MESSAGES):
        of_a, of_b = (np.bincount(at, weights=told, minlength=size) for at, told in ((at_a, to_a), (at_b, to_b)))
        free_a, free_b = (1 + np.maximum(0.0, of_a[at_a] - to_a)), (1 + np.maximum(0.0, of_b[at_b] - to_b))
        to_a, to_b = 0.5 * (to_a + odds / free_b), 0.5 * (to_b + odds / free_a)
    found: Floats = odds / (odds + free_a * free_b)
    return found


def _table(rows: Ints, columns: Ints, p: Floats, prior: Floats) -> Floats:
    counts = _PRIOR * prior
    np.add.at(counts, (rows, columns), p)
    found: Floats = np.maximum(counts / counts.sum(axis=1, keepdims=True), _LEAST)
    return found


def _fading(lag: Floats) -> Floats:
    """Lags of which the last is no likelier than the fall before it allows: what lies there is mostly of a burst."""
    found = lag.copy()
    found[:, 3] = np.minimum(found[:, 3], found[:, 2] ** 2 / np.maximum(found[:, 1], _LEAST))
    return np.maximum(found, _LEAST)
