"""Gamma, Poisson and binomial numbers for compiled loops, from the generator of ``random_bits``.

Counts are floats without a fraction, so that the unrecorded may be any number.
"""

from __future__ import annotations

import math

import numpy as np

from uncounted.estimate.compiled import inner
from uncounted.estimate.random_bits import Words, normal, uniform

_TABLED = 1024
_LOG_FACTORIALS = np.array([math.lgamma(k + 1.0) for k in range(_TABLED)])


@inner
def gamma(r: Words, shape: float) -> float:
    """A Gamma(shape, 1) number; the shape is at least 1 (Marsaglia and Tsang 2000)."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(r)
        v = 1.0 + c * x
        if v > 0.0:
            v = v * v * v
            u = uniform(r)
            if u < 1.0 - 0.0331 * x * x * x * x or math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
                return d * v


@inner
def log_gamma_number(r: Words, shape: float) -> float:
    """The log of a Gamma(shape, 1) number, of any shape above 0: small ones have numbers below any float."""
    if shape >= 1.0:
        return math.log(gamma(r, shape))
    return math.log(gamma(r, shape + 1.0)) + math.log(uniform(r)) / shape


@inner
def log_factorial(k: float) -> float:
    """The log of k!: from a table where k is small, else by Stirling's series."""
    if k < _TABLED:
        return float(_LOG_FACTORIALS[int(k)])
    x = k + 1.0
    y = 1.0 / (x * x)
    series = (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y / 1680.0))) / x
    return (x - 0.5) * math.log(x) - x + 0.9189385332046727 + series


@inner
def poisson(r: Words, mean: float) -> float:
    """A Poisson number: by inversion below 10, else by transformed rejection (PTRS, Hoermann 1993)."""
    if mean < 10.0:
        u = uniform(r)
        if u <= 1.0 - mean:
            return 0.0
        k, chance = 0.0, math.exp(-mean)
        while u > chance and k < 200.0:
            u -= chance
            k += 1.0
            chance *= mean / k
        return k
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    while True:
        u, v = uniform(r) - 0.5, uniform(r)
        left = 0.5 - abs(u)
        k = math.floor((2.0 * a / left + b) * u + mean + 0.43)
        if left >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2.0):
            return k
        if k < 0.0 or (left < 0.013 and v > left):
            continue
        height = math.log(v * (1.1239 + 1.1328 / (b - 3.4)) / (a / (left * left) + b))
        if height <= k * math.log(mean) - mean - log_factorial(k):
            return k


@inner
def binomial(r: Words, n: float, p: float) -> float:
    """A binomial number: by inversion where few are expected, else by transformed rejection (BTRS, Hoermann 1993)."""
    if p > 0.5:
        return n - binomial_of_half(r, n, 1.0 - p)
    return binomial_of_half(r, n, p)


@inner
def binomial_of_half(r: Words, n: float, p: float) -> float:
    """The same for p up to a half."""
    if n * p < 10.0:
        u = uniform(r)
        if u <= 1.0 - n * p:
            return 0.0
        k, chance, odds = 0.0, math.exp(n * math.log1p(-p)), p / (1.0 - p)
        while u > chance and k < n:
            u -= chance
            k += 1.0
            chance *= odds * (n - k + 1.0) / k
        return k
    spread = math.sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c, top = n * p + 0.5, 0.92 - 4.2 / b
    while True:
        u, v = uniform(r) - 0.5, uniform(r)
        left = 0.5 - abs(u)
        k = math.floor((2.0 * a / left + b) * u + c)
        if left >= 0.07 and v <= top:
            return k
        if k < 0.0 or k > n:
            continue
        mode, odds = math.floor((n + 1.0) * p), math.log(p / (1.0 - p))
        height = math.log(v * (2.83 + 5.1 / b) * spread / (a / (left * left) + b))
        rise = log_factorial(mode) + log_factorial(n - mode) - log_factorial(k) - log_factorial(n - k)
        if height <= rise + (k - mode) * odds:
            return k
