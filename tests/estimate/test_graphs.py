"""Decomposable graphs: how many there are, and what they fall into."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from uncounted.estimate.graphs import decomposable_graphs, label, taken_apart


@pytest.mark.parametrize(("nodes", "number"), [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822), (6, 18154)])
def test_how_many(nodes: int, number: int) -> None:
    """OEIS A058862; three to five lists as in the tables of the R package dga."""
    graphs = decomposable_graphs(nodes)
    assert len(graphs) == number
    assert len(np.unique(graphs.codes)) == number


def test_the_three_graphs_of_four_lists_that_are_left_out_are_the_cycles() -> None:
    pairs = list(itertools.combinations(range(4), 2))
    missing = set(range(64)) - {int(code) for code in decomposable_graphs(4).codes}
    assert len(missing) == 3
    for code in missing:
        edges = [pair for k, pair in enumerate(pairs) if code >> k & 1]
        assert len(edges) == 4
        assert all(sum(v in edge for edge in edges) == 2 for v in range(4))


def test_cliques_and_separators_hold_every_list_and_edge_once() -> None:
    """Counted with signs, each node, and each edge, is in one clique more than separators."""
    graphs = decomposable_graphs(5)
    pairs = [(1 << i) | (1 << j) for i, j in itertools.combinations(range(5), 2)]
    for row in range(len(graphs)):
        n = graphs.size[row]
        cliques, separators = graphs.cliques[row, :n].tolist(), graphs.separators[row, :n].tolist()
        for which, wanted in [(1 << v, 1) for v in range(5)] + [
            (pair, int(graphs.codes[row]) >> k & 1) for k, pair in enumerate(pairs)
        ]:
            inside = [sum(s & which == which for s in sets) for sets in (cliques, separators)]
            assert inside[0] - inside[1] == wanted
        assert not any(a != b and a & b == a for a in cliques for b in cliques)  # cliques are maximal
        assert 0 in separators


def test_names() -> None:
    graphs = taken_apart(np.array([0b111111, 0b000000, 0b100011]), 4)
    assert [graphs.label(row) for row in range(3)] == ["[1234]", "[1,2,3,4]", "[12,13,34]"]
    assert label([0b10000000000, 0b1100, 0b11]) == "[12,34,b]"
