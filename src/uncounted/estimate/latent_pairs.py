"""Moves of two classes together that keep what they record jointly: how small classes are born and die; compiled.

Classes i and k keep their joint weight and, on each list, their joint rate: with r the share of k in the two, k gets
new rates and a new share, and i gives way by (mean - r' rate_k') / (1 - r'). New values come from a random walk, from a
wide proposal, or from a library of the small classes that were met before.
"""

from __future__ import annotations

import math

from uncounted.estimate.compiled import inner
from uncounted.estimate.latent_moves import BIRTH, PAIR, chance_of, tell
from uncounted.estimate.latent_target import (
    FIRST,
    LARGEST_LOGIT,
    LL,
    LOGPI,
    PI,
    PRIOR,
    Array,
    Table,
    copy_class,
    keep_weights,
    log1p_exp,
    log_likelihood,
    log_prior_weights,
    return_weights,
    set_class,
    sticks_from_weights,
)
from uncounted.estimate.mixture import draw_mixture, largest_density, mixture_density
from uncounted.estimate.random_bits import Words, below, log_uniform, logit_uniform, normal, uniform

CENTRE, WIDTH = -8.0, 6.0  # of the wide (Cauchy) proposal for the log odds of a class against another
FROM_LIBRARY = 0.6


@inner
def some_class(r: Words, table: Table, s: Array) -> int:
    """A class, drawn by weight."""
    u, k = uniform(r), 0
    while k < table.classes - 1:
        u -= s[k, PI]
        if u < 0.0:
            break
        k += 1
    return k


@inner
def birth_density(births: Array, lists: int, x: Array, z: Array) -> float:
    """Log density at x = (logits, log odds of the weight) of the proposals that forget the present class."""
    wide = -math.log(math.pi * WIDTH * (1.0 + ((x[lists] - CENTRE) / WIDTH) ** 2))
    for j in range(lists):
        wide += x[j] - 2.0 * log1p_exp(x[j])
    if births.shape[0] == 0:
        return wide
    wide += math.log(1.0 - FROM_LIBRARY)
    known = mixture_density(births, lists + 1, x, z) + math.log(FROM_LIBRARY)
    return wide + log1p_exp(known - wide)


@inner
def draw_birth(r: Words, births: Array, lists: int, x: Array, z: Array) -> float:
    """Draw x from the proposal whose density is ``birth_density``, of which a lower bound at x is returned."""
    if births.shape[0] > 0 and uniform(r) < FROM_LIBRARY:
        return draw_mixture(r, births, lists + 1, x, z) + math.log(FROM_LIBRARY)
    least = 0.0
    for j in range(lists):
        x[j] = logit_uniform(r)
        least += x[j] - 2.0 * log1p_exp(x[j])
    tangent = math.tan(math.pi * (uniform(r) - 0.5))
    x[lists] = CENTRE + WIDTH * tangent
    return least - math.log(math.pi * WIDTH * (1.0 + tangent * tangent)) + math.log(1.0 - FROM_LIBRARY)


@inner
def propose_pair(table: Table, s: Array, i: int, k: int, x: Array) -> bool:
    """Give class k the logits and log odds x and let class i give way; False where it cannot."""
    lists = table.lists
    ratio = s[k, LOGPI] - s[i, LOGPI]
    share, rest = 1.0 / (1.0 + math.exp(-ratio)), 1.0 / (1.0 + math.exp(ratio))
    new, left = 1.0 / (1.0 + math.exp(-x[lists])), 1.0 / (1.0 + math.exp(x[lists]))
    if not left > 0.0:
        return False
    for j in range(lists):
        if not -LARGEST_LOGIT < x[j] < LARGEST_LOGIT:
            return False
        mean = rest * s[i, FIRST + lists + j] + share * s[k, FIRST + lists + j]
        rate = (mean - new / (1.0 + math.exp(-x[j]))) / left
        if not 0.0 < rate < 1.0:
            return False
        s[i, FIRST + j] = math.log(rate / (1.0 - rate))
        s[k, FIRST + j] = x[j]
    return True


