"""Mixtures of multivariate t distributions, fitted to states met before, to propose from; compiled.

Fitted by EM with the degrees of freedom fixed (Peel and McLachlan 2000), and a ridge that keeps every component wide.
A mixture of dimension d is a matrix with a row for each component: log weight, log of its height (log weight less the
log determinant of the root, plus the constant of a t density), the mean (d), and the lower Cholesky factor of the scale
matrix, row by row (d * d).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import compiled, inner
from uncounted.estimate.random_bits import Words, normal, uniform

Array = NDArray[np.float64]

FREEDOM = 5.0  # degrees of freedom of every component; ``draw_mixture`` rests on its being 5
WEIGHT, HEIGHT, MEAN = 0, 1, 2


def empty_mixture(dimension: int) -> Array:
    """A mixture without components, from which nothing is proposed."""
    return np.zeros((0, 2 + dimension + dimension * dimension))


def fit_mixture(rng: np.random.Generator, points: Array, components: int, rounds: int = 12) -> Array:
    """The mixture of ``components`` (fewer where points are few) for points of shape (number, dimension)."""
    number, dimension = points.shape
    components = min(components, number // (2 * dimension + 2))
    if components < 1:
        return empty_mixture(dimension)
    scale = np.maximum(points.std(axis=0), 1e-6)
    root = np.diag(scale / components ** (1 / dimension))
    found = np.empty((components, 2 + dimension + dimension * dimension))
    found[:, WEIGHT] = -math.log(components)
    found[:, HEIGHT] = found[:, WEIGHT] - np.log(root.diagonal()).sum()
    found[:, MEAN : MEAN + dimension] = points[_spread_out(rng, points / scale, components)]
    found[:, MEAN + dimension :] = root.ravel()
    for _ in range(rounds):
        improve(points, found, (0.02 * scale) ** 2)
    found[:, HEIGHT] += constant_of(dimension)
    return found


def _spread_out(rng: np.random.Generator, points: Array, number: int) -> list[int]:
    """Points far from one another (k-means++ seeding, Arthur and Vassilvitskii 2007)."""
    chosen = [int(rng.integers(len(points)))]
    nearest = ((points - points[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < number:
        total = nearest.sum()
        chosen.append(int(rng.choice(len(points), p=nearest / total if total > 0 else None)))
        nearest = np.minimum(nearest, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
    return chosen


@inner
def dimension_of(m: Array) -> int:
    """The dimension of a mixture, from the width of its rows, 2 + d + d * d."""
    return round(math.sqrt(m.shape[1] - 1.75) - 0.5)


@inner
def distance(m: Array, i: int, size: int, x: Array, z: Array) -> float:
    """Squared distance of x from component i in units of its scale; ``z`` is workspace."""
    found = 0.0
    for a in range(size):
        at = MEAN + size + a * size
        y = x[a] - m[i, MEAN + a]
        for c in range(a):
            y -= m[i, at + c] * z[c]
        y /= m[i, at + a]
        z[a] = y
        found += y * y
    return found


@inner
def mixture_density(m: Array, size: int, x: Array, z: Array) -> float:
    """Log density of the mixture at x."""
    half = 0.5 * (FREEDOM + size)
    top, total = -math.inf, 0.0
    for i in range(m.shape[0]):
        each = m[i, HEIGHT] - half * math.log1p(distance(m, i, size, x, z) / FREEDOM)
        if each > top:
            total = total * math.exp(top - each) + 1.0
            top = each
        elif each > top - 40.0:
            total += math.exp(each - top)
    return top + math.log(total)


def constant_of(size: int) -> float:
    """The log constant of a t density."""
    half = 0.5 * FREEDOM
    return math.lgamma(half + 0.5 * size) - math.lgamma(half) - 0.5 * size * math.log(FREEDOM * math.pi)


@inner
def largest_density(m: Array) -> float:
    """A bound that the log density of the mixture nowhere exceeds."""
    top = -math.inf
    for i in range(m.shape[0]):
        if m[i, HEIGHT] > top:
            top = m[i, HEIGHT]
    return top + math.log(m.shape[0])


@inner
def draw_mixture(r: Words, m: Array, size: int, x: Array, z: Array) -> float:
    """Draw x from the mixture. What is returned, the part of its component, bounds the log density at x from below."""
    u, i = uniform(r), 0
    while i < m.shape[0] - 1:
        u -= math.exp(m[i, WEIGHT])
        if u < 0.0:
            break
        i += 1
    chi = normal(r) ** 2 - 2.0 * math.log(uniform(r) * uniform(r))  # chi-square with 5 degrees of freedom
    scale = math.sqrt(FREEDOM / chi)
    far = 0.0
    for a in range(size):
        z[a] = normal(r) * scale
        far += z[a] * z[a]
    for a in range(size):
        at = MEAN + size + a * size
        y = m[i, MEAN + a]
        for c in range(a + 1):
            y += m[i, at + c] * z[c]
        x[a] = y
    return float(m[i, HEIGHT] - 0.5 * (FREEDOM + size) * math.log1p(far / FREEDOM))


@inner
def shaped_step(r: Words, m: Array, size: int, x: Array, z: Array, step: float) -> None:
    """Move x by a normal step of the shape of a component, drawn by weight: as likely as the step back."""
    u, i = uniform(r), 0
    while i < m.shape[0] - 1:
        u -= math.exp(m[i, WEIGHT])
        if u < 0.0:
            break
        i += 1
    for a in range(size):
        z[a] = normal(r) * step
    for a in range(size):
        at = MEAN + size + a * size
        for c in range(a + 1):
            x[a] += m[i, at + c] * z[c]


@compiled
def improve(points: Array, m: Array, ridge: Array) -> None:
    """One round of EM, in place."""
    number, size = points.shape
    components = m.shape[0]
    z, chance, pull = np.zeros(size), np.zeros((number, components)), np.zeros((number, components))
    for p in range(number):
        top = -math.inf
        for i in range(components):
            far = distance(m, i, size, points[p], z)
            chance[p, i] = m[i, HEIGHT] - 0.5 * (FREEDOM + size) * math.log1p(far / FREEDOM)
            pull[p, i] = (FREEDOM + size) / (FREEDOM + far)
            if chance[p, i] > top:
                top = chance[p, i]
        total = 0.0
        for i in range(components):
            chance[p, i] = math.exp(chance[p, i] - top)
            total += chance[p, i]
        for i in range(components):
            chance[p, i] /= total
    for i in range(components):
        set_component(points, chance, pull, m, i, ridge)


@inner
def set_component(points: Array, chance: Array, pull: Array, m: Array, i: int, ridge: Array) -> None:
    """The M-step of component i; a component that lost its points keeps its place with a small weight."""
    number, size = points.shape
    mass, pulled = 0.0, 0.0
    centre, spread = np.zeros(size), np.zeros((size, size))
    for p in range(number):
        mass += chance[p, i]
        pulled += chance[p, i] * pull[p, i]
        for a in range(size):
            centre[a] += chance[p, i] * pull[p, i] * points[p, a]
    old = m[i, WEIGHT]
    m[i, WEIGHT] = math.log((mass + 0.5) / (number + 0.5 * m.shape[0]))
    m[i, HEIGHT] += m[i, WEIGHT] - old
    if mass < 1.0:
        return
    for p in range(number):
        weight = chance[p, i] * pull[p, i]
        if weight > 1e-9:
            for a in range(size):
                y = weight * (points[p, a] - centre[a] / pulled)
                for c in range(a + 1):
                    spread[a, c] += y * (points[p, c] - centre[c] / pulled)
    for a in range(size):
        m[i, MEAN + a] = centre[a] / pulled
        for c in range(a + 1):
            # few points say little about correlations: they are drawn towards none
            spread[a, c] *= (1.0 if a == c else mass / (mass + size)) / mass
        spread[a, a] += ridge[a]
    set_root(spread, m, i)


@inner
def set_root(matrix: Array, m: Array, i: int) -> None:
    """Write the lower Cholesky factor of a matrix, of which the lower triangle is given, into component i."""
    size = matrix.shape[0]
    m[i, HEIGHT] = m[i, WEIGHT]
    for a in range(size):
        row = MEAN + size + a * size
        for c in range(a + 1):
            other = MEAN + size + c * size
            y = matrix[a, c]
            for h in range(c):
                y -= m[i, row + h] * m[i, other + h]
            m[i, row + c] = y / m[i, other + c] if c < a else math.sqrt(max(1e-12, y))
        m[i, HEIGHT] -= math.log(m[i, row + a])
