"""From evidence to calibrated match probabilities, and versions of them that carry what is not known of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.cluster import greedy
from uncounted.link.persons.contrast import Features, features, fit
from uncounted.link.persons.crossfit import centred, cross_fitted, kin, probability
from uncounted.link.persons.densities import put_right
from uncounted.link.persons.evidence import Evidence, relearn
from uncounted.link.persons.free import Partners, Pool, pool
from uncounted.link.persons.labels import Labels, drawn_doubt

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.matcher import Compares

WORTH = 0.003  # of a match by the model alone; pairs below are hardly ever matches
LEAST_NULL = 50  # known non-matches among the pairs worth a look; with fewer the model alone must do
VERSIONS = 10
SCALE_DOUBT = 0.15  # standard deviation of the log of the rate of false matches: lists differ in their people
ROUNDS = 4  # of calibrating, linking, and counting who is still free
MODEL_DOUBT = (0.4, 0.1)  # of the log-odds where no non-match is known: an offset, and a share of their size


@dataclass(frozen=True)
class Records:
    """Where each record stands, and its ``kind``: a number for the columns that it fills."""

    list_of: NDArray[np.int32]
    distinct: NDArray[np.bool_]
    kind: NDArray[np.int64]


@dataclass(frozen=True)
class Calibrated:
    """The pairs worth a look: ``which`` of all pairs; the log Bayes ``factor`` of each, ``versions`` of it; and the log
    odds of a match of any two records of the two lists (``prior``). ``evidence`` is the model as learnt in the end.
    ``known``: calibrated on known non-matches.
    """

    which: NDArray[np.int64]
    factor: NDArray[np.float64]
    versions: list[NDArray[np.float64]]
    prior: NDArray[np.float64]
    evidence: Evidence
    known: bool

    @property
    def log_odds(self) -> NDArray[np.float64]:
        """Of a match, given the pair alone."""
        return self.factor + self.prior


def calibrate(
    compares: Compares, evidence: Evidence, never: NDArray[np.bool_], records: Records, seed: int, labels: Labels
) -> Calibrated:
    """Calibrated evidence for the pairs that may match. ``never``: those within a list that holds nobody twice;
    ``labels``: what people judged, from which the calibration learns.
    """
    worth = evidence.probability >= WORTH
    null_at = np.flatnonzero(worth & never)
    which = np.flatnonzero(worth & ~never)
    chance = np.random.default_rng(seed)
    if len(null_at) >= LEAST_NULL:
        return _Contrast(compares, evidence, null_at, which, records, labels).run(chance)
    factor = np.log(2) * evidence.weight[which]
    prior = np.full(len(which), np.log(max(evidence.matches, 0.5) / evidence.possible))
    odds = factor + prior
    told = labels.told(which, odds, np.ones(len(which)))
    if told is not None:  # who may stand twice on a list has no rivals
        told = replace(told, beyond=np.zeros(len(told.at)))
    doubts = drawn_doubt(odds, told, MODEL_DOUBT, VERSIONS, chance)
    versions = [odds * np.exp(slope) - prior + offset for offset, slope in doubts]
    if told is not None:
        factor = np.mean(versions, axis=0)
    return Calibrated(which, factor, versions, prior, evidence, known=False)


class _Contrast:
    """Pairs that may match against known non-matches."""

    def __init__(
        self,
        compares: Compares,
        evidence: Evidence,
        null_at: NDArray[np.int64],
        which: NDArray[np.int64],
        records: Records,
        labels: Labels,
    ) -> None:
        self.compares, self.which, self.records, self.labels = compares, which, records, labels
        self.every = np.concatenate([which, null_at])
        self.null = np.arange(len(self.every)) >= len(which)
        self.left, self.right = compares.left[self.every], compares.right[self.every]
        self.label = np.arange(len(records.list_of), dtype=np.int32)
        self._use(evidence)

    def _use(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.prior = float(np.log(max(evidence.matches, 0.5) / evidence.possible))
        every, compares = self.every, self.compares
        self.given: Features = features(compares.levels[every], evidence.weight[every], compares.rarity[every])

    def run(self, chance: np.random.Generator) -> Calibrated:
        partners = Partners.none(len(self.records.list_of), len(self.records.distinct))
        for number in range(ROUNDS):
            open_, known, counted = self._weights(partners)
            beta = fit(self.given, open_, known, self.prior)
            group = kin(self.left, self.right, self.label)
            judged = cross_fitted(self.given, open_, known, self.prior, beta, group, chance)
            odds = put_right(judged, open_, known)[~self.null]
            partners = self._link(odds)
            if number < ROUNDS - 1:
                found = open_[~self.null] / (1 + np.exp(-np.clip(odds, -80, 80)))
                self._use(relearn(self.compares, self.evidence, self.which, found))
        shift, prior = self._priors(partners, counted)
        versions, expected = [], np.zeros(len(self.which))
        told = self.labels.told(self.which, odds, open_[~self.null])
        for _ in range(VERSIONS):
            judged = cross_fitted(self.given, open_, known, self.prior, beta, group, chance)
            expected += probability(put_right(judged, open_, known, told)[~self.null]) / VERSIONS
            again = chance.poisson(1.0, int(group.max(initial=0)) + 1)[group]
            wider = np.exp(SCALE_DOUBT * chance.normal())
            some = told and replace(told, weight=told.weight * again[told.at])
            versions.append(put_right(judged, open_ * again, known * again * wider, some)[~self.null])
        versions = [each - shift for each in centred(versions, expected)]
        return Calibrated(self.which, np.mean(versions, axis=0), versions, prior, self.evidence, known=True)

    def _weights(self, partners: Partners) -> tuple[NDArray[np.float64], NDArray[np.float64], Pool]:
        """How many pairs that may match, and how many known non-matches, each pair counts for."""
        of = self.records
        counted = pool(partners, of.list_of, of.distinct, of.kind)
        rate = counted.rate(of.kind[self.left], of.kind[self.right])
        taken = np.where(self.null, 1.0, partners.taken(self.left, self.right, of.list_of))
        return 1 - taken, taken * rate, counted

    def _link(self, odds: NDArray[np.float64]) -> Partners:
        of, good = self.records, odds > 0
        left, right = self.left[~self.null], self.right[~self.null]
        label = greedy(len(of.list_of), left[good], right[good], odds[good], of.list_of, of.distinct)
        self.label = label
        linked = good & (label[left] == label[right])
        sure = 1 / (1 + np.exp(-odds[linked]))
        return Partners.of(left[linked], right[linked], sure, of.list_of, of.distinct)

    def _priors(self, partners: Partners, counted: Pool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Log-odds of a match of two records of the lists of each pair: among those that may match, and among all."""
        of = self.records
        one, other = of.list_of[self.left[~self.null]], of.list_of[self.right[~self.null]]
        lists = len(of.distinct)
        matches = np.ones((lists, lists))
        np.add.at(matches, of.list_of, partners.sure)
        matches = np.maximum((matches + matches.T) / 2, 1.0)
        sizes = np.bincount(of.list_of, minlength=lists).astype(np.float64)
        free = np.log(matches / np.maximum(counted.by_lists, 1.0))
        every = np.log(matches / np.maximum(np.outer(sizes, sizes), 1.0))
        return free[one, other], every[one, other]
