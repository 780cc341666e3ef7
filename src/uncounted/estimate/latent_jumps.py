"""Moves of a whole state: independence jumps of its first classes, and Hamiltonian steps; compiled.

Both work on a second state ``z``, which takes the place of the first where the move is accepted.
"""

from __future__ import annotations

import math

from uncounted.estimate.compiled import inner
from uncounted.estimate.latent_moves import EMPTY, JUMP, LEAP, SHAPED, chance_of, tell
from uncounted.estimate.latent_target import (
    FIRST,
    LL,
    LOGPI,
    MOVING,
    NEGLIGIBLE,
    OLD_LOGPI,
    PI,
    PRIOR,
    SEEN,
    Array,
    Table,
    W,
    copy_state,
    gradient,
    log_likelihood,
    log_prior,
    log_taken,
    set_class,
    stick,
    weights_from_sticks,
)
from uncounted.estimate.mixture import dimension_of, draw_mixture, mixture_density, shaped_step
from uncounted.estimate.random_bits import Words, below, log_uniform, normal, uniform

SHAPED_WALKS = 8  # in a round
LEAPS = 8  # leapfrog steps of a Hamiltonian one, at most


@inner
def set_first(table: Table, z: Array, work: Array, x: Array, classes: int) -> bool:
    """Give the first classes the logits, then the w, that x holds; False where they are out of bounds."""
    lists = table.lists
    for k in range(classes):
        for j in range(lists):
            z[k, FIRST + j] = x[k * lists + j]
        z[k, W] = x[classes * lists + k]
        if not set_class(table, z, k):
            return False
    weights_from_sticks(table, z)
    z[0, LL] = log_likelihood(table, z, work[0])
    return True


@inner
def read_first(table: Table, s: Array, x: Array, classes: int) -> None:
    """Read the logits, then the w, of the first classes into x."""
    lists = table.lists
    for k in range(classes):
        for j in range(lists):
            x[k * lists + j] = s[k, FIRST + j]
        x[classes * lists + k] = s[k, W]


@inner
def set_rest(table: Table, z: Array, p: Array, classes: int) -> tuple[float, float, float, float]:
    """What the classes after the first add while these change: they keep the weights they have among themselves.

    Those, as logs, are put aside; ``p`` gets the chances of histories. Returned: P(on some list), sum of log E, sum of
    E, and log prior of the logits, of the rest.
    """
    last, number, cells = table.classes - 1, table.counts.shape[0], FIRST + 2 * table.lists
    seen, logs, total, prior, left = 0.0, 0.0, 0.0, 0.0, 0.0
    for i in range(number):
        p[i] = 0.0
    for k in range(classes, last + 1):
        z[k, OLD_LOGPI] = left
        if k < last:
            w = z[k, W]
            e = stick(w)
            z[k, OLD_LOGPI] = left + log_taken(w, e)
            logs, total, left = logs + w, total + e, left - e
        prior += z[k, PRIOR]
        weight = math.exp(z[k, OLD_LOGPI])
        if weight > NEGLIGIBLE:
            seen += weight * z[k, SEEN]
            for i in range(number):
                p[i] += weight * z[k, cells + i]
    return seen, logs, total, prior


@inner
def try_first(
    table: Table, z: Array, work: Array, x: Array, classes: int, beta: float, rest: tuple[float, float, float, float]
) -> float:
    """Give the first classes the logits, then the w, of x; the tempered log density, or minus infinity out of bounds.

    ``rest`` and ``work[4]`` are from ``set_rest``; the rows of the other classes are left as they are.
    """
    lists, number, cells = table.lists, table.counts.shape[0], FIRST + 2 * table.lists
    seen, logs, total, prior = rest
    p, left, on = work[0], 0.0, 0.0
    for i in range(number):
        p[i] = 0.0
    for k in range(classes):
        for j in range(lists):
            z[k, FIRST + j] = x[k * lists + j]
        if not set_class(table, z, k):
            return -math.inf
        w = x[classes * lists + k]
        e = stick(w)
        z[k, W], z[k, LOGPI] = w, left + log_taken(w, e)
        weight = math.exp(z[k, LOGPI])
        z[k, PI] = weight
        logs, total, left, prior = logs + w, total + e, left - e, prior + z[k, PRIOR]
        on += weight * z[k, SEEN]
        for i in range(number):
            p[i] += weight * z[k, cells + i]
    weight = math.exp(left)
    on += weight * seen
    if not on > 0.0:
        return -math.inf
    found = -table.n * math.log(on)
    for i in range(1, number):
        if table.counts[i] > 0.0:
            each = p[i] + weight * work[4, i]
            if not each > 0.0:
                return -math.inf
            found += table.counts[i] * math.log(each)
    z[0, LL] = found
    return prior + logs - (table.a + table.classes - 1) * math.log(table.b + total) + beta * found


@inner
def take_first(table: Table, z: Array, s: Array, classes: int) -> None:
    """Copy the first classes of z to s; the others share what is left as ``set_rest`` put aside in z."""
    left = 0.0
    for k in range(table.classes):
        if k < classes:
            for i in range(FIRST + 2 * table.lists + table.counts.shape[0]):
                s[k, i] = z[k, i]
            left -= stick(z[k, W])
        else:
            s[k, LOGPI] = left + z[k, OLD_LOGPI]
            s[k, PI] = math.exp(s[k, LOGPI])


