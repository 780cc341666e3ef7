"""Whole clusterings drawn from the posterior, at most one record per list where a list holds nobody twice.

A Gibbs sampler in the manner of Sadinle (2014) and Aleshin-Guendel and Sadinle (2022): each record in turn leaves its
cluster and joins another, or stays alone, with probability in proportion to its evidence and to the prior. The prior is
theirs on overlap tables: the cells are Dirichlet-multinomial, and every clustering with one table is equally likely. So
the overlap that the evidence supports over all is the prior of each record: a record of a list of which nearly all
stand in another list is believed on less. Evidence about a cluster of several records is the mean over its members,
not the sum: lists copy each other, and so do their errors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.cluster import Neighbours
from uncounted.link.persons.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_SWEEPS = 20
SWEEPS_AFTER_CHANGE = 5  # when the evidence is drawn anew
SWEEPS_BETWEEN = 2
UNSEEN = -6.0  # log Bayes factor of two records that no rule brought together, or that hardly could be one person


@dataclass(frozen=True)
class Drawn:
    """What was drawn. ``together``: share of draws that link each pair; ``tables``: counts by bit mask of lists, a row
    per draw; ``labels``: the clusters of the records in the draws kept (at most ``keep``).
    """

    together: NDArray[np.float32]
    tables: NDArray[np.int64]
    labels: NDArray[np.int32]


def draw(
    near: Neighbours,
    factors: Sequence[NDArray[np.float64]],
    list_of: NDArray[np.int32],
    distinct: NDArray[np.bool_],
    first: NDArray[np.int32],
    draws: int,
    seed: int,
    keep: int = 64,
) -> Drawn:
    """``draws`` clusterings, spread over ``factors``: versions of the pairs' log Bayes factors (posterior odds for
    pairs within a list that may hold somebody twice), each a draw of the calibration. ``first`` is where to begin.
    """
    count = len(list_of)
    state = _State.of(first, list_of, len(distinct))
    per = -(-draws // len(factors))
    together = np.zeros(len(factors[0]), dtype=np.int64)
    tables = np.zeros((draws, 1 << len(distinct)), dtype=np.int64)
    labels = np.zeros((min(keep, draws), count), dtype=np.int32)
    every = max(1, draws // max(1, len(labels)))
    _seed(seed)
    done = 0
    for number, factor in enumerate(factors):
        _sweeps(SWEEPS_AFTER_CHANGE if number else FIRST_SWEEPS, near, factor, list_of, distinct, state)
        for _ in range(min(per, draws - done)):
            _sweeps(SWEEPS_BETWEEN, near, factor, list_of, distinct, state)
            tables[done] = state.table
            if done % every == 0 and done // every < len(labels):
                labels[done // every] = state.label
            _count_together(near.start, near.other, near.pair, state.label, together)
            done += 1
    return Drawn((together / draws).astype(np.float32), tables, labels)


@dataclass(frozen=True)
class _State:
    """A clustering that changes in place. Slots for clusters: their size and lists; free ones on a stack."""

    label: NDArray[np.int32]
    size: NDArray[np.int32]
    lists: NDArray[np.int64]
    held: NDArray[np.int32]
    table: NDArray[np.int64]
    free: NDArray[np.int32]

    @classmethod
    def of(cls, label: NDArray[np.int32], list_of: NDArray[np.int32], lists: int) -> _State:
        count = len(label)
        size = np.bincount(label, minlength=count + 1).astype(np.int32)
        held = np.zeros((count + 1, lists), dtype=np.int32)
        np.add.at(held, (label, list_of), 1)
        masks = ((held > 0) * (1 << np.arange(lists))).sum(axis=1).astype(np.int64)
        table = np.bincount(masks[size > 0], minlength=1 << lists).astype(np.int64)
        empty = np.flatnonzero(size == 0).astype(np.int32)
        free = np.zeros(count + 2, dtype=np.int32)
        free[0] = len(empty)
        free[1 : len(empty) + 1] = empty
        return cls(label.copy().astype(np.int32), size, masks, held, table, free)


def _sweeps(
    rounds: int,
    near: Neighbours,
    factor: NDArray[np.float64],
    list_of: NDArray[np.int32],
    distinct: NDArray[np.bool_],
    state: _State,
) -> None:
    room = int(np.max(np.diff(near.start), initial=0)) + 2
    _sweep(
        rounds, near.start, near.other, near.pair, factor, list_of, distinct,
        state.label, state.size, state.lists, state.held, state.table, state.free, room, UNSEEN,
    )  # fmt: skip


@compiled
def _seed(seed: int) -> None:
    np.random.seed(seed)


@compiled
def _sweep(  # the state stays in arrays: one compiled loop over records
    rounds: int, start: NDArray[np.int64], other: NDArray[np.int32], pair: NDArray[np.int64],
    factor: NDArray[np.float64], list_of: NDArray[np.int32], distinct: NDArray[np.bool_], label: NDArray[np.int32],
    size: NDArray[np.int32], lists: NDArray[np.int64], held: NDArray[np.int32], table: NDArray[np.int64],
    free: NDArray[np.int32], room: int, unseen: float,
) -> None:  # fmt: skip
    at = np.empty(room, dtype=np.int32)
    score = np.empty(room)
    links = np.empty(room, dtype=np.int32)
    for _ in range(rounds):
        for i in range(len(label)):
            if start[i] == start[i + 1]:
                continue
            mine, bit = list_of[i], np.int64(1) << list_of[i]
            _leave(i, mine, bit, label, size, lists, held, table, free)
            options = 0
            for k in range(start[i], start[i + 1]):
                c = label[other[k]]
                if distinct[mine] and lists[c] & bit:
                    continue
                o = 0
                while o < options and at[o] != c:
                    o += 1
                if o == options:
                    at[o], score[o], links[o] = c, 0.0, 0
                    options += 1
                score[o] += factor[pair[k]]
                links[o] += 1
            alone = np.log(table[bit] + 1.0)
            best = alone
            for o in range(options):
                c = at[o]
                mean = (score[o] + (size[c] - links[o]) * unseen) / size[c]
                if lists[c] & bit:
                    score[o] = alone + mean
                else:
                    score[o] = mean + np.log(table[lists[c] | bit] + 1.0) - np.log(max(table[lists[c]] - 1, 0) + 1.0)
                best = max(best, score[o])
            total = np.exp(alone - best)
            for o in range(options):
                total += np.exp(score[o] - best)
            left = np.random.random() * total - np.exp(alone - best)
            chosen = -1
            for o in range(options):
                if left < 0:
                    break
                chosen = at[o]
                left -= np.exp(score[o] - best)
            _join(i, chosen, mine, bit, label, size, lists, held, table, free)


@compiled
def _leave(
    i: int, mine: int, bit: int, label: NDArray[np.int32], size: NDArray[np.int32], lists: NDArray[np.int64],
    held: NDArray[np.int32], table: NDArray[np.int64], free: NDArray[np.int32],
) -> None:  # fmt: skip
    c = label[i]
    table[lists[c]] -= 1
    size[c] -= 1
    held[c, mine] -= 1
    if held[c, mine] == 0:
        lists[c] ^= bit
    if size[c] == 0:
        free[0] += 1
        free[free[0]] = c
    else:
        table[lists[c]] += 1


@compiled
def _join(
    i: int, chosen: int, mine: int, bit: int, label: NDArray[np.int32], size: NDArray[np.int32],
    lists: NDArray[np.int64], held: NDArray[np.int32], table: NDArray[np.int64], free: NDArray[np.int32],
) -> None:  # fmt: skip
    c = chosen
    if c < 0:
        c = free[free[0]]
        free[0] -= 1
        lists[c] = 0
    else:
        table[lists[c]] -= 1
    label[i] = c
    size[c] += 1
    held[c, mine] += 1
    lists[c] |= bit
    table[lists[c]] += 1


@compiled
def _count_together(
    start: NDArray[np.int64], other: NDArray[np.int32], pair: NDArray[np.int64], label: NDArray[np.int32],
    together: NDArray[np.int64],
) -> None:  # fmt: skip
    for i in range(len(label)):
        for k in range(start[i], start[i + 1]):
            if other[k] > i and label[other[k]] == label[i]:
                together[pair[k]] += 1
