"""How much each level of agreement tells: the Fellegi-Sunter model, learnt by EM from the compared pairs.

Fellegi and Sunter (1969); EM: Winkler (1988). Pairs within a list that holds nobody twice are known non-matches and
stay so. Shares of matches are smoothed towards those of strangers, so that a level never seen among matches does not
forbid a match for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.matcher import Compares

MOST_PAIRS = 400_000  # that EM looks at
ROUNDS = 200
CLOSE = 1e-4
SMOOTHING = 3.0  # pairs, shared among the levels as strangers have them
FLOOR = 0.02  # pairs, of each level


@dataclass(frozen=True)
class Evidence:
    """The learnt model. ``bits`` has, for each comparison, log2(m / u) of each level from 0 up.

    ``weight`` is the evidence of each pair in bits, rarity included; ``matches`` the expected number of matching pairs
    among the pairs that may match, compared or not, of which there are ``possible``.
    """

    bits: tuple[NDArray[np.float64], ...]
    weight: NDArray[np.float64]
    matches: float
    possible: float

    @property
    def probability(self) -> NDArray[np.float64]:
        """Of a match, by the model alone."""
        prior = max(self.matches, 0.5) / self.possible
        odds = prior / (1 - prior) * np.exp2(np.clip(self.weight, -80, 80))
        return np.asarray(odds / (1 + odds))


def learn(compares: Compares, never: NDArray[np.bool_], possible: float, seed: int) -> Evidence:
    """The evidence of all pairs. ``never``: known non-matches; ``possible``: how many pairs of records may match."""
    u = [_shares(each) for each in compares.strangers]
    count = len(compares.left)
    sample = np.arange(count)
    if count > MOST_PAIRS:
        sample = np.sort(np.random.default_rng(seed).choice(count, MOST_PAIRS, replace=False))
    levels, rarity = compares.levels[sample], compares.rarity[sample].astype(np.float64)
    share = len(sample) / max(count, 1)
    m = [_start(each) for each in u]
    expected = max(1.0, 0.01 * float((~never).sum()))
    for _ in range(ROUNDS):
        bits = [np.log2(a / b) for a, b in zip(m, u, strict=True)]
        weight = _weigh(levels, rarity, bits)
        found = Evidence((), weight, expected, possible).probability
        found[never[sample]] = 0.0
        before, expected = expected, float(found.sum()) / share
        m = [_m_step(levels[:, k], found, each) for k, each in enumerate(u)]
        if abs(expected - before) <= CLOSE * before:
            break
    bits = [np.log2(a / b) for a, b in zip(m, u, strict=True)]
    weight = _weigh(compares.levels, compares.rarity.astype(np.float64), bits)
    return Evidence(tuple(bits), weight, expected, possible)


def relearn(compares: Compares, evidence: Evidence, pairs: NDArray[np.int64], found: NDArray[np.float64]) -> Evidence:
    """The evidence again, with what is known better of some ``pairs``: the probability of a match of each.

    EM alone takes kin for matches where there are many of them.
    """
    levels = compares.levels[pairs]
    u = [_shares(each) for each in compares.strangers]
    bits = [np.log2(_m_step(levels[:, k], found, each) / each) for k, each in enumerate(u)]
    weight = _weigh(compares.levels, compares.rarity.astype(np.float64), bits)
    return Evidence(tuple(bits), weight, float(found.sum()), evidence.possible)


def _shares(strangers: tuple[float, ...]) -> NDArray[np.float64]:
    shares = np.clip(np.asarray(strangers, dtype=np.float64), 1e-7, 1.0)
    return np.asarray(shares / shares.sum())


def _start(u: NDArray[np.float64]) -> NDArray[np.float64]:
    """A first guess of the shares of matches: the more agreement, the more of them."""
    guess = np.linspace(1.0, 3.0 * len(u), len(u)) ** 2
    return np.asarray(guess / guess.sum())


def _m_step(levels: NDArray[np.int8], found: NDArray[np.float64], u: NDArray[np.float64]) -> NDArray[np.float64]:
    said = levels >= 0
    counted = np.bincount(levels[said], weights=found[said], minlength=len(u)) + SMOOTHING * u + FLOOR
    return np.asarray(counted / counted.sum())


def _weigh(
    levels: NDArray[np.int8], rarity: NDArray[np.float64], bits: list[NDArray[np.float64]]
) -> NDArray[np.float64]:
    weight = rarity.copy()
    for k, each in enumerate(bits):
        weight += np.append(each, 0.0)[levels[:, k]]
    return weight
