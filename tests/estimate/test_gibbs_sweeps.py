from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("numba")

from uncounted.estimate import gibbs_sweeps as gibbs
from uncounted.estimate import latent_target as target
from uncounted.estimate.compiled import compiled
from uncounted.estimate.gibbs_draws import gamma
from uncounted.estimate.latent_moves import LEAP, MOVES
from uncounted.estimate.random_bits import words

PARTS = ("whole sweep", "stretch", "Hamiltonian step", "all")


@compiled
def one(part, r, table, s, room):  # type: ignore[no-untyped-def]
    if part in (0, 3):
        gibbs.spread_recorded(r, table, s)
        gibbs.spread_unrecorded(r, table, s)
        gibbs.change_places(r, table, s)
        gibbs.draw_weights(r, table, s)
        gibbs.draw_odds(r, table, s)
    if part in (1, 3):
        gibbs.stretch(r, table, s, gibbs.log_likelihood(table, s))
    if part in (2, 3):
        gibbs.travel(r, table, s, room)


@compiled
def read(table, s, found):  # type: ignore[no-untyped-def]
    """What a state is judged by: how large classes are, what they record, alpha, and these together."""
    largest, lists = 0, table.lists
    for i in range(found.shape[0]):
        found[i] = 0.0
    for k in range(table.classes):
        weight = s.pi[k]
        if weight > s.pi[largest]:
            largest = k
        found[0] += k * weight
        found[1] += weight * weight
        for j in range(lists):
            rate = s.odds[k, j] / (1.0 + s.odds[k, j])
            found[2] += weight * rate / lists
            found[3] += rate * rate / lists / table.classes
    found[4] = s.pi[largest]
    found[5] = s.pi[0]
    found[6] = s.odds[largest, 0] / (1.0 + s.odds[largest, 0])
    found[7] = gibbs.recorded(table, s)
    found[8] = gibbs.log_likelihood(table, s)
    found[9] = s.alpha[0] / (1.0 + s.alpha[0])
    found[10] = found[9] * s.pi[largest]


@compiled
def differences(part, times, r, table, starts, s, room, found):  # type: ignore[no-untyped-def]
    before, after, last = np.zeros(found.shape[1]), np.zeros(found.shape[1]), table.classes - 1
    for i in range(starts.shape[0]):
        left, total = 1.0, table.b
        for k in range(table.classes):
            for j in range(table.lists):
                s.odds[k, j] = np.exp(starts[i, k, j])
            s.stick[k] = np.exp(starts[i, k, table.lists])
            s.pi[k] = -left * np.expm1(-s.stick[k]) if k < last else left
            left *= np.exp(-s.stick[k])
            total += s.stick[k] if k < last else 0.0
            gibbs.set_chances(table, s, k)
        s.alpha[0] = gamma(r, table.a + last) / total
        read(table, s, before)
        for _ in range(times):
            one(part, r, table, s, room)
        read(table, s, after)
        for f in range(after.shape[0]):
            found[i, f] = after[f] - before[f]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(len(PARTS)), ids=PARTS)
def test_sweeps_leave_the_posterior_as_it_is(part: int, exact: tuple[target.Table, target.Array]) -> None:
    """From independent draws of the posterior each part of a sweep leads to draws of it: nothing moves in the mean.

    The bound is five standard errors of as many independent differences, whatever the arithmetic of the machine.
    """
    table, starts = exact
    room = gibbs.room_for(table, np.full(MOVES, 0.3))
    found, r = np.zeros((len(starts), 11)), words(np.random.SeedSequence(7))
    differences(part, 3, r, table, starts, gibbs.state_for(table), room, found)
    if part >= 2:
        assert 0.3 < room.tally[LEAP, 1] / room.tally[LEAP, 0] < 0.99
    error = found.std(axis=0) / len(starts) ** 0.5
    assert (np.abs(found.mean(axis=0)) <= 5 * error + 1e-9).all(), (found.mean(axis=0) / (error + 1e-9)).round(1)
