"""Log-odds that no pair helped to set, put right on the known non-matches, and drawn with what is not known of them.

A flexible fit sees in chance differences between pairs that may match and known non-matches what is not there: pairs
that look as many others happen to are given too much. So each pair is judged by a fit to pairs of other people
(cross-fitting, Chernozhukov et al. 2018), and these log-odds are put right by the two-groups model (``densities``).
What it learns from a resample, one for each version, all pairs of that version have in common: an error of the rate of
false matches does not average out over pairs. People are resampled with their kin: two brothers who resemble each other
on one pair of lists do so on all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.contrast import Features, fit, log_odds

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 3
MOST_SHARE = 0.05  # of the pairs, in one group
MOST_MOVE = 8.0
HALVINGS = 20


def kin(left: NDArray[np.int32], right: NDArray[np.int32], label: NDArray[np.int32]) -> NDArray[np.int64]:
    """Numbers the groups of pairs of people who resemble each other, through others too: all their pairs are in one.

    A group of more than a twentieth of the pairs tells nothing of kin; it is taken apart into the pairs of the same two
    victims, by the clusters ``label`` found so far.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    count = len(label)
    linked = coo_matrix((np.ones(len(left), dtype=np.int8), (left, right)), (count, count))
    whole = connected_components(linked, directed=False)[1].astype(np.int64)[left]
    large = np.bincount(whole)[whole] > MOST_SHARE * len(left)
    one, other = label[left].astype(np.int64), label[right].astype(np.int64)
    pairs = np.minimum(one, other) * count + np.maximum(one, other)
    return np.asarray(np.unique(np.where(large, count + pairs, whole), return_inverse=True)[1], dtype=np.int64)


def cross_fitted(
    given: Features,
    open_: NDArray[np.float64],
    known: NDArray[np.float64],
    prior: float,
    start: NDArray[np.float64],
    group: NDArray[np.int64],
    chance: np.random.Generator,
) -> NDArray[np.float64]:
    """For each pair the log-odds of a match from a fit to the groups of the other folds. Arguments as of ``fit``;
    ``group`` numbers the pairs that stay together.
    """
    fold = chance.integers(0, FOLDS, int(group.max(initial=0)) + 1)[group]
    odds = np.zeros(len(open_))
    for number in range(FOLDS):
        others = fold != number
        beta = fit(given, open_ * others, known * others, prior, start)
        odds[~others] = log_odds(given, beta)[~others]
    return odds


def centred(versions: Sequence[NDArray[np.float64]], expected: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The log-odds of all versions moved, pair by pair, until the mean of their probabilities is the ``expected`` one.

    What is not known of log-odds far below zero can add to a probability but hardly take from it; over many pairs that
    would add up to matches that nobody has seen.
    """
    every = np.asarray(versions)
    middle = np.clip(expected, 1e-12, 1 - 1e-12)
    low, high = np.full(len(middle), -MOST_MOVE), np.full(len(middle), MOST_MOVE)
    for _ in range(HALVINGS):
        move = (low + high) / 2
        over = probability(every + move).mean(axis=0) > middle
        low, high = np.where(over, low, move), np.where(over, move, high)
    return list(every + (low + high) / 2)


def probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -80, 80))))
