"""The weight of evidence that two records of different datasets tell of one event, learnt without truth.

The likelihood ratio of cross-identification (Sutherland & Saunders 1992; Budavari & Szalay 2008), as astronomers match
catalogues: how often records of one event lie so far apart, over how many records of other events lie there by chance
(counted around each record, so that a day in a busy town proves less than one in a quiet village), times the ratios of
what is compared besides (Fellegi & Sunter 1969). How records of one event differ is estimated by expectation
maximisation; how records of other events differ is seen in pairs that are weeks apart. Pairs of labels (types, actors)
earn their own ratio as they are met, shrunk to that of their level (gamma-Poisson).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uncounted.link.datasets.background import background
from uncounted.link.datasets.chance import PRIOR, Chance, levels
from uncounted.link.datasets.features import (
    EQUAL,
    UNKNOWN_DEATHS,
    Comparer,
    Features,
    death_level,
    frequencies,
)
from uncounted.link.datasets.meetings import (
    BINS,
    SPANS,
    WHERES,
    Floats,
    Ints,
    Meetings,
    Pairs,
)
from uncounted.link.datasets.profiles import Deaths, Profile

# What is taken to be so before anything is seen, each worth PRIOR pairs: datasets date most events alike and the next
# most a day apart, and geocode a town within a few km; vaguer codes spread both. Rows: spans, place classes.
_LAG = np.array([[.70, .22, .05, .03, 0], [.60, .06, .02, .02, .30], [.64, .03, .015, .015, .30],
                 [.66, .02, .01, .01, .30]])  # fmt: skip
_BIN = np.array([[.62, .20, .11, .07, 0, 0, 0, 0], [.34, .20, .20, .16, .10, 0, 0, 0],
                 [.25, .10, .15, .20, .20, .10, 0, 0], [.22, .06, .08, .12, .18, .18, .16, 0],
                 [1, 0, 0, 0, 0, 0, 0, 0]])  # fmt: skip
_TYPE = np.array([0.80, 0.14, 0.06])
_ACTOR = np.array([0.42, 0.08, 0.10, 0.06, 0.24, 0.10])
_DEATHS = np.array([0.36, 0.12, 0.22, 0.12, 0.05, 0.03, 0.06, 0.04])
# A record that stands in its dataset twice: copied, or coded again from another report.
_TWICE = 0.03
_TWIN_LAG = np.array([0.74, 0.20, 0.04, 0.01, 0.01])
_TWIN_BIN = np.array([0.86, 0.06, 0.04, 0.02, 0.01, 0.004, 0.003, 0.003])
_TWIN_TYPE = np.array([0.94, 0.04, 0.02])
_TWIN_ACTOR = np.array([0.68, 0.04, 0.02, 0.02, 0.08, 0.16])
_TWIN_DEATHS = np.array([0.56, 0.20, 0.08, 0.05, 0.03, 0.02, 0.04, 0.02])
_CLASSES = np.array([0.0, 0.5, 2.5, 9.5])  # of deaths, by which capture differs; below: not said
_ROUNDS = 15
_MESSAGES = 12
_LEAST = 1e-4
_HIGHEST = 16.0


@dataclass
class Rates:
    """What is learnt: how records of one event lie to each other and compare, and how often each dataset has one.

    ``found[s, t, q]`` is the share of the records of dataset ``s`` with deaths of class ``q`` that ``t`` has too.
    """

    lag: Floats
    bin: Floats
    type: Floats
    actor: Floats
    deaths: Floats
    found: Floats


@dataclass(frozen=True)
class Weights:
    """Natural logarithms of odds, part by part; ``total`` is their sum. ``probability`` also weighs the rivals."""

    total: Floats
    time: Floats
    place: Floats
    type: Floats
    actor: Floats
    deaths: Floats
    surroundings: Floats
    probability: Floats


class Evidence:
    """Learns from the meetings of records, and weighs pairs of them."""

    def __init__(self, items: Sequence[Profile], met: Meetings, names: int) -> None:
        self.items = items
        self.met = met
        self.n_sources = names
        self.compare = Comparer(items, met.source.tolist())
        self.usual = frequencies(items)
        harm = [one.deaths.best > 0 for one in items if one.deaths is not None]
        self.harmed = max(1e-3, float(np.mean(harm or [True])))
        tolls = np.array([-1.0 if one.deaths is None else one.deaths.best for one in items])
        self.classes = np.searchsorted(_CLASSES, tolls, side="right")
        length = np.array([one.end - one.start + 1 for one in items], dtype=float)
        where = np.array([one.where for one in items], dtype=np.int64)
        self.background = background(met, self.compare, where, length)
        self.features = self.compare.features(met.across.a, met.across.b)
        self.by_chance = Chance(met.chance, self.compare.features(met.chance.a, met.chance.b), len(items))
        self._labels: dict[str, Floats] = {}
        self.rates = self._start()
        self.weights = self._learn()

    def _start(self) -> Rates:
        kinds, actors, deaths = (np.append(each, 1.0) for each in (_TYPE, _ACTOR, _DEATHS))
        found = np.full((self.n_sources, self.n_sources, len(_CLASSES) + 1), 0.3)
        return Rates(np.maximum(_LAG, _LEAST), np.maximum(_BIN, _LEAST), kinds, actors, deaths, found)

    def _learn(self) -> Weights:
        weights = self.weigh(self.met.across, self.features)
        for _ in range(_ROUNDS):
            self._update(weights.probability)
            weights = self.weigh(self.met.across, self.features)
        return weights

    def twins(self) -> Weights:
        """The weights of pairs inside a dataset: is one incident in it twice?"""
        within, habit = self.met.within, self.met.habit
        by_chance = Chance(habit, self.compare.features(habit.a, habit.b), len(self.items))
        lag, box = np.tile(_TWIN_LAG, (SPANS, 1)), np.tile(_TWIN_BIN, (WHERES, 1))
        kinds, actors, deaths = (np.append(each, 1.0) for each in (_TWIN_TYPE, _TWIN_ACTOR, _TWIN_DEATHS))
        rates = Rates(lag, box, kinds, actors, deaths, np.full_like(self.rates.found, _TWICE))
        features = self.compare.features(within.a, within.b)
        kept, self._labels = self._labels, {}
        weights = self.weigh(within, features, rates, by_chance)
        self._labels = kept
        return weights

    def weigh(
        self, pairs: Pairs, features: Features, rates: Rates | None = None, chance: Chance | None = None
    ) -> Weights:
        """The weights of pairs, by what was learnt, or by rates that are given."""
        rates, chance, a, b = rates or self.rates, chance or self.by_chance, pairs.a, pairs.b
        sa, sb = self.met.source[a], self.met.source[b]
        lag = np.log(rates.lag[pairs.span, pairs.lag])
        box = np.log(rates.bin[pairs.where, pairs.bin])
        expected = self.background.expected(pairs)
        share = 0.5 * _logit(rates.found[sa, sb, self.classes[a]])
        share += 0.5 * _logit(rates.found[sb, sa, self.classes[b]])
        time = lag - np.log(expected.here / expected.place)
        where = box - np.log(expected.place / expected.whole)
        parts = self._compared(features, a, b, rates, chance)
        around = share - np.log(expected.whole)
        total = np.clip(time + where + around + sum(parts), -_HIGHEST, _HIGHEST)
        return Weights(total, time, where, *parts, around, _posterior(total, a, b, sa, sb, self.n_sources))

    def _compared(
        self, features: Features, a: Ints, b: Ints, rates: Rates, chance: Chance
    ) -> tuple[Floats, Floats, Floats]:
        kinds = np.log(rates.type[features.type]) - chance.of("type", features.type, a, b)
        actors = np.log(rates.actor[features.actor]) - chance.of("actor", features.actor, a, b)
        kinds += self._learnt("types", features.types)
        actors += self._learnt("actors", features.actors)
        deaths = np.log(rates.deaths[features.deaths]) - chance.of("deaths", features.deaths, a, b)
        usual = np.sqrt(self.usual[a] * self.usual[b])
        equal = np.log(rates.deaths[EQUAL] / (usual * self.harmed))
        deaths = np.where(features.deaths == EQUAL, equal, deaths)
        return kinds, actors, deaths

    def toll(self, said: Deaths | None, total: Deaths, of: int) -> float:
        """The log odds of deaths as a record (number ``of``) said them beside those that others sum up to."""
        level = death_level(said, total)
        if level == UNKNOWN_DEATHS:
            return 0.0
        chance = self.by_chance.shares["deaths"][level]
        if level == EQUAL:
            chance = self.usual[of] * self.harmed
        return float(np.log(self.rates.deaths[level] / chance))

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
        rates.type = levels(seen.type, p, _TYPE)
        rates.actor = levels(seen.actor, p, _ACTOR)
        rates.deaths = levels(seen.deaths, p, _DEATHS)
        self._labels = {
            "types": self.by_chance.labels("type", "types", seen, p, self.compare.n_types),
            "actors": self.by_chance.labels("actor", "actors", seen, p, self.compare.n_actors),
        }
        rates.found = self._found(p)

    def _found(self, p: Floats) -> Floats:
        """The share of each dataset's records that each other has too, by class of deaths, shrunk to the whole."""
        pairs, own = self.met.across, self.met.source
        shape = (self.n_sources, self.n_sources, len(_CLASSES) + 1)
        matched = np.zeros(shape)
        for one, other in ((pairs.a, pairs.b), (pairs.b, pairs.a)):
            np.add.at(matched, (own[one], own[other], self.classes[one]), p)
        coded = np.zeros(shape)
        for dataset in range(self.n_sources):
            reached = self.met.reached[:, dataset]
            np.add.at(coded, (own[reached], dataset, self.classes[reached]), 1.0)
        whole = (matched.sum(axis=2) + 1.0) / (coded.sum(axis=2) + 4.0)
        found: Floats = np.clip((matched + 8.0 * whole[:, :, None]) / (coded + 8.0), 0.005, 0.97)
        return found


