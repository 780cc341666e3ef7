from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("numba")

from uncounted.estimate import latent_moves as moves
from uncounted.estimate import latent_target as target
from uncounted.estimate.compiled import compiled
from uncounted.estimate.latent_jumps import LEAPS, jump, leap, walk_shaped
from uncounted.estimate.latent_pairs import move_pair
from uncounted.estimate.latent_ridges import slide
from uncounted.estimate.latent_runs import start
from uncounted.estimate.random_bits import below, words

KINDS = ("walk", "redraw", "stick", "swap", "pair", "birth", "jump", "shaped", "leap", "slide")
TIMES = 6  # moves of each state
MOVED = 0.02  # of the states, at least, so that what is found out is about the move


@compiled
def apply(kind, times, r, table, s, z, work, use, tally, known):  # type: ignore[no-untyped-def]
    steps, births, none = use.steps[0], use.births, use.births[:0]
    for _ in range(times):
        if kind == 0:
            moves.walk_class(r, table, s, work, 1.0, below(r, table.classes), steps, tally)
        elif kind == 1:
            moves.redraw_class(r, table, s, work, 1.0, below(r, table.classes), tally)
        elif kind == 2:
            moves.move_stick(r, table, s, work, 1.0, steps, tally)
        elif kind == 3:
            moves.swap_classes(r, table, s, tally)
        elif kind == 4:
            move_pair(r, table, s, work, 1.0, steps, none, tally)
        elif kind == 5:
            move_pair(r, table, s, work, 1.0, steps, births, tally)
        elif kind == 6:
            jump(r, table, s, z, work, 1.0, known, 4, tally)
        elif kind == 7:
            walk_shaped(r, table, s, z, work, 1.0, known, steps, tally)
        elif kind == 8:
            leap(r, table, s, z, work, 1.0, LEAPS, steps, tally)
        else:
            slide(r, table, s, z, work, 1.0, steps, tally)


@compiled
def read(table, s, found):  # type: ignore[no-untyped-def]
    """What a state is judged by: how large classes are, what they record, and both together."""
    first, largest, lists = target.FIRST + table.lists, 0, table.lists
    for i in range(found.shape[0]):
        found[i] = 0.0
    for k in range(table.classes):
        weight = s[k, target.PI]
        if weight > s[largest, target.PI]:
            largest = k
        found[0] += k * weight
        found[1] += weight * weight
        found[2] += s[k, target.W] / table.classes
        for j in range(lists):
            found[3] += weight * s[k, first + j] / lists
            found[4] += s[k, first + j] * s[k, first + j] / lists / table.classes
    found[5] = s[largest, target.PI]
    found[6] = s[0, target.PI]
    found[7] = s[largest, first]
    found[8] = s[0, first]
    found[9] = target.recorded(table, s)
    found[10] = s[0, target.LL]


@compiled
def differences(kind, times, r, table, starts, states, work, use, tally, known, found):  # type: ignore[no-untyped-def]
    s, z, before, after = states[0], states[1], np.zeros(found.shape[1]), np.zeros(found.shape[1])
    for i in range(starts.shape[0]):
        for k in range(table.classes):
            s[k, target.W] = starts[i, k, table.lists]
            for j in range(table.lists):
                s[k, target.FIRST + j] = starts[i, k, j]
        target.set_state(table, s, work[0])
        read(table, s, before)
        apply(kind, times, r, table, s, z, work, use, tally, known)
        read(table, s, after)
        for f in range(after.shape[0]):
            found[i, f] = after[f] - before[f]


@pytest.mark.slow
@pytest.mark.parametrize("kind", range(len(KINDS)), ids=KINDS)
def test_a_move_leaves_the_posterior_as_it_is(kind: int, exact: tuple[target.Table, target.Array]) -> None:
    """From independent draws of the posterior one kind of move alone leads to draws of it: nothing moves in the mean.

    The bound is five standard errors of as many independent differences, whatever the arithmetic of the machine.
    """
    table, starts = exact
    runs = start(table, 4, 5)
    for _ in range(4):
        runs.tune(runs.block(150, keep=True))
    runs.learn()
    known = (runs.use.two, runs.use.three, runs.use.four)[kind % 3]
    found, tally = np.zeros((len(starts), 11)), np.zeros((moves.MOVES, 2))
    states, work, r = target.states_for(table, 2), target.workspace(table), words(np.random.SeedSequence(7))
    differences(kind, TIMES, r, table, starts, states, work, runs.use, tally, known, found)
    assert (np.abs(found).sum(axis=1) > 1e-9).mean() > MOVED
    error = found.std(axis=0) / len(starts) ** 0.5
    assert (np.abs(found.mean(axis=0)) <= 5 * error + 1e-9).all(), (found.mean(axis=0) / (error + 1e-9)).round(1)
