"""Decomposable-graph averaging, held against the sums written out plainly, and its warnings and refusals."""

from __future__ import annotations

import itertools
import json
import math
from typing import Any

import numpy as np
import pytest

from uncounted.estimate import DecomposableGraphs, Histories
from uncounted.estimate.dga_chains import sampled
from uncounted.estimate.dga_posterior import bins
from uncounted.estimate.graphs import decomposable_graphs
from uncounted.model.errors import BadSetting

THREE = Histories(("A", "B", "C"), {"100": 31, "010": 22, "001": 14, "110": 9, "101": 6, "011": 5, "111": 2})
FOUR = Histories(
    ("A", "B", "C", "D"),
    {
        "1000": 41,
        "0100": 30,
        "0010": 25,
        "0001": 20,
        "1100": 12,
        "1010": 6,
        "1001": 5,
        "0110": 7,
        "0101": 4,
        "0011": 9,
        "1110": 3,
        "1101": 1,
        "0111": 2,
    },
)


def plainly(table: Histories, delta: float, most: int, per_victim: float = 1.0, edge_odds: float = 1.0) -> Any:
    """log weights, graphs by numbers unrecorded, from whole tables of counts; nothing shared with the program."""
    width, n = len(table.lists), table.n_observed
    histories = ["".join(bits) for bits in itertools.product("01", repeat=width)]
    graphs = decomposable_graphs(width)

    def part(lists: int, unrecorded: int) -> float:
        margin: dict[str, int] = {}
        for history in histories:
            key = "".join(history[i] for i in range(width) if lists >> i & 1)
            count = table.cells.get(history, 0) if "1" in history else unrecorded
            margin[key] = margin.get(key, 0) + count
        each = delta * 2 ** (width - lists.bit_count())
        return sum(math.lgamma(y + each) - math.lgamma(each) for y in margin.values())

    found = np.zeros((len(graphs), most + 1))
    for n0 in range(most + 1):
        parts = [part(lists, n0) for lists in range(1 << width)]
        common = math.lgamma(n + n0 + 1) - math.lgamma(n0 + 1) - per_victim * math.log(n + n0)
        for row in range(len(graphs)):
            k = graphs.size[row]
            own = sum(parts[c] for c in graphs.cliques[row, :k]) - sum(parts[s] for s in graphs.separators[row, :k])
            found[row, n0] = own + common + math.log(edge_odds) * int(graphs.codes[row]).bit_count()
    weights = np.exp(found - found.max())
    return weights / weights.sum()


def quantile(mass: Any, n: int, p: float) -> int:
    return n + int(np.searchsorted(np.cumsum(mass), p))


@pytest.mark.parametrize("settings", [{}, {"delta": 0.5}, {"prior": "flat", "delta": 1.0}, {"edge_odds": 0.2}])
def test_every_integer_as_written_out(settings: dict[str, Any]) -> None:
    method = DecomposableGraphs(n_max=600, grid="integers", **settings)
    found = method.fit(THREE)
    power = 0.0 if method.prior == "flat" else 1.0
    wanted = plainly(THREE, method.delta or 1 / 8, 600, power, method.edge_odds)
    mass = wanted.sum(axis=0)
    n = THREE.n_observed
    assert [found.low, found.estimate, found.high] == [quantile(mass, n, p) for p in (0.025, 0.5, 0.975)]
    assert found.diagnostics["mean"] == pytest.approx(n + mass @ np.arange(601), rel=1e-9)
    assert found.diagnostics["mode"] == n + int(mass.argmax())
    graphs, probabilities = decomposable_graphs(3), wanted.sum(axis=1)
    expected = {graphs.label(row): probabilities[row] for row in range(8)}
    for each in found.diagnostics["models"]:
        assert each["weight"] == pytest.approx(expected[each["model"]], rel=1e-8)
    assert found.diagnostics["graphs"]["p_saturated"] == pytest.approx(expected["[123]"], rel=1e-8)