@inner
def share_out(s: Array, i: int, k: int, odds: float) -> None:
    """Divide the joint weight of two classes anew, by the log odds of k against i."""
    both = s[i, LOGPI] + log1p_exp(s[k, LOGPI] - s[i, LOGPI])
    s[k, LOGPI] = both - log1p_exp(-odds)
    s[i, LOGPI] = both - log1p_exp(odds)
    s[k, PI], s[i, PI] = math.exp(s[k, LOGPI]), math.exp(s[i, LOGPI])


@inner
def weigh_pair(table: Table, s: Array, k: int, odds: float) -> float:
    """The part of one side in the balance: density of share and logits given what the two classes keep.

    Prior, share (1 - share) of its logit, (1 - share)^-J of the other class, and 1 - share in choosing the pair.
    """
    found = log_prior_weights(table, s) + s[k, PRIOR]
    return float(found - log1p_exp(-odds) + (table.lists - 2) * log1p_exp(odds))


@inner
def proposal_balance(
    births: Array, lists: int, old: Array, x: Array, work: Array, missing: float, least: float
) -> float:
    """Log density of proposing the old state less that of proposing the new; less than ``missing`` if that is sure."""
    if births.shape[0] > 0:
        most = largest_density(births)
        if (max(0.0, most)) + 1.0 - least < missing:
            return -math.inf
    return birth_density(births, lists, old, work[3]) - birth_density(births, lists, x, work[3])


@inner
def settle_pair(
    r: Words, table: Table, s: Array, work: Array, beta: float, pair: tuple[int, int], births: Array, least: float
) -> float:
    """Accept or turn down the proposed pair; the chance of acceptance, or 0 where it was not worth working out.

    ``least``: a lower bound of the density of the proposal; minus infinity for a random walk, which is symmetric.
    """
    i, k = pair
    x, old, lists = work[1], work[2], table.lists
    chance = 0.0
    if set_class(table, s, i) and set_class(table, s, k):
        ratio = -log_prior_weights(table, s) - s[table.classes + 1, PRIOR]
        ratio += log1p_exp(-old[lists]) - (lists - 2) * log1p_exp(old[lists])
        keep_weights(s)
        share_out(s, i, k, x[lists])
        ratio += weigh_pair(table, s, k, x[lists])
        threshold = math.log(uniform(r)) - ratio
        symmetric = least == -math.inf
        if threshold <= beta * (table.bound - s[0, LL]) or not symmetric:
            ll = log_likelihood(table, s, work[0])
            ratio += beta * (ll - s[0, LL])
            threshold -= beta * (ll - s[0, LL])
            balance = 0.0 if symmetric else proposal_balance(births, lists, old, x, work, threshold, least)
            chance = chance_of(ratio + balance)
            if threshold < balance:
                s[0, LL] = ll
                sticks_from_weights(table, s)
                return chance
        return_weights(s)
    copy_class(table, s, table.classes, i)
    copy_class(table, s, table.classes + 1, k)
    return chance


@inner
def move_pair(
    r: Words, table: Table, s: Array, work: Array, beta: float, steps: Array, births: Array, tally: Array
) -> None:
    """One move of a pair; the first class is drawn by weight, the other evenly."""
    lists = table.lists
    i = some_class(r, table, s)
    k = (i + 1 + below(r, table.classes - 1)) % table.classes
    x, old = work[1], work[2]
    for j in range(lists):
        old[j] = s[k, FIRST + j]
    old[lists] = s[k, LOGPI] - s[i, LOGPI]
    move, least = BIRTH, -math.inf
    if uniform(r) < 0.5:
        move = PAIR
        step = steps[PAIR] * log_uniform(r, -1.5, 0.5)
        for j in range(lists + 1):
            x[j] = old[j] + step * normal(r)
    else:
        least = draw_birth(r, births, lists, x, work[3])
    copy_class(table, s, i, table.classes)
    copy_class(table, s, k, table.classes + 1)
    chance = 0.0
    if propose_pair(table, s, i, k, x):
        chance = settle_pair(r, table, s, work, beta, (i, k), births, least)
    else:
        copy_class(table, s, table.classes, i)
        copy_class(table, s, table.classes + 1, k)
    tell(tally[move], chance)
