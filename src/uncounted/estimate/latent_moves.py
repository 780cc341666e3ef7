"""Metropolis moves of one class or one weight at a time, for the tempered latent class posterior; compiled.

Every move leaves prior * likelihood^beta as it is. No model's log likelihood exceeds ``Table.bound``, so that most
hopeless proposals are turned down before anything is evaluated. Arguments: random words ``r``, the ``table``, the state
``s``, ``work``space, ``beta``, step sizes by kind of move, and the ``tally`` of proposals and acceptance.
"""

from __future__ import annotations

import math

from uncounted.estimate.compiled import inner
from uncounted.estimate.latent_target import (
    FIRST,
    LL,
    LOGPI,
    PI,
    PRIOR,
    Array,
    Table,
    W,
    copy_class,
    keep_weights,
    log_likelihood,
    log_prior_sticks,
    log_prior_weights,
    return_weights,
    set_class,
    stick,
    sticks_from_weights,
    weights_from_sticks,
)
from uncounted.estimate.random_bits import Words, below, log_uniform, logit_uniform, normal, uniform

REDRAW, STICK, SWAP, PAIR, BIRTH, JUMP, LEAP, SHAPED, RIDGE, BLOCK = range(10)  # kinds of moves
SIZES = 8  # kinds of random walks, by the size of the class; blocks of logits, then single ones
SINGLE = BLOCK + SIZES
MOVES = SINGLE + SIZES
EMPTY = 1e-3  # expected records, tempered, below which a class is redrawn from the prior only


@inner
def tell(tally: Array, chance: float) -> None:
    """Count a proposal of a kind of move, whose row of the tally this is, and its probability of acceptance."""
    tally[0] += 1.0
    tally[1] += chance


@inner
def chance_of(ratio: float) -> float:
    """The probability with which a proposal of this log ratio is accepted."""
    return math.exp(ratio) if ratio < 0.0 else 1.0


@inner
def settle_class(r: Words, table: Table, s: Array, work: Array, beta: float, k: int, prior: float) -> float:
    """Accept or turn down new logits of class k, which was put aside; the chance of acceptance.

    ``prior`` is 1 where the proposal does not already follow the prior, 0 where it does.
    """
    chance = 0.0
    if set_class(table, s, k):
        change = prior * (s[k, PRIOR] - s[table.classes, PRIOR])
        threshold = math.log(uniform(r)) - change
        if threshold <= beta * (table.bound - s[0, LL]):
            ll = log_likelihood(table, s, work[0])
            ratio = beta * (ll - s[0, LL])
            chance = chance_of(ratio + change)
            if threshold < ratio:
                s[0, LL] = ll
                return chance
    copy_class(table, s, table.classes, k)
    return chance


@inner
def walk_class(r: Words, table: Table, s: Array, work: Array, beta: float, k: int, steps: Array, tally: Array) -> None:
    """A random walk of all logits of class k, or of a single one.

    Steps may depend on the weight of the class, which these moves do not change.
    """
    held = math.log(beta * table.n * s[k, PI])
    size = 0 if held < 1.0 else int(held) if held < SIZES else SIZES - 1
    scale = log_uniform(r, -1.0, 0.3)
    copy_class(table, s, k, table.classes)
    move = BLOCK + size if uniform(r) < 0.5 else SINGLE + size
    if move < SINGLE:
        for j in range(FIRST, FIRST + table.lists):
            s[k, j] += steps[move] * scale * normal(r)
    else:
        s[k, FIRST + below(r, table.lists)] += steps[move] * scale * normal(r)
    tell(tally[move], settle_class(r, table, s, work, beta, k, 1.0))


@inner
def redraw_class(r: Words, table: Table, s: Array, work: Array, beta: float, k: int, tally: Array) -> None:
    """New logits of class k from the prior: all of them, or one."""
    copy_class(table, s, k, table.classes)
    only = below(r, 2 * table.lists)
    for j in range(table.lists):
        if only >= table.lists or j == only:
            s[k, FIRST + j] = logit_uniform(r)
    tell(tally[REDRAW], settle_class(r, table, s, work, beta, k, 0.0))


@inner
def redrawn_stick(r: Words, table: Table, s: Array, k: int) -> float:
    """The w of stick k drawn from its prior given the other sticks."""
    rest = table.b
    for h in range(table.classes - 1):
        if h != k:
            rest += stick(s[h, W])
    e = rest * math.expm1(-math.log(uniform(r)) / (table.a + table.classes - 2.0))
    return math.log(max(1e-300, e))


@inner
def move_stick(r: Words, table: Table, s: Array, work: Array, beta: float, steps: Array, tally: Array) -> None:
    """One stick: a random walk of w = log E, or E drawn anew from its prior given the other sticks."""
    k = below(r, table.classes - 1)
    keep_weights(s)
    ratio = 0.0
    walk = uniform(r) < 0.7
    if walk:
        ratio = -log_prior_sticks(table, s)
        s[k, W] += steps[STICK] * log_uniform(r, -1.5, 0.5) * normal(r)
        ratio += log_prior_sticks(table, s)
    else:
        s[k, W] = redrawn_stick(r, table, s, k)
    threshold = math.log(uniform(r)) - ratio
    chance = 0.0
    if threshold <= beta * (table.bound - s[0, LL]):
        weights_from_sticks(table, s)
        ll = log_likelihood(table, s, work[0])
        chance = chance_of(ratio + beta * (ll - s[0, LL]))
        if threshold < beta * (ll - s[0, LL]):
            s[0, LL] = ll
            keep_weights(s)
    return_weights(s)
    if walk:
        tell(tally[STICK], chance)


@inner
def swap_classes(r: Words, table: Table, s: Array, tally: Array) -> None:
    """Exchange the places of two classes with their weights: the likelihood stays, the prior of the sticks changes."""
    i = below(r, table.classes)
    k = (i + 1 + below(r, table.classes - 1)) % table.classes
    old = log_prior_weights(table, s)
    s[i, LOGPI], s[k, LOGPI] = s[k, LOGPI], s[i, LOGPI]
    ratio = log_prior_weights(table, s) - old
    tell(tally[SWAP], chance_of(ratio))
    if s[i, LOGPI] < -600.0 or s[k, LOGPI] < -600.0 or math.log(uniform(r)) >= ratio:
        s[i, LOGPI], s[k, LOGPI] = s[k, LOGPI], s[i, LOGPI]
        return
    s[i, PI], s[k, PI] = s[k, PI], s[i, PI]
    sticks_from_weights(table, s)
    copy_class(table, s, i, table.classes)
    copy_class(table, s, k, i)
    copy_class(table, s, table.classes, k)


@inner
def local_moves(r: Words, table: Table, s: Array, work: Array, beta: float, steps: Array, tally: Array) -> None:
    """One round of the moves of this module: the classes that hold records, a few redraws, sticks and swaps."""
    for k in range(table.classes):
        if s[k, PI] * table.n * beta > EMPTY:
            walk_class(r, table, s, work, beta, k, steps, tally)
    for _ in range(3):
        redraw_class(r, table, s, work, beta, below(r, table.classes), tally)
        move_stick(r, table, s, work, beta, steps, tally)
        swap_classes(r, table, s, tally)
