"""From evidence to calibrated match probabilities, and versions of them that carry what is not known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.cluster import greedy
from uncounted.link.persons.contrast import features, fit, log_odds, null_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.evidence import Evidence
    from uncounted.link.persons.matcher import Compares

WORTH = 0.003  # of a match by the model alone; pairs below are hardly ever matches
MOST_FITTED = 150_000
LEAST_NULL = 300  # known non-matches among the pairs worth a look; with fewer the model alone must do
VERSIONS = 10
SCALE_DOUBT = 0.2  # standard deviation of the log of the rate of false matches: lists differ in their people
ROUNDS = 2  # of calibrating, linking, and weighing the non-matches by the copies found
MODEL_DOUBT = (0.4, 0.1)  # of the log-odds where no non-match is known: an offset, and a share of their size


@dataclass(frozen=True)
class Calibrated:
    """Pairs worth a look: ``which`` of all pairs, their log-odds of a match, and ``versions`` of these.

    ``known`` says whether known non-matches calibrated them.
    """

    which: NDArray[np.int64]
    log_odds: NDArray[np.float64]
    versions: list[NDArray[np.float64]]
    known: bool


def calibrate(
    compares: Compares,
    evidence: Evidence,
    never: NDArray[np.bool_],
    list_of: NDArray[np.int32],
    distinct: NDArray[np.bool_],
    seed: int,
) -> Calibrated:
    """Calibrated log-odds for the pairs across lists (within, where a list may hold somebody twice)."""
    worth = evidence.probability >= WORTH
    null_at = np.flatnonzero(worth & never)
    which = np.flatnonzero(worth & ~never)
    chance = np.random.default_rng(seed)
    plain = np.log(2) * (evidence.weight[which]) + np.log(evidence.matches / evidence.possible)
    if len(null_at) < LEAST_NULL or not distinct.all():
        offset, slope = MODEL_DOUBT
        versions = [plain * np.exp(slope * chance.normal()) + offset * chance.normal() for _ in range(VERSIONS)]
        return Calibrated(which, plain, versions, known=False)
    return _contrast(compares, evidence, null_at, which, list_of, distinct, chance)


def _contrast(
    compares: Compares,
    evidence: Evidence,
    null_at: NDArray[np.int64],
    which: NDArray[np.int64],
    list_of: NDArray[np.int32],
    distinct: NDArray[np.bool_],
    chance: np.random.Generator,
) -> Calibrated:
    every = np.concatenate([which, null_at])
    null = np.arange(len(every)) >= len(which)
    given = features(compares.levels[every], evidence.weight[every], compares.rarity[every])
    left, right = compares.left[every], compares.right[every]
    copies = np.zeros((len(list_of), len(distinct)))
    beta = None
    for _ in range(ROUNDS):
        stands = np.ones(len(every))
        stands[null] = null_weights(left[null], right[null], list_of, copies)
        beta = fit(given, null, stands, beta)
        odds = log_odds(given, beta)[~null]
        copies = _copies(left[~null], right[~null], odds, list_of, distinct)
    versions = []
    for _ in range(VERSIONS):
        again = stands * chance.poisson(1.0, len(stands))
        again[null] *= np.exp(SCALE_DOUBT * chance.normal())
        versions.append(log_odds(given, fit(given, null, again, beta))[~null])
    return Calibrated(which, odds, versions, known=True)


def _copies(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    odds: NDArray[np.float64],
    list_of: NDArray[np.int32],
    distinct: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """For each record and list, the probability that its person stands in that list: of the pair linked, if any."""
    good = odds > 0
    label = greedy(len(list_of), left[good], right[good], odds[good], list_of, distinct)
    linked = label[left] == label[right]
    one, other, sure = left[linked], right[linked], 1 / (1 + np.exp(-odds[linked]))
    copies = np.zeros((len(list_of), len(distinct)))
    np.maximum.at(copies, (one, list_of[other]), sure)
    np.maximum.at(copies, (other, list_of[one]), sure)
    return copies
