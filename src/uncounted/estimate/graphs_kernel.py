"""Compiled: which graphs on a few nodes are decomposable, and into what cliques and separators.

A graph is an integer: bit ``k`` says whether the k-th pair of nodes is joined, pairs in the order (0, 1), (0, 2), ...,
(1, 2), ... A set of nodes is an integer too: bit ``i`` for node i.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import compiled

Masks = NDArray[np.int32]


@compiled
def neighbours(graph: int, nodes: int) -> Masks:
    """For each node, the set of those it is joined to."""
    found = np.zeros(nodes, dtype=np.int32)
    k = 0
    for i in range(nodes):
        for j in range(i + 1, nodes):
            if (graph >> k) & 1:
                found[i] |= 1 << j
                found[j] |= 1 << i
            k += 1
    return found


@compiled
def eliminate(joined: Masks, families: Masks, parents: Masks) -> bool:
    """Take simplicial nodes away, one by one; False where none is left though nodes are: not decomposable.

    Of each node in turn, ``families`` and ``parents`` take the set of its remaining neighbours with and without it.
    """
    nodes = joined.shape[0]
    left = (1 << nodes) - 1
    for step in range(nodes):
        chosen = -1
        for v in range(nodes):
            if not (left >> v) & 1:
                continue
            around = joined[v] & left
            clique = True
            for u in range(nodes):
                if (around >> u) & 1 and around & ~joined[u] & ~(1 << u):
                    clique = False
                    break
            if clique:
                chosen = v
                break
        if chosen < 0:
            return False
        parents[step] = joined[chosen] & left
        families[step] = parents[step] | (1 << chosen)
        left &= ~(1 << chosen)
    return True


@compiled
def cancel(families: Masks, parents: Masks) -> int:
    """Strike out sets that are in both, in place; how many remain, at the front of each: cliques and separators.

    The empty set stands among the separators once for each connected part of the graph.
    """
    kept = len(families)
    i = 0
    while i < kept:
        j = 0
        while j < kept and parents[j] != families[i]:
            j += 1
        if j < kept:
            kept -= 1
            families[i], families[kept] = families[kept], families[i]
            parents[j], parents[kept] = parents[kept], parents[j]
        else:
            i += 1
    return kept


@compiled
def enumerate_graphs(nodes: int) -> NDArray[np.int64]:
    """Every decomposable graph on labelled nodes, in increasing order."""
    total = 1 << (nodes * (nodes - 1) // 2)
    found = np.empty(1024, dtype=np.int64)
    families, parents = np.empty(nodes, dtype=np.int32), np.empty(nodes, dtype=np.int32)
    n = 0
    for graph in range(total):
        if eliminate(neighbours(graph, nodes), families, parents):
            if n == found.shape[0]:
                larger = np.empty(2 * n, dtype=np.int64)
                for k in range(n):
                    larger[k] = found[k]
                found = larger
            found[n] = graph
            n += 1
    return found[:n]


@compiled
def decompose(graphs: NDArray[np.int64], nodes: int) -> tuple[Masks, Masks, Masks]:
    """Cliques and separators of decomposable graphs, one row each, and how many of each there are (as many)."""
    cliques = np.zeros((graphs.shape[0], nodes), dtype=np.int32)
    separators = np.zeros((graphs.shape[0], nodes), dtype=np.int32)
    size = np.zeros(graphs.shape[0], dtype=np.int32)
    for g in range(graphs.shape[0]):
        eliminate(neighbours(graphs[g], nodes), cliques[g], separators[g])
        size[g] = cancel(cliques[g], separators[g])
    return cliques, separators, size