def _logit(share: Floats) -> Floats:
    found: Floats = np.log(share / (1 - share))
    return found


def _posterior(total: Floats, a: Ints, b: Ints, sa: Ints, sb: Ints, n: int) -> Floats:
    """The probability of each pair where a record has one partner at most in each other dataset.

    By belief propagation on matchings: a rival weighs less the better it is matched elsewhere.
    """
    odds = np.exp(total)
    size = (int(max(a.max(initial=-1), b.max(initial=-1))) + 1) * n
    at_a, at_b = a * n + sb, b * n + sa
    to_a = to_b = odds / (1 + odds)
    for _ in range(_MESSAGES):
        of_a, of_b = (np.bincount(at, weights=told, minlength=size) for at, told in ((at_a, to_a), (at_b, to_b)))
        free_a, free_b = (1 + np.maximum(0.0, of_a[at_a] - to_a)), (1 + np.maximum(0.0, of_b[at_b] - to_b))
        to_a, to_b = 0.5 * (to_a + odds / free_b), 0.5 * (to_b + odds / free_a)
    found: Floats = odds / (odds + free_a * free_b)
    return found


def _table(rows: Ints, columns: Ints, p: Floats, prior: Floats) -> Floats:
    counts = PRIOR * prior
    np.add.at(counts, (rows, columns), p)
    found: Floats = np.maximum(counts / counts.sum(axis=1, keepdims=True), _LEAST)
    return found


def _fading(lag: Floats) -> Floats:
    """Lags of which the last is no likelier than the fall before it allows: what lies there is mostly of a burst."""
    found = lag.copy()
    found[:, 3] = np.minimum(found[:, 3], found[:, 2] ** 2 / np.maximum(found[:, 1], _LEAST))
    return np.maximum(found, _LEAST)


assert len(_LAG) == SPANS and _BIN.shape[1] == BINS and len(_BIN) == WHERES  # noqa: S101, PT018
