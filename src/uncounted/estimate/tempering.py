"""Parallel tempering of one run: a ladder of tempered posteriors that exchange their states; compiled.

Neighbours are exchanged in turn, even pairs and odd pairs (Okabe et al. 2001; Syed et al. 2022): states then travel
along the ladder rather than diffuse. The ladder is spaced to equal rejection.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import compiled, inner
from uncounted.estimate.latent_jumps import LEAPS, jump, leap, walk_shaped
from uncounted.estimate.latent_moves import chance_of, local_moves
from uncounted.estimate.latent_pairs import move_pair
from uncounted.estimate.latent_ridges import slide
from uncounted.estimate.latent_target import FIRST, LL, LOGPI, Table, recorded, set_state
from uncounted.estimate.random_bits import Words, uniform

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

PAIRS = 10  # moves of pairs in a round
RARELY = 8  # rounds of a ladder for one with steps along the ridge: enough to learn how long they are
THIRD = 1 / 3
JUMP_FROM = 0.25  # the lowest temperature (as beta) at which jumps are tried


class Proposals(NamedTuple):
    """What moves propose from: ``steps`` by temperature and kind of move, libraries of small classes and of states.

    ``jumps``: how many jumps a round has, all of the first two, three or four classes; ``slides``: how many steps along
    the ridge.
    """

    steps: Array
    jumps: int
    slides: int
    births: Array
    two: Array
    three: Array
    four: Array


class Trace(NamedTuple):
    """What one block of rounds leaves. ``seen``: P(on some list) at beta 1; ``ll``: log likelihoods by temperature.

    ``tally[t, move]``: proposals and sum of acceptance; ``swaps[t]``: exchanges tried between t and t + 1 and sum of
    acceptance; ``kept``: logits and log weights of the states at the coldest temperatures, every so many rounds.
    ``row[t]``: which state is at temperature t; ``ends``: the end of the ladder a state was at last (0 hot, 1 cold, -1
    none), and in its last place the number of journeys from cold to hot. The last two go on from block to block.
    """

    seen: Array
    ll: Array
    tally: Array
    swaps: Array
    kept: Array
    row: Ints
    ends: Ints


@inner
def exchange(r: Words, states: Array, betas: Array, trace: Trace, first: int) -> None:
    """Try to exchange the states of temperatures (first, first + 1), (first + 2, first + 3), ..."""
    for t in range(first, betas.shape[0] - 1, 2):
        a, b = trace.row[t], trace.row[t + 1]
        ratio = (betas[t + 1] - betas[t]) * (states[a, 0, LL] - states[b, 0, LL])
        trace.swaps[t, 0] += 1.0
        trace.swaps[t, 1] += chance_of(ratio)
        if math.log(uniform(r)) < ratio:
            trace.row[t], trace.row[t + 1] = b, a
    if betas.shape[0] > 1:
        hot, cold = trace.row[0], trace.row[betas.shape[0] - 1]
        if trace.ends[hot] == 1:
            trace.ends[betas.shape[0]] += 1
        trace.ends[hot] = 0
        trace.ends[cold] = 1


@inner
def keep_states(table: Table, states: Array, trace: Trace, at: int) -> None:
    """Write the states of the coldest temperatures into place ``at`` of ``trace.kept``."""
    lists, kept = table.lists, trace.kept.shape[1]
    for i in range(kept):
        t = trace.row[trace.row.shape[0] - kept + i]
        for k in range(table.classes):
            for j in range(lists):
                trace.kept[at, i, k, j] = states[t, k, FIRST + j]
            trace.kept[at, i, k, lists] = states[t, k, LOGPI]


@compiled
def temper(r: Words, table: Table, states: Array, work: Array, betas: Array, use: Proposals, trace: Trace) -> None:
    """Run as many rounds as ``trace.seen`` has places; each ends with exchanges, of odd pairs in odd rounds.

    The last state is workspace. States are kept evenly over the block, as many times as ``trace.kept`` has room.
    """
    rounds, top, keep = trace.seen.shape[0], betas.shape[0] - 1, trace.kept.shape[0]
    z = states[states.shape[0] - 1]
    for at in range(top + 1):
        set_state(table, states[at], work[0])
    for i in range(rounds):
        for at in range(top + 1):
            s, beta, steps, tally = states[trace.row[at]], betas[at], use.steps[at], trace.tally[at]
            local_moves(r, table, s, work, beta, steps, tally)
            for _ in range(PAIRS):
                move_pair(r, table, s, work, beta, steps, use.births, tally)
            if beta > JUMP_FROM and use.two.shape[0] > 0:
                u = uniform(r)
                known = use.two if u < THIRD else use.three if u < 2 * THIRD else use.four
                jump(r, table, s, z, work, beta, known, use.jumps, tally)
                walk_shaped(r, table, s, z, work, beta, known, steps, tally)
            leap(r, table, s, z, work, beta, LEAPS, steps, tally)
            for _ in range(use.slides if top == 0 or i % RARELY == 0 else 0):
                slide(r, table, s, z, work, beta, steps, tally)
        exchange(r, states, betas, trace, i % 2)
        trace.seen[i] = recorded(table, states[trace.row[top]])
        for at in range(top + 1):
            trace.ll[i, at] = states[trace.row[at], 0, LL]
        if (i + 1) * keep // rounds > i * keep // rounds:
            keep_states(table, states, trace, i * keep // rounds)