def test_four_lists_as_written_out() -> None:
    found = DecomposableGraphs(n_max=300, grid="integers").fit(FOUR)
    mass = plainly(FOUR, 1 / 16, 300).sum(axis=0)
    assert [found.low, found.estimate] == [quantile(mass, FOUR.n_observed, p) for p in (0.025, 0.5)]


@pytest.mark.parametrize("times", [1, 30, 100])
@pytest.mark.parametrize("delta", [None, 0.5])
def test_bins_agree_with_every_integer(times: int, delta: float | None) -> None:
    table = Histories(FOUR.lists, {history: count * times for history, count in FOUR.cells.items()})
    most = 20 * table.n_observed
    fine = DecomposableGraphs(delta=delta, n_max=most, grid="integers").fit(table)
    coarse = DecomposableGraphs(delta=delta, n_max=most).fit(table)
    for name in ("low", "estimate", "high"):
        assert getattr(coarse, name) == pytest.approx(getattr(fine, name), rel=1e-4)
    assert coarse.diagnostics["grid"]["points"] < fine.diagnostics["grid"]["points"] or times == 1
    assert coarse.diagnostics["mean"] == pytest.approx(fine.diagnostics["mean"], rel=1e-5)


def test_without_a_bound_the_tail_is_all_there() -> None:
    """The saturated graph has a tail of power -2 or so: half of a bound leaves twice as much beyond it."""
    whole = DecomposableGraphs().fit(THREE)
    assert whole.diagnostics["grid"]["p_beyond"] < 1e-6
    cut = DecomposableGraphs(n_max=10_000).fit(THREE)
    beyond = sum(DecomposableGraphs().fitted(THREE).draws > THREE.n_observed + 10_000) / 4000  # type: ignore[operator]
    assert cut.diagnostics["grid"]["p_beyond"] == pytest.approx(beyond, abs=1e-3)
    assert cut.high is not None
    assert whole.high is not None
    assert cut.high <= whole.high


def test_draws_lie_as_the_posterior_and_a_seed_gives_the_same_ones() -> None:
    one, same, other = (DecomposableGraphs(seed=seed).fitted(THREE) for seed in (1, 1, 2))
    assert one.draws is not None
    assert same.draws is not None
    assert np.array_equal(one.draws, same.draws)
    assert not np.array_equal(one.draws, other.draws)  # type: ignore[arg-type]
    assert np.median(one.draws) == pytest.approx(one.estimate.estimate, abs=1)
    assert np.quantile(one.draws, 0.975) == pytest.approx(one.estimate.high, rel=0.02)
    assert one.draws.min() >= THREE.n_observed
    json.dumps(one.estimate.diagnostics, allow_nan=False)


def test_the_trap_of_delta_is_named() -> None:
    table = Histories(FOUR.lists, {history: count * 30 for history, count in FOUR.cells.items()})
    found = DecomposableGraphs(delta=1.0).fit(table)
    (told,) = [each for each in found.warnings if "hangs on delta" in each]
    assert "at delta 0.0625" in told
    assert [each["delta"] for each in found.diagnostics["deltas"]] == [1.0, 0.0625, 0.5]


def test_the_saturated_graph_is_named_with_the_figure_without_it() -> None:
    found = DecomposableGraphs(edge_odds=100).fit(THREE)
    assert 0.5 < found.diagnostics["graphs"]["p_saturated"] < 0.999
    assert any("saturated graph" in each and "without it" in each for each in found.warnings)
    assert found.diagnostics["without_saturated"]["estimate"] > THREE.n_observed


def test_a_bound_that_cuts_is_named() -> None:
    assert any("n_max cuts off" in each for each in DecomposableGraphs(n_max=50).fit(THREE).warnings)
    assert any("n_min" in each for each in DecomposableGraphs(n_min=200).fit(THREE).warnings)
    assert not any("n_m" in each for each in DecomposableGraphs(n_max=10**9).fit(THREE).warnings)


def test_a_flat_prior_without_a_bound_is_refused_where_it_has_no_end() -> None:
    assert "no end" in (DecomposableGraphs(prior="flat").fit(THREE).refused or "")
    assert DecomposableGraphs(prior="flat", delta=1.0).fit(THREE).estimate is not None
    assert DecomposableGraphs(prior="flat", n_max=5000).fit(THREE).estimate is not None


