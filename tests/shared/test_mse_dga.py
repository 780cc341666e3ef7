"""Decomposable graphs and selection against what R gave, and what was published, for the reference tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.estimation.dga import same_grid

from uncounted.estimate import DecomposableGraphs, Histories, Stepwise, read_tables
from uncounted.estimate.poisson import cell_counts
from uncounted.estimate.stepwise import step_up_once

FILE = Path(__file__).parents[3] / "shared" / "data" / "mse" / "reference.json"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the shared reference tables are not here")
POINTS = 30_000  # larger grids are left to evaluation.estimation.dga


def rows(package: str, method: str | None = None) -> list[Any]:
    found = []
    for entry in json.loads(FILE.read_text()) if FILE.exists() else []:
        for row in entry["measured"]:
            if row.get("package") == package and row.get("method") == method:
                found.append(pytest.param(entry, row, id=f"{entry['name']}-{len(found)}"))
    return found


def read(entry: Any) -> Histories:
    (table,) = read_tables(json.dumps(entry | {"stratum": {"name": entry["name"]}}).encode())
    return table


def named(name: str) -> Histories:
    return read(next(each for each in json.loads(FILE.read_text()) if each["name"] == name))


@pytest.mark.parametrize(("entry", "row"), rows("dga"))
def test_dga_on_its_own_grid(entry: Any, row: Any) -> None:
    if int(row["settings"]["grid"].split()[0]) > POINTS:
        pytest.skip("a large grid: evaluation.estimation.dga compares it")
    found = same_grid(read(entry), row["settings"])
    assert found.mean == pytest.approx(row["mean"], rel=1e-6)
    assert found.mode == pytest.approx(row["mode"], rel=1e-6)
    for p, figure in ((0.025, "lo"), (0.5, "median"), (0.975, "hi")):
        assert found.quantile(p) == pytest.approx(row[figure], rel=1e-4)
    best = max(range(len(found.graphs)), key=lambda g: found.graph_mass[g])
    assert found.graph_mass[best] == pytest.approx(row["top_graph_probs"][0], rel=1e-6)
    cliques = sorted(found.graphs.label(best).strip("[]").split(","))
    assert cliques == sorted(row["top_graphs"][0].split("|"))


def test_a_full_grid_of_four_lists() -> None:
    kosovo = DecomposableGraphs(n_min=1, n_max=132_000, grid="integers").fit(named("kosovo"))
    assert (kosovo.low, kosovo.estimate, kosovo.high) == (9827, 12595, 16544)
    assert kosovo.diagnostics["mean"] == pytest.approx(12749.34959832, rel=1e-9)
    in_bins = DecomposableGraphs().fit(named("kosovo"))
    assert (in_bins.low, in_bins.estimate, in_bins.high) == pytest.approx((9827, 12595, 16544), rel=1e-4)


def test_the_spike_at_the_number_observed_is_told() -> None:
    gaza = DecomposableGraphs().fit(named("gaza3"))
    assert gaza.low == gaza.n_observed
    assert any("saturated graph" in each for each in gaza.warnings)
    assert gaza.diagnostics["without_saturated"]["estimate"] > 70_000


@pytest.mark.parametrize(("entry", "row"), rows("SparseMSE", "estimatepopulation.0 stepwise"))
def test_stepwise_points(entry: Any, row: Any) -> None:
    table = read(entry)
    found = step_up_once(cell_counts(table), len(table.lists), row["settings"]["pthresh"])
    assert found is not None
    assert table.n_observed + pow(2.718281828459045, found.intercept) == pytest.approx(row["estimate"], rel=1e-6)


def test_intervals_near_published_ones() -> None:
    """1,000 replicates in both, of other seeds: figures published by the authors of the methods."""
    kosovo = Stepwise(search="bic").fit(named("kosovo"))
    assert kosovo.estimate == pytest.approx(10_357, rel=1e-3)
    assert (kosovo.low, kosovo.high) == pytest.approx((6947, 18010), rel=0.1)
    ned = Stepwise().fit(named("ned5"))
    assert (ned.low, ned.high) == pytest.approx((48_002, 173_698), rel=0.1)
