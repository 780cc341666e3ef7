"""The bootstrap of an overlap table with BCa intervals: cells resampled, any estimator run again in full.

Source: Efron 1987; DiCiccio and Efron 1996; for overlap tables, Chan, Silverman and Vincent 2021, section 4.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Codes = NDArray[np.int64]
# rows of counts, first row, row after the last, victims on no list (NaN: no estimate), code of the model chosen
Estimates = Callable[[Reals, int, int, Reals, Codes], None]
PIECES = 8
AGAIN = 200  # resamples of the replicates, for their Monte-Carlo noise


@dataclass(frozen=True)
class Bootstrap:
    """``replicates`` of the number of victims, in order of drawing, and the ``models`` they chose.

    ``failed`` had no estimate and are not among them. ``value`` is the estimate of the table itself.
    """

    value: float
    replicates: Reals
    models: Codes
    failed: int
    acceleration: float

    @property
    def bias(self) -> float:
        """The normal quantile of the share of replicates below the estimate."""
        return _bias(self.replicates, self.value)

    def ends(self, level: float) -> tuple[float, float]:
        """The BCa interval: bias-corrected and accelerated."""
        return self._ends(np.sort(self.replicates), level)

    def draws(self) -> Reals:
        """As many values as replicates, of which the share p lies below the end of the BCa interval at p.

        Sums of strata are made of them. The replicates themselves are off by the bias that BCa takes out, and in a sum
        such biases add up while errors cancel.
        """
        ordered, bias, size = np.sort(self.replicates), _bias(self.replicates, self.value), len(self.replicates)
        shares = [min(max(self._share(bias, (i + 0.5) / size), 0.0), 1.0) for i in range(size)]
        found: Reals = np.quantile(ordered, shares, method="median_unbiased")
        return found

    def noise(self, level: float, seed: int) -> tuple[float, float]:
        """Monte-Carlo standard errors of ``ends``: their spread when the replicates are themselves resampled."""
        chance, size = np.random.default_rng(seed), len(self.replicates)
        again = [self._ends(np.sort(self.replicates[chance.integers(size, size=size)]), level) for _ in range(AGAIN)]
        low, high = np.std(again, axis=0)
        return float(low), float(high)

    def _ends(self, ordered: Reals, level: float) -> tuple[float, float]:
        bias, tail = _bias(ordered, self.value), (1 - level) / 2
        low, high = (self._share(bias, p) for p in (tail, 1 - tail))
        return quantile(ordered, low), quantile(ordered, high)

    def _share(self, bias: float, p: float) -> float:
        z = bias + NormalDist().inv_cdf(p)
        return NormalDist().cdf(bias + z / max(1 - self.acceleration * z, 1e-6))  # beyond the pole: the outermost


def bootstrap(counts: Reals, value: float, estimates: Estimates, replicates: int, seed: int) -> Bootstrap:
    """Resample the victims of a table: so many, with replacement; each replicate is estimated anew, model and all.

    ``counts`` by cell, ``value`` the estimate of the table. Bias: from the share of replicates below ``value``.
    Acceleration: the jackknife that leaves out one victim of each cell in turn, weighted by the cell's count.
    """
    n = int(counts.sum())
    tables = np.random.default_rng(seed).multinomial(n, counts / n, size=replicates).astype(np.float64)
    found, models = run(tables, estimates)
    good = np.isfinite(found)
    return Bootstrap(value, n + found[good], models[good], int(np.sum(~good)), acceleration(counts, estimates))


def _bias(replicates: Reals, value: float) -> float:
    half = 0.5 / len(replicates)  # where all lie on one side, as if half of one did not
    return NormalDist().inv_cdf(min(max(float(np.mean(replicates < value)), half), 1 - half))


def run(tables: Reals, estimates: Estimates) -> tuple[Reals, Codes]:
    """The estimates and models of many tables, in threads; the same whatever the number of threads."""
    found, models = np.full(len(tables), np.nan), np.zeros(len(tables), dtype=np.int64)
    edges = np.linspace(0, len(tables), PIECES + 1).astype(int)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(lambda k: estimates(tables, int(edges[k]), int(edges[k + 1]), found, models), range(PIECES)))
    return found, models


def acceleration(counts: Reals, estimates: Estimates) -> float:
    """Sum w r^3 / (6 (sum w r^2)^1.5): r the mean of the jackknife less its values, w the counts of the cells."""
    cells = np.flatnonzero(counts > 0)
    tables = np.repeat(counts[None, :], len(cells), axis=0)
    tables[np.arange(len(cells)), cells] -= 1
    found, _ = run(tables, estimates)
    good = np.isfinite(found)
    w, values = counts[cells][good], (found + tables.sum(axis=1))[good]
    if not len(values):
        return 0.0
    r = np.average(values, weights=w) - values
    spread = float(np.sum(w * r**2))
    return float(np.sum(w * r**3)) / (6 * spread**1.5) if spread > 1e-12 * float(np.mean(values)) ** 2 else 0.0


def quantile(ordered: Reals, p: float) -> float:
    """The quantile of sorted values, median-unbiased (type 8 of Hyndman and Fan 1996)."""
    p = min(max(p, 0.0), 1.0)
    return float(np.quantile(ordered, p, method="median_unbiased"))