def test_order_of_lists_does_not_matter() -> None:
    turned = Histories(FOUR.lists[::-1], {history[::-1]: count for history, count in FOUR.cells.items()})
    assert DecomposableGraphs().fit(turned).estimate == DecomposableGraphs().fit(FOUR).estimate


def test_chains_find_what_enumeration_gives() -> None:
    method = DecomposableGraphs()
    exact = method.fit(FOUR)
    grid = bins(FOUR.n_observed, 0, 10**9, 0.1, 1000)
    found = sampled(method._weights(FOUR), 4, grid, 4, 4000, 1)
    assert found.rhat < 1.01
    assert found.least_found > 0.95
    assert found.posterior.quantile(0.5) == pytest.approx(exact.estimate, rel=2e-3)
    weights = {each["model"]: each["weight"] for each in exact.diagnostics["models"]}
    labels = [found.posterior.graphs.label(row) for row in range(len(found.posterior.graphs))]
    for row, name in enumerate(labels):
        if name in weights:
            assert found.posterior.graph_mass[row] == pytest.approx(weights[name], rel=0.05)


def test_graphs_by_visits_come_near_the_exact_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uncounted.estimate.dga_chains.FOUND", 2.0)
    grid = bins(FOUR.n_observed, 0, 10**9, 0.1, 1000)
    found = sampled(DecomposableGraphs()._weights(FOUR), 4, grid, 4, 20_000, 1)
    assert found.posterior.quantile(0.5) == pytest.approx(DecomposableGraphs().fit(FOUR).estimate, rel=0.02)


def test_eight_lists_are_sampled_and_say_so() -> None:
    names = tuple("ABCDEFGH")
    cells = {"".join("1" if k in pair else "0" for k in range(8)): 3 for pair in itertools.combinations(range(8), 2)}
    cells |= {"".join("1" if k == alone else "0" for k in range(8)): 20 for alone in range(8)}
    method = DecomposableGraphs(steps=2000)
    one, same = method.fit(Histories(names, cells)), method.fit(Histories(names, cells))
    assert one.rhat is not None
    assert one.ess_bulk is not None
    assert one.diagnostics["sampled"]["visited"] > 1
    assert (one.estimate, one.low, one.high, one.rhat) == (same.estimate, same.low, same.high, same.rhat)


def test_more_lists_than_fit_are_refused() -> None:
    names = tuple("ABCDEFGHIJKL")
    cells = {"1" * 12: 3, "1" + "0" * 11: 5}
    assert "12 lists" in (DecomposableGraphs().fit(Histories(names, cells)).refused or "")


def test_two_usable_lists_are_refused() -> None:
    assert DecomposableGraphs().fit(Histories(("A", "B", "C"), {"110": 5, "100": 3, "001": 2})).refused


@pytest.mark.parametrize(
    "settings",
    [
        {"delta": 0.0},
        {"delta": -1.0},
        {"prior": "uniform"},
        {"grid": "integers"},
        {"n_min": 5, "n_max": 5},
        {"n_min": -1},
        {"edge_odds": 0.0},
        {"chains": 1},
        {"level": 1.0},
    ],
)
def test_bad_settings(settings: dict[str, Any]) -> None:
    with pytest.raises(BadSetting):
        DecomposableGraphs(**settings)


def test_a_huge_table_that_no_independence_fits_is_refused_with_the_figure_without_the_saturated_graph() -> None:
    table = Histories(FOUR.lists, {history: count * 1000 for history, count in FOUR.cells.items()} | {"1111": 90_000})
    found = DecomposableGraphs().fit(table)
    assert found.diagnostics["graphs"]["p_saturated"] > 0.999
    assert found.diagnostics["without_saturated"]["estimate"] > table.n_observed
    assert found.estimate is None
    assert found.refused is not None
    assert "not identified" in found.refused
    assert "above 0.999" in found.refused
    assert "without it the figure would be" in found.refused
    assert DecomposableGraphs().fitted(table).draws is None
