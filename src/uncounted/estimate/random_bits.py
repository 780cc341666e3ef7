"""Random numbers for compiled loops: xoshiro256++ (Blackman and Vigna 2021), a state of four words to each run.

A compiled loop that calls NumPy's generators pays for each call; these are a few instructions, and give the same
numbers on every machine. States come from ``numpy.random.SeedSequence``.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import inner

Words = NDArray[np.uint64]

_SHIFT17, _LEFT23, _RIGHT41 = np.uint64(17), np.uint64(23), np.uint64(41)
_LEFT45, _RIGHT19, _RIGHT11 = np.uint64(45), np.uint64(19), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0  # 2^-53
_LAYERS, _LAYER = 128, np.uint64(127)  # of the ziggurat: a layer is chosen by the lowest bits, which ``uniform`` drops
_TAIL, _AREA = 3.442619855899, 9.91256303526217e-3  # where its tail begins, and the area of each layer


def _edges() -> NDArray[np.float64]:
    """Where the layers end: the lowest, with the tail, as wide as its area makes it; the last of all at 0."""
    edges = np.zeros(_LAYERS + 1)
    edges[0], edges[1] = _AREA / math.exp(-0.5 * _TAIL**2), _TAIL
    for i in range(2, _LAYERS):
        edges[i] = math.sqrt(-2.0 * math.log(_AREA / edges[i - 1] + math.exp(-0.5 * edges[i - 1] ** 2)))
    return edges


_EDGES = _edges()


def words(seed: np.random.SeedSequence) -> Words:
    """The state that a seed gives."""
    return seed.generate_state(4, np.uint64).astype(np.uint64)


@inner
def bits(r: Words) -> np.uint64:
    """64 random bits."""
    total = r[0] + r[3]
    found: np.uint64 = ((total << _LEFT23) | (total >> _RIGHT41)) + r[0]
    shifted = r[1] << _SHIFT17
    r[2] ^= r[0]
    r[3] ^= r[1]
    r[1] ^= r[2]
    r[0] ^= r[3]
    r[2] ^= shifted
    r[3] = (r[3] << _LEFT45) | (r[3] >> _RIGHT19)
    return found


@inner
def uniform(r: Words) -> float:
    """A uniform number in the open interval (0, 1)."""
    return (float(bits(r) >> _RIGHT11) + 0.5) * _UNIT


@inner
def below(r: Words, end: int) -> int:
    """An integer in [0, end)."""
    found = int(uniform(r) * end)
    return found if found < end else end - 1


@inner
def normal(r: Words) -> float:
    """A standard normal number (the ziggurat of Marsaglia and Tsang 2000, as Doornik 2005 has it)."""
    while True:
        word = bits(r)
        i = int(word & _LAYER)
        u = (float(word >> _RIGHT11) + 0.5) * _UNIT * 2.0 - 1.0
        x = u * _EDGES[i]
        if abs(x) < _EDGES[i + 1]:
            return float(x)
        if i == 0:
            return normal_tail(r, u)
        low, high = math.exp(0.5 * (x * x - _EDGES[i] ** 2)), math.exp(0.5 * (x * x - _EDGES[i + 1] ** 2))
        if low + uniform(r) * (high - low) < 1.0:
            return float(x)


@inner
def normal_tail(r: Words, sign: float) -> float:
    """A normal number beyond ``_TAIL`` (Marsaglia 1964), of the sign given."""
    while True:
        x = -math.log(uniform(r)) / _TAIL
        if -2.0 * math.log(uniform(r)) >= x * x:
            return math.copysign(_TAIL + x, sign)


@inner
def log_uniform(r: Words, low: float, high: float) -> float:
    """10^U, with U uniform on (low, high)."""
    return math.exp((low + (high - low) * uniform(r)) * 2.302585092994046)


@inner
def logit_uniform(r: Words) -> float:
    """The logit of a uniform number."""
    u = uniform(r)
    return math.log(u / (1.0 - u))