@inner
def walk_shaped(
    r: Words, table: Table, s: Array, z: Array, work: Array, beta: float, known: Array, steps: Array, tally: Array
) -> None:
    """Random walks of the first classes together, shaped like the library: along what the data leave open."""
    size = dimension_of(known)
    classes = size // (table.lists + 1)
    copy_state(table, s, z)
    rest = set_rest(table, z, work[4], classes)
    before = log_prior(table, s) + beta * s[0, LL]
    read_first(table, s, work[2], classes)
    for _ in range(SHAPED_WALKS):
        for i in range(size):
            work[1, i] = work[2, i]
        shaped_step(r, known, size, work[1], work[3], steps[SHAPED] * log_uniform(r, -1.2, 0.3))
        ratio = try_first(table, z, work, work[1], classes, beta, rest) - before
        tell(tally[SHAPED], chance_of(ratio))
        if math.log(uniform(r)) < ratio:
            take_first(table, z, s, classes)
            before += ratio
            for i in range(size):
                work[2, i] = work[1, i]


@inner
def jump(
    r: Words, table: Table, s: Array, z: Array, work: Array, beta: float, known: Array, times: int, tally: Array
) -> None:
    """Draw the first classes anew from a library of states met before, several times; the other classes stay."""
    size = dimension_of(known)
    classes = size // (table.lists + 1)
    copy_state(table, s, z)
    rest = set_rest(table, z, work[4], classes)
    read_first(table, s, work[2], classes)
    old = mixture_density(known, size, work[2], work[3])
    before = log_prior(table, s) + beta * s[0, LL]
    for _ in range(times):
        tell(tally[JUMP], 0.0)
        least = draw_mixture(r, known, size, work[1], work[3])
        after = try_first(table, z, work, work[1], classes, beta, rest)
        threshold = math.log(uniform(r)) - (after - before + old)
        if threshold < -least:
            new = mixture_density(known, size, work[1], work[3])
            if threshold < -new:
                tally[JUMP, 1] += 1.0
                take_first(table, z, s, classes)
                old, before = new, after


@inner
def slope(table: Table, z: Array, work: Array, beta: float) -> None:
    """Gradient of the tempered log density in (logits, w); ``log_likelihood`` of z was called just before."""
    gradient(table, z, work[0], work[4])
    lists, last = table.lists, table.classes - 1
    at = FIRST + 2 * lists + table.counts.shape[0]
    total = table.b
    for k in range(last):
        total += stick(z[k, W])
    for k in range(last + 1):
        if k < last:
            pull = (table.a + last) * stick(z[k, W]) / total
            z[k, at + lists] = beta * z[k, at + lists] + 1.0 - pull
        if z[k, MOVING] > 0.0:
            for j in range(lists):
                z[k, at + j] = beta * z[k, at + j] + 1.0 - 2.0 * z[k, FIRST + lists + j]


@inner
def drift(table: Table, z: Array, work: Array, push: float, step: float) -> bool:
    """Change the momenta by the gradient, then the state by the momenta; False where it is out of bounds."""
    lists = table.lists
    slope_at = FIRST + 2 * lists + table.counts.shape[0]
    speed_at = slope_at + lists + 1
    for k in range(table.classes):
        z[k, speed_at + lists] += push * z[k, slope_at + lists]
        z[k, W] += step * z[k, speed_at + lists]
        if z[k, MOVING] > 0.0:
            for j in range(lists):
                z[k, speed_at + j] += push * z[k, slope_at + j]
                z[k, FIRST + j] += step * z[k, speed_at + j]
            if step > 0.0 and not set_class(table, z, k):
                return False
    if step > 0.0:
        weights_from_sticks(table, z)
        z[0, LL] = log_likelihood(table, z, work[0])
    return bool(z[0, LL] > -math.inf)


@inner
def energy(table: Table, z: Array) -> float:
    """Kinetic energy of the momenta."""
    at = FIRST + 3 * table.lists + table.counts.shape[0] + 1
    found = 0.0
    for k in range(table.classes):
        for j in range(at, at + table.lists + 1):
            found += 0.5 * z[k, j] ** 2
    return found


@inner
def set_moving(r: Words, table: Table, z: Array, beta: float) -> None:
    """Draw all momenta anew: none for the last stick, which is not free, nor for logits of classes without records."""
    at = FIRST + 3 * table.lists + table.counts.shape[0] + 1
    for k in range(table.classes):
        z[k, MOVING] = 1.0 if z[k, PI] * table.n * beta > EMPTY else 0.0
        for j in range(at, at + table.lists):
            z[k, j] = normal(r) if z[k, MOVING] > 0.0 else 0.0
        z[k, at + table.lists] = normal(r) if k < table.classes - 1 else 0.0


@inner
def still_moving(table: Table, z: Array, beta: float) -> bool:
    """Whether the classes with records are those that moved, without which the way back would be another."""
    changed = False
    for k in range(table.classes):
        changed = changed or (z[k, PI] * table.n * beta > EMPTY) != (z[k, MOVING] > 0.0)
    return not changed


@inner
def leap(
    r: Words, table: Table, s: Array, z: Array, work: Array, beta: float, most: int, steps: Array, tally: Array
) -> None:
    """Hamiltonian Monte Carlo with up to ``most`` leapfrog steps of random size (Neal 2011)."""
    copy_state(table, s, z)
    set_moving(r, table, z, beta)
    before = log_prior(table, z) + beta * z[0, LL] - energy(table, z)
    step = steps[LEAP] * log_uniform(r, -0.9, 0.3)
    log_likelihood(table, z, work[0])
    number = 1 + below(r, most)
    for i in range(number + 1):
        slope(table, z, work, beta)
        end = i in (0, number)
        if not drift(table, z, work, 0.5 * step if end else step, step if i < number else 0.0):
            tell(tally[LEAP], 0.0)
            return
    ratio = log_prior(table, z) + beta * z[0, LL] - energy(table, z) - before
    if not still_moving(table, z, beta):
        ratio = -math.inf
    tell(tally[LEAP], chance_of(ratio))
    if math.log(uniform(r)) < ratio:
        copy_state(table, z, s)
