"""Random numbers for compiled loops: xoshiro256++ (Blackman and Vigna 2021), a state of four words to each run.

A compiled loop that calls NumPy's generators pays for each call; these are a few instructions, and give the same
numbers on every machine. States come from ``numpy.random.SeedSequence``.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import compiled

Words = NDArray[np.uint64]

_SHIFT17, _LEFT23, _RIGHT41 = np.uint64(17), np.uint64(23), np.uint64(41)
_LEFT45, _RIGHT19, _RIGHT11 = np.uint64(45), np.uint64(19), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0  # 2^-53


def words(seed: np.random.SeedSequence) -> Words:
    """The state that a seed gives."""
    return seed.generate_state(4, np.uint64).astype(np.uint64)


@compiled
def uniform(r: Words) -> float:
    """A uniform number in the open interval (0, 1)."""
    total = r[0] + r[3]
    found = ((total << _LEFT23) | (total >> _RIGHT41)) + r[0]
    shifted = r[1] << _SHIFT17
    r[2] ^= r[0]
    r[3] ^= r[1]
    r[1] ^= r[2]
    r[0] ^= r[3]
    r[2] ^= shifted
    r[3] = (r[3] << _LEFT45) | (r[3] >> _RIGHT19)
    return (float(found >> _RIGHT11) + 0.5) * _UNIT


@compiled
def below(r: Words, end: int) -> int:
    """An integer in [0, end)."""
    return min(int(uniform(r) * end), end - 1)


@compiled
def normal(r: Words) -> float:
    """A standard normal number (Marsaglia's polar method)."""
    while True:
        x, y = 2.0 * uniform(r) - 1.0, 2.0 * uniform(r) - 1.0
        size = x * x + y * y
        if 0.0 < size < 1.0:
            return x * math.sqrt(-2.0 * math.log(size) / size)


@compiled
def log_uniform(r: Words, low: float, high: float) -> float:
    """10^U, with U uniform on (low, high)."""
    return math.exp((low + (high - low) * uniform(r)) * 2.302585092994046)


@compiled
def logit_uniform(r: Words) -> float:
    """The logit of a uniform number."""
    u = uniform(r)
    return math.log(u / (1.0 - u))
