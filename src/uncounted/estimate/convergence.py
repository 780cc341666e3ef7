"""Whether independent runs of a sampler agree: R-hat, effective sample sizes, and the modes they found.

An array of draws has one row for each run and one column for each draw, in the order drawn. Sources: Vehtari, Gelman,
Simpson, Carpenter and Buerkner 2021 (rank-normalised R-hat, bulk and tail ESS); Geyer 1992 (initial monotone sequence).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

GRID = 512  # points at which the density of the pooled draws is looked at for valleys
SMALLEST_MODE = 0.01  # of the draws: anything smaller is a tail, not a mode
VALLEY = 0.8  # a valley is lower than this share of the lower of the two peaks beside it


@dataclass(frozen=True)
class Mode:
    """A part [``low``, ``high``) of the draws between two valleys: its ``median``, pooled ``weight`` and ``weights``.

    ``weights`` are the shares of draws in it, run by run; ``spread`` is their standard deviation between runs.
    """

    low: float
    high: float
    median: float
    weight: float
    weights: tuple[float, ...]
    spread: float


def rank_normalised_rhat(chains: ArrayLike) -> float:
    """The larger of the bulk and the folded split R-hat of rank-normalised draws: 1 where all runs agree.

    ``chains`` has shape (runs, draws). NaN below four draws; 1 where all draws are one value. Raises ValueError for
    another shape. Source: Vehtari et al. 2021, section 4.
    """
    halves = _halves(_checked(chains))
    if halves.shape[1] < 2:
        return math.nan
    folded = np.abs(halves - np.median(halves))
    return max(_rhat(_normal_scores(halves)), _rhat(_normal_scores(folded)))


def ess_bulk(chains: ArrayLike) -> float:
    """Effective number of draws for the bulk: that of the rank-normalised draws, split in halves.

    It takes both autocorrelation within runs and disagreement between them into account. NaN below eight draws.
    """
    return _ess(_normal_scores(_halves(_checked(chains))))


def ess_tail(chains: ArrayLike) -> float:
    """The smaller of the effective numbers of draws for the 5% and the 95% quantile. NaN below eight draws."""
    halves = _halves(_checked(chains))
    low, high = np.quantile(halves, (0.05, 0.95))
    return float(np.fmin(_ess((halves <= low).astype(float)), _ess((halves <= high).astype(float))))


def ess_between(chains: ArrayLike) -> float:
    """Effective number of draws judged by the means of the runs alone: runs * variance / variance of run means.

    On rank-normalised draws. It rests on nothing within a run, so that a run that looks well mixed and is stuck lowers
    it; but with R runs it is known only as well as a variance with R - 1 degrees of freedom. Never more than the number
    of draws; NaN for one run.
    """
    draws = _checked(chains)
    if draws.shape[0] < 2:
        return math.nan
    scores = _normal_scores(draws)
    between = scores.mean(axis=1).var(ddof=1)
    total = scores.var()
    return float(draws.size if between <= total / draws.shape[1] else draws.shape[0] * total / between)


def modes(chains: ArrayLike) -> tuple[Mode, ...]:
    """The modes of the logarithm of the pooled draws (positive numbers), lowest first; one where there is no valley.

    The density is a kernel estimate; a cut is made at each minimum that is deeper than ``VALLEY`` allows, as long as
    both sides hold ``SMALLEST_MODE`` of the draws. The outermost modes are open: their ends are 0 and infinity in
    principle, the smallest and largest draw here.
    """
    draws = _checked(chains)
    return weigh_modes(draws, cuts(draws))


def weigh_modes(chains: ArrayLike, at: tuple[float, ...]) -> tuple[Mode, ...]:
    """The modes between the given cuts, which are increasing values of the draws."""
    draws = _checked(chains)
    edges = (-math.inf, *at, math.inf)
    found = []
    for low, high in itertools.pairwise(edges):
        inside = (draws >= low) & (draws < high)
        values = draws[inside]
        weights = inside.mean(axis=1)
        spread = float(weights.std(ddof=1)) if len(weights) > 1 else 0.0
        median = float(np.median(values)) if values.size else math.nan
        ends = (max(low, float(draws.min())), min(high, float(draws.max())))
        found.append(Mode(*ends, median, float(inside.mean()), tuple(float(w) for w in weights), spread))
    return tuple(found)


def cuts(chains: ArrayLike) -> tuple[float, ...]:
    """Where the density of the logarithm of the pooled draws has valleys: increasing values of the draws."""
    values = _checked(chains).ravel()
    x = np.log(values)
    low, high = np.quantile(x, (0.0005, 0.9995))
    if not high > low:
        return ()
    # Whole numbers stand apart: between 7 and 8 victims there is no valley, so the density is no finer than one victim.
    whole = bool((values == np.rint(values)).all())
    grid, density = _density(x, float(low), float(high), finest=math.log1p(math.exp(-low)) if whole else 0.0)
    below = np.searchsorted(np.sort(x), grid) / x.size
    found: list[int] = []
    for at in _minima(density):
        left = density[found[-1] if found else 0 : at].max()
        share = below[at] - (below[found[-1]] if found else 0.0)
        deep = density[at] < VALLEY * min(left, density[at:].max())
        if deep and share >= SMALLEST_MODE and 1 - below[at] >= SMALLEST_MODE:
            found.append(at)
    return tuple(float(math.exp(grid[at])) for at in found)


def _density(x: Array, low: float, high: float, finest: float) -> tuple[Array, Array]:
    """A Gaussian kernel density on a grid, from binned draws. The width follows the narrower of sd and IQR.

    It is ``finest`` at least.
    """
    counts, edges = np.histogram(x, GRID, (low, high))
    grid = (edges[:-1] + edges[1:]) / 2
    step = edges[1] - edges[0]
    quarters = np.quantile(x, (0.25, 0.75))
    spread = min(float(x.std()), float(quarters[1] - quarters[0]) / 1.34) or float(x.std())
    # Draws of a chain are correlated: the width is that of a few hundred, not of tens of thousands of draws.
    width = max(1.06 * spread * min(x.size, 300) ** -0.2 / 2, 2 * step, finest)
    reach = int(4 * width / step) + 1
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / width) ** 2)
    return grid, np.convolve(counts, kernel / kernel.sum())[reach:-reach]


def _minima(density: Array) -> list[int]:
    inner = (density[1:-1] <= density[:-2]) & (density[1:-1] < density[2:])
    return [int(i) + 1 for i in np.flatnonzero(inner)]


def _checked(chains: ArrayLike) -> Array:
    draws = np.asarray(chains, dtype=float)
    if draws.ndim != 2 or not draws.size:
        raise ValueError(f"draws have one row for each run and one column for each draw, not shape {draws.shape}")
    return draws


def _halves(draws: Array) -> Array:
    half = draws.shape[1] // 2
    return np.concatenate((draws[:, :half], draws[:, draws.shape[1] - half :]))


def _normal_scores(draws: Array) -> Array:
    """Normal quantiles of the ranks over all runs; ties share their mean rank (Blom's offset of 3/8)."""
    _, inverse, counts = np.unique(draws, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    from scipy.special import ndtri

    scores: Array = ndtri((ranks[inverse.ravel()] - 0.375) / (draws.size + 0.25)).reshape(draws.shape)
    return scores


def _rhat(scores: Array) -> float:
    draws = scores.shape[1]
    within = float(scores.var(axis=1, ddof=1).mean())
    between = float(scores.mean(axis=1).var(ddof=1))
    if within == 0:
        return 1.0 if between == 0 else math.inf
    return math.sqrt((draws - 1) / draws + between / within)


def _ess(scores: Array) -> float:
    """Effective sample size of several chains, by Geyer's initial monotone sequence."""
    runs, draws = scores.shape
    if draws < 4:
        return math.nan
    covariance = _autocovariance(scores).mean(axis=0)
    within = covariance[0] * draws / (draws - 1)
    total = covariance[0] + (float(scores.mean(axis=1).var(ddof=1)) if runs > 1 else 0.0)
    if total <= 0:
        return float(scores.size)
    rho = 1 - (within - covariance * draws / (draws - 1)) / total
    rho[0] = 1.0
    even = draws - draws % 2
    pairs = rho[0:even:2] + rho[1:even:2]
    stop = np.flatnonzero(pairs <= 0)
    kept = np.minimum.accumulate(pairs[: stop[0]] if stop.size else pairs)
    time = max(-1 + 2 * float(kept.sum()), 1 / math.log10(scores.size))
    return float(scores.size / time)


def _autocovariance(scores: Array) -> Array:
    draws = scores.shape[1]
    centred = scores - scores.mean(axis=1, keepdims=True)
    size = 1 << (2 * draws - 1).bit_length()
    power = np.abs(np.fft.rfft(centred, size)) ** 2
    found: Array = np.fft.irfft(power, size)[:, :draws] / draws
    return found
