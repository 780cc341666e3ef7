"""Blocked Gibbs sweeps of the latent class model, after Manrique-Vallier 2016 (section 4); compiled.

Given classes and chances, every part of the model is drawn from its own law: counts over classes, places of classes,
sticks, alpha, chances, and the unrecorded, of whom there may be any number. Done better than usual, all exactly:
neighbouring classes change places with the sticks integrated out; alpha is drawn without the sticks of the empty
classes after the last one in use; and between sweeps the marginal posterior takes long Hamiltonian steps, which go far
where classes and the unrecorded hold each other in place.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import compiled, inner
from uncounted.estimate.gibbs_draws import binomial, gamma, log_gamma_number, poisson
from uncounted.estimate.latent_jumps import leap
from uncounted.estimate.latent_moves import MOVES
from uncounted.estimate.latent_target import (
    FIRST,
    LARGEST_LOGIT,
    PI,
    Table,
    W,
    set_state,
    states_for,
    stick,
    workspace,
)
from uncounted.estimate.random_bits import Words, below, log_uniform, normal, uniform

Array = NDArray[np.float64]

FEW = 10.0  # victims of a history who are spread one by one
LEAPS = 64  # leapfrog steps of a Hamiltonian one, at most
STRETCHES, STRETCHED = 3, 4  # steps along ridges in a sweep, and how many of the first classes they move


class State(NamedTuple):
    """A state, with room to work in.

    ``odds[k, j]``: lambda / (1 - lambda); ``on[k, j]``: victims of class k on list j; ``size[k]``: victims of class k,
    the unrecorded included; ``pi[k]`` and ``stick[k]`` = -log(1 - V_k); ``chance[k, i]``: P(history i | class k), by
    the nodes of the table; ``rest``, ``took``: workspace; ``alpha``: one number.
    """

    odds: Array
    on: Array
    size: Array
    pi: Array
    stick: Array
    chance: Array
    seen: Array
    rest: Array
    p: Array
    alpha: Array
    took: Array


class Room(NamedTuple):
    """What Hamiltonian steps need: two states of the marginal posterior and workspace, step sizes, and their tally.

    Of ``steps`` and ``tally``, which are by kinds of moves, one place is in use.
    """

    x: Array
    z: Array
    work: Array
    steps: Array
    tally: Array


class Kept(NamedTuple):
    """What a block leaves. ``seen``: P(on some list); ``ll``: log likelihood; both every ``thin`` sweeps.

    ``theta[i, k]``: the chances lambda of class k, then its weight, of some of these states, evenly.
    """

    seen: Array
    ll: Array
    theta: Array


def state_for(table: Table) -> State:
    """Room for a state; nothing in it is set."""
    k, j, cells = table.classes, table.lists, len(table.counts)
    zeros = np.zeros
    sizes, weights, sticks, seen = zeros((4, k))
    room = zeros(k + 1), zeros(cells)
    return State(
        zeros((k, j)), zeros((k, j)), sizes, weights, sticks, zeros((k, cells)), seen, *room, zeros(1), zeros(k)
    )


def room_for(table: Table, steps: Array) -> Room:
    """Room for Hamiltonian steps of these sizes."""
    x, z = states_for(table, 2)
    return Room(x, z, workspace(table), steps, np.zeros((MOVES, 2)))


@inner
def against_none(table: Table, s: State, k: int, factor: float) -> float:
    """Odds of being on some list in class k, with all its odds times ``factor``; without cancellation."""
    d = 0.0
    for j in range(table.lists):
        d += (1.0 + d) * s.odds[k, j] * factor
    return d


@inner
def set_chances(table: Table, s: State, k: int) -> None:
    """P(history | class) and P(on some list | class) from the odds."""
    d = against_none(table, s, k, 1.0)
    s.seen[k], s.chance[k, 0] = d / (1.0 + d), 1.0 / (1.0 + d)
    for i in range(1, table.parent.shape[0]):
        s.chance[k, i] = s.chance[k, table.parent[i]] * s.odds[k, table.last[i]]


@inner
def put(table: Table, s: State, k: int, i: int, count: float) -> None:
    """Add so many victims of history i to class k."""
    s.size[k] += count
    node = i
    while node > 0:
        s.on[k, table.last[node]] += count
        node = table.parent[node]


@inner
def spread_recorded(r: Words, table: Table, s: State) -> None:
    """Draw the classes of those who are on some list: a multinomial for each history, by binomials, then one by one."""
    classes = table.classes
    for k in range(classes):
        s.size[k] = 0.0
        for j in range(table.lists):
            s.on[k, j] = 0.0
    for i in range(1, table.counts.shape[0]):
        left, first = table.counts[i], 0
        if left == 0.0:
            continue
        s.rest[classes] = 0.0
        for k in range(classes - 1, -1, -1):
            s.rest[k] = s.rest[k + 1] + s.pi[k] * s.chance[k, i]
        while left > FEW and s.rest[first + 1] > 0.0:
            here = s.pi[first] * s.chance[first, i]
            count = binomial(r, left, here / s.rest[first] if here < s.rest[first] else 1.0)
            s.took[first] = count
            left -= count
            first += 1
        for k in range(first, classes):
            s.took[k] = 0.0
        if left > FEW:
            s.took[first], left = left, 0.0
        while left > 0.0:
            u, k = uniform(r) * s.rest[first], first
            while u < s.rest[k + 1]:
                k += 1
            s.took[k] += 1.0
            left -= 1.0
        for k in range(classes):
            if s.took[k] > 0.0:
                put(table, s, k, i, s.took[k])


@inner
def spread_unrecorded(r: Words, table: Table, s: State) -> None:
    """Draw the unrecorded of each class: negative binomial in all, as Poisson numbers with a gamma mean."""
    seen = recorded(table, s)
    mean = gamma(r, table.n) / seen
    for k in range(table.classes):
        s.size[k] += poisson(r, mean * s.pi[k] * s.chance[k, 0])


@inner
def recorded(table: Table, s: State) -> float:
    """P(on some list)."""
    found = 0.0
    for k in range(table.classes):
        found += s.pi[k] * s.seen[k]
    return found


@inner
def change_places(r: Words, table: Table, s: State) -> None:
    """Exchange neighbouring classes, the last apart: sticks integrated out, the odds are those of their sizes."""
    after = s.size[table.classes - 1]
    for k in range(table.classes - 3, -1, -1):
        a, b = s.size[k], s.size[k + 1]
        if a != b and uniform(r) * (s.alpha[0] + a + after) < s.alpha[0] + b + after:
            s.size[k], s.size[k + 1] = b, a
            for j in range(table.lists):
                s.on[k, j], s.on[k + 1, j] = s.on[k + 1, j], s.on[k, j]
        after += s.size[k + 1]


@inner
def draw_weights(r: Words, table: Table, s: State) -> None:
    """Draw the sticks, then alpha without those after the last class in use, then these."""
    last, used, alpha = table.classes - 1, 0, s.alpha[0]
    after = 0.0
    for k in range(last, -1, -1):
        s.rest[k] = after
        after += s.size[k]
        if used == 0 and s.size[k] > 0.0:
            used = k + 1 if k < last else last
    total = 0.0
    for k in range(used):
        total += one_stick(r, s, k, alpha)
    alpha = gamma(r, table.a + used) / (table.b + total)
    if alpha < 1e-250:
        alpha = 1e-250
    s.alpha[0] = alpha
    for k in range(used, last):
        one_stick(r, s, k, alpha)
    left = 0.0
    for k in range(last):
        s.pi[k] = -math.exp(left) * math.expm1(-s.stick[k])
        left -= s.stick[k]
    s.pi[last] = math.exp(left)


@inner
def one_stick(r: Words, s: State, k: int, alpha: float) -> float:
    """Draw V_k ~ Beta(1 + size, alpha + rest), as -log(1 - V_k)."""
    found: float
    if s.size[k] == 0.0:
        found = -math.log(uniform(r)) / (alpha + s.rest[k])
    elif alpha + s.rest[k] >= 1.0:
        found = math.log1p(gamma(r, 1.0 + s.size[k]) / gamma(r, alpha + s.rest[k]))
    else:
        x = math.log(gamma(r, 1.0 + s.size[k])) - log_gamma_number(r, alpha + s.rest[k])
        found = x if x > 36.0 else math.log1p(math.exp(x))
    s.stick[k] = found
    return found


@inner
def draw_odds(r: Words, table: Table, s: State) -> None:
    """Draw the chances of each class to be on each list."""
    for k in range(table.classes):
        for j in range(table.lists):
            if s.size[k] == 0.0:
                u = uniform(r)
                s.odds[k, j] = u / (1.0 - u)
            else:
                s.odds[k, j] = gamma(r, 1.0 + s.on[k, j]) / gamma(r, 1.0 + s.size[k] - s.on[k, j])
        set_chances(table, s, k)


@inner
def log_likelihood(table: Table, s: State) -> float:
    """The log of prod (p_c / P(on some list))^n_c."""
    number = table.counts.shape[0]
    for i in range(number):
        s.p[i] = 0.0
    for k in range(table.classes):
        weight = s.pi[k]
        for i in range(number):
            s.p[i] += weight * s.chance[k, i]
    found = -table.n * math.log(recorded(table, s))
    for i in range(1, number):
        if table.counts[i] > 0.0:
            found += table.counts[i] * math.log(s.p[i] + 1e-300)
    return found


@inner
def stretch(r: Words, table: Table, s: State, before: float) -> float:
    """Shift all logits of a class and its weight, so that what it records stays; returns the log likelihood.

    A Metropolis step of the marginal posterior (given alpha), ``before`` being its log likelihood: it goes along the
    ridge on which more victims are recorded more rarely, where classes and the unrecorded in turn take small steps.
    """
    k, last = below(r, min(STRETCHED, table.classes - 1)), table.classes - 1
    shift = normal(r) * log_uniform(r, -2.0, 0.3)
    factor = math.exp(shift)
    was, d = s.pi[k], against_none(table, s, k, factor)
    f = s.seen[k] * (1.0 + d) / d
    ratio = table.lists * shift - 2.0 * math.log((1.0 + d) * s.chance[k, 0])
    total = 1.0 + (f - 1.0) * was
    ratio += math.log(f) - (s.alpha[0] + 1.0) * math.log(total)
    share, rest = 1.0 / total, 1e-300
    for h in range(k, last + 1):
        rest += s.pi[h]
    for h in range(k, 0, -1):
        ratio -= math.log1p((f - 1.0) * was / rest)
        rest += s.pi[h - 1]
    for h in range(last + 1):
        s.rest[h] = s.pi[h]
        s.pi[h] *= share
    s.pi[k] *= f
    for j in range(table.lists):
        s.odds[k, j] *= factor
    set_chances(table, s, k)
    found = log_likelihood(table, s)
    if math.log(uniform(r)) < found - before + ratio:
        return found
    for h in range(last + 1):
        s.pi[h] = s.rest[h]
    for j in range(table.lists):
        s.odds[k, j] /= factor
    set_chances(table, s, k)
    return before


@inner
def travel(r: Words, table: Table, s: State, room: Room) -> None:
    """A Hamiltonian step of all chances and sticks, with classes, the unrecorded and alpha integrated out.

    Alpha is then drawn from its law given the sticks, on which alone it depends.
    """
    x, last = room.x, table.classes - 1
    for k in range(last + 1):
        for j in range(table.lists):
            x[k, FIRST + j] = math.log(s.odds[k, j])
            if not -LARGEST_LOGIT < x[k, FIRST + j] < LARGEST_LOGIT:
                return
        if k < last:
            x[k, W] = math.log(s.stick[k] + 1e-250)
    set_state(table, x, room.work[0])
    leap(r, table, x, room.z, room.work, 1.0, LEAPS, room.steps, room.tally)
    total = table.b
    for k in range(last + 1):
        for j in range(table.lists):
            s.odds[k, j] = math.exp(x[k, FIRST + j])
        s.pi[k] = x[k, PI]
        if k < last:
            s.stick[k] = stick(x[k, W])
            total += s.stick[k]
        set_chances(table, s, k)
    s.alpha[0] = math.exp(max(log_gamma_number(r, table.a + last) - math.log(total), -575.0))


@compiled
def sweep(r: Words, table: Table, s: State, room: Room, kept: Kept, thin: int) -> None:
    """Run ``thin`` sweeps, with a Hamiltonian step after each, for each place of ``kept.seen``, and fill it."""
    draws, thetas, ll = kept.seen.shape[0], kept.theta.shape[0], 0.0
    for k in range(table.classes):
        set_chances(table, s, k)
    for at in range(draws):
        for _ in range(thin):
            spread_recorded(r, table, s)
            spread_unrecorded(r, table, s)
            change_places(r, table, s)
            draw_weights(r, table, s)
            draw_odds(r, table, s)
            ll = log_likelihood(table, s)
            for _ in range(STRETCHES):
                ll = stretch(r, table, s, ll)
            travel(r, table, s, room)
        ll = log_likelihood(table, s)
        kept.seen[at] = recorded(table, s)
        kept.ll[at] = ll
        place = at * thetas // draws
        if (at + 1) * thetas // draws > place:
            for k in range(table.classes):
                for j in range(table.lists):
                    kept.theta[place, k, j] = s.odds[k, j] / (1.0 + s.odds[k, j])
                kept.theta[place, k, table.lists] = s.pi[k]
