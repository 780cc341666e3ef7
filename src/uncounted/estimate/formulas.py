"""Closed formulas of capture-recapture: plain functions of counts, no judgement about whether to use them.

Variances are of the estimated number of victims, for a closed population of fixed size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist


def lincoln_petersen(n1: int, n2: int, m: int) -> float:
    """n1 n2 / m, for two lists of ``n1`` and ``n2`` victims, ``m`` on both. Source: Petersen 1896; Lincoln 1930.

    Raises ZeroDivisionError at m = 0.
    """
    return n1 * n2 / m


def lincoln_petersen_variance(n1: int, n2: int, m: int) -> float:
    """n1 n2 (n1 - m)(n2 - m) / m^3. Source: Sekar and Deming 1949."""
    return n1 * n2 * (n1 - m) * (n2 - m) / m**3


def chapman(n1: int, n2: int, m: int) -> float:
    """(n1 + 1)(n2 + 1) / (m + 1) - 1: nearly unbiased where Lincoln-Petersen is not. Source: Chapman 1951."""
    return (n1 + 1) * (n2 + 1) / (m + 1) - 1


def chapman_variance(n1: int, n2: int, m: int) -> float:
    """(n1 + 1)(n2 + 1)(n1 - m)(n2 - m) / ((m + 1)^2 (m + 2)). Source: Seber 1970; Wittes 1972."""
    return (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) ** 2 * (m + 2))


def chao_1987(n: int, f1: int, f2: int) -> float:
    """Chao 1987: n + f1^2 / (2 f2), for ``n`` observed, ``f1`` of them on one list and ``f2`` on two.

    It rests on many lists, each with a small chance of recording anybody. With t lists it overshoots by the factor
    t / (t - 1) on the unrecorded even where all victims and all lists are alike. Raises ZeroDivisionError at f2 = 0.
    """
    return n + f1**2 / (2 * f2)


def chao_1987_variance(f1: int, f2: int) -> float:
    """f2 (r^4 / 4 + r^3 + r^2 / 2), r = f1 / f2. Source: Chao 1987."""
    r = f1 / f2
    return f2 * (r**4 / 4 + r**3 + r**2 / 2)


def chao_bias_corrected(n: int, f1: int, f2: int) -> float:
    """Bias-corrected: n + f1 (f1 - 1) / (2 (f2 + 1)), defined at f2 = 0. Source: Chao 2005 (Encycl. Stat. Sci.)."""
    return n + f1 * (f1 - 1) / (2 * (f2 + 1))


def chao_bias_corrected_variance(n: int, f1: int, f2: int) -> float:
    """The variance of ``chao_bias_corrected``. Source: Chao 2005, as in the guide of EstimateS (Colwell)."""
    if f2 == 0:
        total = chao_bias_corrected(n, f1, 0)
        return max(0.0, f1 * (f1 - 1) / 2 + f1 * (2 * f1 - 1) ** 2 / 4 - f1**4 / (4 * total)) if f1 else 0.0
    g = f2 + 1
    return f1 * (f1 - 1) / (2 * g) + f1 * (2 * f1 - 1) ** 2 / (4 * g**2) + f1**2 * f2 * (f1 - 1) ** 2 / (4 * g**4)


def chao_lists(singles: Sequence[int], f2: int, *, bias_corrected: bool = False) -> float:
    """A lower bound of the unrecorded, for few lists that differ: (sum over pairs of s_i s_j) / f2.

    ``singles`` counts the victims on each list alone, ``f2`` those on exactly two lists. With victims of unequal chance
    (on the logit scale, lists independent given the victim) the Cauchy-Schwarz inequality gives, for every pair,
    unrecorded >= s_i s_j / s_ij; this is the pooled form. For equal lists it is Chao's (1989) (t - 1)/t f1^2 / (2 f2);
    for two lists it is Lincoln-Petersen. It is the moment form of the Mth lower bound of Rivest and Baillargeon 2007.
    ``bias_corrected`` divides by f2 + 1. Raises ZeroDivisionError at f2 = 0 without it.
    """
    return _products(singles) / (f2 + bias_corrected)


def chao_lists_variance(singles: Sequence[int], f2: int, *, bias_corrected: bool = False) -> float:
    """The variance of n + ``chao_lists``, by the delta method.

    The bound is homogeneous of degree one in the cells, so that the multinomial variance of estimate less truth is the
    Poisson variance of the bound plus the unrecorded; for equal lists this is how Chao's 1987 variance is made.
    """
    f1, g, products = sum(singles), f2 + bias_corrected, _products(singles)
    return sum(s * (f1 - s) ** 2 for s in singles) / g**2 + products**2 / g**3 + products / g


def log_normal_interval(observed: float, estimate: float, variance: float, level: float) -> tuple[float, float]:
    """A closed interval that never falls below ``observed``: estimate less observed is taken as log-normal.

    Source: Chao 1987, after Burnham. Without anything unrecorded, or without variance, it is the estimate itself.
    """
    hidden = estimate - observed
    if hidden <= 0 or variance <= 0:
        return estimate, estimate
    z = NormalDist().inv_cdf((1 + level) / 2)
    factor = math.exp(z * math.sqrt(math.log1p(variance / hidden**2)))
    return observed + hidden / factor, observed + hidden * factor


def _products(singles: Sequence[int]) -> int:
    return (sum(singles) ** 2 - sum(s * s for s in singles)) // 2
