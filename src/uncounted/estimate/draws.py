"""Draws of a number of victims: brought to one length, cut off at what was observed, told as interval and histogram."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from uncounted.estimate.interface import Fitted
from uncounted.model.estimate import Estimate
from uncounted.model.estimation import Histogram

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTH = 20_000  # draws of a sum
BINS = 60
COARSE = 24  # bins of each of many histograms: a page of twenty strata stays small
MANY = 24
OUTSIDE = 0.001  # of the draws at either end are not drawn in a histogram


def shuffled(
    draws: NDArray[np.float64], chance: np.random.Generator, *, at_least: float = 0.0, length: int = LENGTH
) -> NDArray[np.float64]:
    """``length`` values that lie as ``draws`` lie, in random order; values below ``at_least`` become it.

    They are quantiles at the middles of equal shares, so that a sum adds hardly any noise of its own to its parts.
    """
    import numpy as np

    middles = (np.arange(length) + 0.5) / length
    found: NDArray[np.float64] = np.maximum(np.quantile(draws, middles), at_least)
    return chance.permutation(found)


def interval(draws: NDArray[np.float64], level: float) -> tuple[float, float, float]:
    """The median of the draws, and the ends of their central interval of probability ``level``."""
    import numpy as np

    tail = (1 - level) / 2
    low, middle, high = (float(x) for x in np.quantile(draws, [tail, 0.5, 1 - tail]))
    return middle, low, high


def histograms(fits: Sequence[Fitted]) -> list[Histogram]:
    """How the draws of each estimate lie, those that have any; in coarser bins where there are more than 24."""
    drawn = [(fit.estimate, fit.draws) for fit in fits if fit.draws is not None and len(fit.draws)]
    bins = BINS if len(drawn) <= MANY else COARSE
    found = [histogram(one, draws, bins) for one, draws in drawn]
    return [each for each in found if each is not None]


def histogram(estimate: Estimate, draws: NDArray[np.float64], bins: int = BINS) -> Histogram | None:
    """How an estimate's draws lie, in ``bins`` of equal width; null where they are all one value."""
    import numpy as np

    low, high = (float(x) for x in np.quantile(draws, [OUTSIDE, 1 - OUTSIDE]))
    if not low < high:
        return None
    counts, edges = np.histogram(draws, bins=bins, range=(low, high))
    total = len(draws)
    return Histogram(
        estimate.stratum,
        estimate.method,
        estimate.used,
        tuple(round(float(edge), 3) for edge in edges),
        tuple(float(count) / total for count in counts),
        float(np.count_nonzero(draws < low)) / total,
        float(np.count_nonzero(draws > high)) / total,
        estimate.hash,
    )
