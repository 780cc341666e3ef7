"""Decomposable graphs on labelled nodes: enumerated, taken apart, and named.

A graph is decomposable (chordal) if its nodes can be taken away one by one, each joined to a clique among those left.
Then it is a tree of cliques; neighbours in the tree share a separator. There are 8, 61, 822, 18,154 and 617,675 on 3
to 7 labelled nodes (OEIS A058862). Source: Lauritzen 1996, Graphical Models, chapter 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from uncounted.estimate.loglinear_models import term_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST_ENUMERATED = 7  # nodes; with eight there are 30,888,596 graphs
LARGEST = 11  # a graph is one integer of 64 bits


@dataclass(frozen=True, eq=False)
class Graphs:
    """Graphs on ``nodes`` nodes, one row each.

    ``codes``: bit k says whether the k-th pair is joined, pairs in the order (0, 1), (0, 2), ..., (1, 2), ...
    ``cliques`` and ``separators``: sets of nodes as integers, bit i for node i; the first ``size`` of each row count.
    Separators include the empty set, once for each connected part.
    """

    nodes: int
    codes: NDArray[np.int64]
    cliques: NDArray[np.int32]
    separators: NDArray[np.int32]
    size: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.codes)

    def label(self, row: int) -> str:
        """The cliques of one graph, as ``[123,34]``: lists by number from 1, from the tenth on by letter."""
        return label(int(mask) for mask in self.cliques[row, : self.size[row]])


def label(sets: Iterable[int]) -> str:
    """Sets of lists as ``[123,34]``, larger ones first."""
    return "[" + ",".join(term_name(each) for each in sorted(sets, key=lambda s: (-s.bit_count(), term_name(s)))) + "]"


@cache
def decomposable_graphs(nodes: int) -> Graphs:
    """Every decomposable graph on 1 to 7 labelled nodes, in increasing order of its code."""
    from uncounted.estimate.graphs_kernel import enumerate_graphs

    return taken_apart(enumerate_graphs(nodes), nodes)


def taken_apart(codes: NDArray[np.int64], nodes: int) -> Graphs:
    """Graphs, all of them decomposable, with their cliques and separators."""
    from uncounted.estimate.graphs_kernel import decompose

    return Graphs(nodes, codes, *decompose(codes, nodes))
