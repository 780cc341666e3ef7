"""Moves along the ridge on which every recorded history keeps its probability, and so the likelihood; compiled.

More parameters than histories leave a surface of states of one likelihood. With many victims the posterior is a thin
shell around it, in which walks and Hamiltonian steps are as short as the shell is thin. A step here goes along the
surface: a normal step in its tangent space, then back to it, across, by Newton's method with the slopes of the start
(Zappa, Holmes-Cerf and Goodman 2018). It is as long with 400,000 victims as with 400. Given the log probabilities u of
the histories, states x have density prior(x) / sqrt(det J J') there, with J = du / dx; the way back is checked.
Steps are longer in the direction in which P(on some list) changes most: what overlaps leave open about the unrecorded.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from uncounted.estimate.compiled import inner
from uncounted.estimate.latent_jumps import read_first, set_first
from uncounted.estimate.latent_moves import RIDGE, tell
from uncounted.estimate.latent_target import (
    FIRST,
    LL,
    LOGPI,
    NEGLIGIBLE,
    OLD_LOGPI,
    PI,
    SEEN,
    Array,
    Table,
    W,
    copy_state,
    log_likelihood,
    log_prior,
    log_taken,
    recorded,
    set_class,
    stick,
)
from uncounted.estimate.random_bits import Words, below, log_uniform, normal, uniform

NEWTON = 12  # steps back to the surface, at most
SLOWEST = 0.6  # what each must leave of the distance, at most
NEAR = 1e-9  # distance in log probabilities that counts as none
SAME = 1e-6  # distance between two states that counts as none
MORE = 5  # classes moved beyond those that the histories determine


class Surface(NamedTuple):
    """Room for what is known of the surface at a state.

    ``jac``: slopes of the log probabilities of the histories, and in its last row of log P(on some list); ``root``:
    lower Cholesky factor of J J'; ``u``: the log probabilities; ``y``: as many to work with; ``way``: the direction
    on the surface in which P(on some list) changes most.
    """

    jac: Array
    root: Array
    u: Array
    y: Array
    way: Array


@inner
def heights(table: Table, z: Array, p: Array, u: Array) -> None:
    """The log probabilities of the recorded histories; ``p`` is what ``log_likelihood`` left."""
    found, log_seen = 0, math.log(recorded(table, z))
    for i in range(1, table.counts.shape[0]):
        if table.counts[i] > 0.0 and found < u.shape[0]:
            u[found] = math.log(p[i]) - log_seen
            found += 1


@inner
def slopes(table: Table, z: Array, p: Array, classes: int, jac: Array) -> None:
    """Derivatives of the ``heights`` by the logits, then the w, of the first classes."""
    lists, cells = table.lists, FIRST + 2 * table.lists
    seen, row = recorded(table, z), 0
    for i in range(1, table.counts.shape[0]):
        if table.counts[i] == 0.0 or row == jac.shape[0] - 1:
            continue
        after, after_seen, rest = 0.0, 0.0, 0.0
        for k in range(table.classes - 1, -1, -1):
            weight = z[k, PI]
            here = weight * z[k, cells + i]
            if k < classes:
                share, missed = here / p[i], weight * (1.0 - z[k, SEEN]) / seen
                for j in range(lists):
                    jac[row, k * lists + j] = -z[k, FIRST + lists + j] * (share + missed)
                node = i
                while node > 0:
                    jac[row, k * lists + table.last[node]] += share
                    node = table.parent[node]
                e = stick(z[k, W])
                jac[row, classes * lists + k] = e * (
                    (rest * z[k, cells + i] - after) / p[i] - (rest * z[k, SEEN] - after_seen) / seen
                )
            after += here
            after_seen += weight * z[k, SEEN]
            rest += weight
        row += 1


@inner
def slope_of_recorded(table: Table, z: Array, classes: int, row: Array) -> None:
    """Derivatives of log P(on some list) by the same, into a row."""
    lists, seen = table.lists, recorded(table, z)
    after, rest = 0.0, 0.0
    for k in range(table.classes - 1, -1, -1):
        weight = z[k, PI]
        if k < classes:
            for j in range(lists):
                row[k * lists + j] = weight * (1.0 - z[k, SEEN]) * z[k, FIRST + lists + j] / seen
            row[classes * lists + k] = stick(z[k, W]) * (rest * z[k, SEEN] - after) / seen
        after += weight * z[k, SEEN]
        rest += weight


@inner
def gram_root(jac: Array, root: Array) -> float:
    """Lower Cholesky factor of J J'; the log of its determinant's root, or infinity where J lacks rank."""
    found = 0.0
    for a in range(root.shape[0]):
        for c in range(a + 1):
            y = 0.0
            for d in range(jac.shape[1]):
                y += jac[a, d] * jac[c, d]
            whole = y
            for h in range(c):
                y -= root[a, h] * root[c, h]
            if c < a:
                root[a, c] = y / root[c, c]
            elif y > 1e-13 * whole and y > 0.0:
                root[a, a] = math.sqrt(y)
                found += math.log(root[a, a])
            else:
                return math.inf
    return found


@inner
def solve(root: Array, y: Array) -> None:
    """Solve (root root') a = y in place."""
    number = root.shape[0]
    for a in range(number):
        for h in range(a):
            y[a] -= root[a, h] * y[h]
        y[a] /= root[a, a]
    for a in range(number - 1, -1, -1):
        for h in range(a + 1, number):
            y[a] -= root[h, a] * y[h]
        y[a] /= root[a, a]


@inner
def make_tangent(at: Surface, v: Array) -> None:
    """Take from v what leads off the surface."""
    number = at.root.shape[0]
    for a in range(number):
        at.y[a] = 0.0
        for d in range(v.shape[0]):
            at.y[a] += at.jac[a, d] * v[d]
    solve(at.root, at.y)
    for a in range(number):
        for d in range(v.shape[0]):
            v[d] -= at.jac[a, d] * at.y[a]


@inner
def product(v: Array, w: Array) -> float:
    """The inner product of two vectors."""
    found = 0.0
    for d in range(v.shape[0]):
        found += v[d] * w[d]
    return found


@inner
def make_way(at: Surface) -> bool:
    """Set the direction in which P(on some list) changes most; False where it does not change."""
    for d in range(at.way.shape[0]):
        at.way[d] = at.jac[at.jac.shape[0] - 1, d]
    make_tangent(at, at.way)
    far = math.sqrt(product(at.way, at.way))
    if not far > 1e-15:
        return False
    for d in range(at.way.shape[0]):
        at.way[d] /= far
    return True


@inner
def draw_step(r: Words, at: Surface, v: Array, step: float, longer: float) -> None:
    """A normal step in the tangent space, ``longer`` along the way."""
    for d in range(v.shape[0]):
        v[d] = step * normal(r)
    make_tangent(at, v)
    more = (longer - 1.0) * product(v, at.way)
    for d in range(v.shape[0]):
        v[d] += more * at.way[d]


@inner
def step_density(at: Surface, v: Array, step: float, longer: float) -> float:
    """Log density, but for a constant, of such a step."""
    along = product(v, at.way) / step
    return -0.5 * (product(v, v) / (step * step) - along * along * (1.0 - 1.0 / (longer * longer)))


@inner
def weigh_rest(table: Table, z: Array, classes: int) -> None:
    """Put aside the log weights that the classes after the first have among themselves."""
    left, last = 0.0, table.classes - 1
    for k in range(classes, last):
        w = z[k, W]
        e = stick(w)
        z[k, OLD_LOGPI] = left + log_taken(w, e)
        left -= e
    z[last, OLD_LOGPI] = left


@inner
def place(table: Table, z: Array, p: Array, x: Array, classes: int) -> bool:
    """Give the first classes what x holds, without the likelihood; ``p`` gets the chances of histories."""
    lists, cells = table.lists, FIRST + 2 * table.lists
    left = 0.0
    for k in range(classes):
        for j in range(lists):
            z[k, FIRST + j] = x[k * lists + j]
        if not set_class(table, z, k):
            return False
        w = x[classes * lists + k]
        z[k, W] = w
        e = stick(w)
        z[k, LOGPI] = left + log_taken(w, e)
        z[k, PI] = math.exp(z[k, LOGPI])
        left -= e
    for k in range(classes, table.classes):
        z[k, LOGPI] = left + z[k, OLD_LOGPI]
        z[k, PI] = math.exp(z[k, LOGPI])
    for i in range(table.counts.shape[0]):
        p[i] = 0.0
    for k in range(table.classes):
        weight = z[k, PI]
        if weight > NEGLIGIBLE:
            for i in range(table.counts.shape[0]):
                p[i] += weight * z[k, cells + i]
    return True


@inner
def return_to(table: Table, z: Array, work: Array, classes: int, at: Surface, x: Array) -> bool:
    """Move x across, along the rows of J, to where the histories have their u; z follows. False where it cannot."""
    last = 1.0 / SLOWEST
    for _ in range(NEWTON):
        if not place(table, z, work[0], x, classes):
            return False
        heights(table, z, work[0], at.y)
        for a in range(at.u.shape[0]):
            at.y[a] -= at.u[a]
        far = math.sqrt(product(at.y, at.y))
        if far < NEAR:
            return True
        if not far < SLOWEST * last:
            return False
        last = far
        solve(at.root, at.y)
        for a in range(at.u.shape[0]):
            for d in range(x.shape[0]):
                x[d] -= at.jac[a, d] * at.y[a]
    return False


@inner
def between(v: Array, w: Array) -> float:
    """The distance between two vectors."""
    found = 0.0
    for d in range(v.shape[0]):
        found += (v[d] - w[d]) * (v[d] - w[d])
    return math.sqrt(found)


@inner
def stand(table: Table, z: Array, work: Array, beta: float, classes: int, at: Surface) -> float:
    """Set slopes and directions at z; its log density on the surface, or minus infinity where there is none.

    ``work[0]`` holds the chances of histories.
    """
    slopes(table, z, work[0], classes, at.jac)
    slope_of_recorded(table, z, classes, at.jac[at.jac.shape[0] - 1])
    det = gram_root(at.jac, at.root)
    if not det < math.inf or not make_way(at):
        return -math.inf
    return float(log_prior(table, z) + beta * z[0, LL] - det)


@inner
def slide(r: Words, table: Table, s: Array, z: Array, work: Array, beta: float, steps: Array, tally: Array) -> None:
    """One step of the first classes along the surface of equal likelihood; ``z`` is room for another state."""
    number = table.free
    least = number // (table.lists + 1) + 1
    most = least + MORE if least + MORE < table.classes else table.classes - 1
    if least > most:
        return
    tell(tally[RIDGE], 0.0)
    classes = least + below(r, most - least + 1)
    size = classes * (table.lists + 1)
    at = Surface(
        np.empty((number + 1, size)), np.empty((number, number)), np.empty(number), np.empty(number), np.empty(size)
    )
    old, x, v = np.empty(size), np.empty(size), np.empty(size)
    copy_state(table, s, z)
    read_first(table, z, old, classes)
    weigh_rest(table, z, classes)
    z[0, LL] = log_likelihood(table, z, work[0])
    heights(table, z, work[0], at.u)
    ratio = -stand(table, z, work, beta, classes, at)
    if not ratio < math.inf:
        return
    step, longer = steps[RIDGE] * log_uniform(r, -1.0, 0.3), log_uniform(r, 0.0, 1.0)
    draw_step(r, at, v, step, longer)
    ratio -= step_density(at, v, step, longer)
    for d in range(size):
        x[d] = old[d] + v[d]
    if not return_to(table, z, work, classes, at, x):
        return
    z[0, LL] = log_likelihood(table, z, work[0])
    ratio += stand(table, z, work, beta, classes, at)
    for d in range(size):
        v[d] = old[d] - x[d]
    make_tangent(at, v)
    if not math.log(uniform(r)) < ratio + step_density(at, v, step, longer):
        return
    for d in range(size):
        v[d] += x[d]
    if not return_to(table, z, work, classes, at, v) or not between(v, old) < SAME:
        return
    if set_first(table, z, work, x, classes):
        tally[RIDGE, 1] += 1.0
        copy_state(table, z, s)
