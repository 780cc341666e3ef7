"""Compiled: Markov chains over decomposable graphs, one edge at a time, at several temperatures."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import compiled
from uncounted.estimate.dga_kernel import add_up, fill
from uncounted.estimate.graphs_kernel import cancel, eliminate, neighbours

Reals = NDArray[np.float64]
Masks = NDArray[np.int32]
Codes = NDArray[np.int64]

KEPT = 1 << 18  # graphs whose weight a chain remembers; a power of two
SCATTER = 0x9E3779B97F4A7C15 >> 24  # odd multiplier that scatters codes over the memory
THIN = 10  # steps between draws


@compiled
def filled(starts: Reals, constants: Reals, at: Reals) -> Reals:
    """The whole table of ``dga_kernel``: a row for every set of lists, a column for every point."""
    table = np.empty((starts.shape[0], at.shape[0]))
    for d in range(starts.shape[0]):
        fill(starts[d], constants[d], at, table[d])
    return table


@compiled
def weigh(table: Reals, shared: Reals, nodes: int, edge: float, code: int, upto: Reals) -> float:
    """The log weight of one graph over all points, its cumulated weights in ``upto``; -inf if not decomposable."""
    families, parents = np.empty(nodes, dtype=np.int32), np.empty(nodes, dtype=np.int32)
    if not eliminate(neighbours(code, nodes), families, parents):
        return -math.inf
    edges = 0
    for k in range(nodes * (nodes - 1) // 2):
        edges += (code >> k) & 1
    for i in range(upto.shape[0]):
        upto[i] = shared[i]
    add_up(table, families, parents, cancel(families, parents), upto)
    largest = -math.inf
    for i in range(upto.shape[0]):
        if upto[i] > largest:
            largest = upto[i]
    total = 0.0
    for i in range(upto.shape[0]):
        total += math.exp(upto[i] - largest)
        upto[i] = total
    return largest + math.log(total) + edge * edges


@compiled
def remembered(
    table: Reals, shared: Reals, nodes: int, edge: float, code: int, upto: Reals, keys: Codes, scores: Reals
) -> float:
    """``weigh`` without weighing twice, as long as there is room in the memory ``keys`` and ``scores``."""
    at = ((code + 1) * SCATTER >> 8) & (KEPT - 1)
    for _ in range(32):
        if keys[at] == code:
            break
        if keys[at] < 0:
            keys[at] = code
            scores[at] = weigh(table, shared, nodes, edge, code, upto)
            break
        at = (at + 1) & (KEPT - 1)
    return float(scores[at]) if keys[at] == code else weigh(table, shared, nodes, edge, code, upto)


@compiled
def walk(
    table: Reals,
    shared: Reals,
    nodes: int,
    edge: float,
    codes: Codes,
    heats: Reals,
    pairs: Codes,
    uniforms: Reals,
    seen: Codes,
    points: Codes,
) -> tuple[float, float]:
    """Metropolis walks over decomposable graphs, one at each temperature; neighbours trade places (parallel tempering).

    ``codes`` are the graphs they start from, ``heats`` the powers of their weights, 1 first. Row by row, ``pairs`` says
    which pair of nodes each walk joins or parts; ``uniforms`` decides on moves, then on a trade, then draws a point.
    Writes into ``seen`` the graph of the first walk after each step and into ``points`` every THIN-th time a point of
    the grid given the graph. Returns the shares of its moves that were taken, and of all trades.
    """
    walks = heats.shape[0]
    keys, memory = np.full(KEPT, -1, dtype=np.int64), np.empty(KEPT)
    upto = np.empty(shared.shape[0])
    score = np.empty(walks)
    for w in range(walks):
        score[w] = remembered(table, shared, nodes, edge, codes[w], upto, keys, memory)
    moves, trades, drawn = 0, 0, np.int64(-1)
    cumulated = np.empty(shared.shape[0])
    for step in range(pairs.shape[0]):
        for w in range(walks):
            code = codes[w] ^ (1 << pairs[step, w])
            proposed = remembered(table, shared, nodes, edge, code, upto, keys, memory)
            if proposed > -math.inf and math.log(uniforms[step, w]) < heats[w] * (proposed - score[w]):
                codes[w], score[w] = code, proposed
                moves += w == 0
        if walks > 1:
            w = step % (walks - 1)
            gain = (heats[w] - heats[w + 1]) * (score[w + 1] - score[w])
            if math.log(uniforms[step, walks]) < gain:
                codes[w], codes[w + 1] = codes[w + 1], codes[w]
                score[w], score[w + 1] = score[w + 1], score[w]
                trades += 1
        seen[step] = codes[0]
        if step % THIN == THIN - 1:
            if drawn != codes[0]:
                drawn = codes[0]
                weigh(table, shared, nodes, edge, drawn, cumulated)
            points[step // THIN] = np.searchsorted(cumulated, uniforms[step, walks + 1] * cumulated[-1])
    return moves / pairs.shape[0], trades / pairs.shape[0]
