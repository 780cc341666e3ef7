"""Decomposable graphs against the R package dga: ``python -m evaluation.estimation.dga [FOLDER]``.

FOLDER holds reference.json: tables, with what dga 2.0.2 gave for them. Every row is worked out three times: by dga,
here on the same grid of unrecorded victims (figures agree within 1e-4), and here as it should be: every number from
none on, weighed in bins, without a bound. Where the last two differ, the grid did it. With ``--record`` the share that
agrees becomes the baseline; exit code 1 where it falls below it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.baselines import hold, percent
from uncounted.estimate.dga import DecomposableGraphs
from uncounted.estimate.dga_posterior import Grid, Posterior, posterior, weights
from uncounted.estimate.graphs import decomposable_graphs
from uncounted.estimate.histories import Histories
from uncounted.estimate.tables import read_tables

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "mse"
BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 1e-4
FIGURES = ("mean", "median", "lo", "hi")


@dataclass(frozen=True)
class Line:
    """One figure of dga, ours on its grid, and ours on every number."""

    table: str
    delta: float
    grid: str
    figure: str
    theirs: float
    same_grid: float
    ours: float

    @property
    def agrees(self) -> bool:
        """Whether figures on the same grid are within 1e-4."""
        return math.isclose(self.theirs, self.same_grid, rel_tol=TOLERANCE)

    @property
    def moved(self) -> bool:
        """Whether the grid alone moved the figure by a hundredth or more."""
        return not math.isclose(self.theirs, self.ours, rel_tol=0.01)


def main() -> None:
    """Print every figure three times, how many agree, and how many the grid of the other program moved."""
    parser = argparse.ArgumentParser(prog="evaluation.estimation.dga", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where reference.json is")
    parser.add_argument("--faults", action="store_true", help="print only figures that do not agree")
    parser.add_argument("--record", action="store_true", help="make these figures the baseline")
    options = parser.parse_args()
    lines = list(compare(options.folder / "reference.json"))
    print(f"{'table':12} {'delta':>8} {'grid of dga':24} {'figure':7} {'dga':>14} {'ours, its grid':>15} {'ours':>14}")
    for line in lines:
        if options.faults and line.agrees:
            continue
        head = f"{line.table:12} {line.delta:8.5g} {line.grid:24} {line.figure:7}"
        said = ("" if line.agrees else "  DIFFERS") + ("  its grid moved it" if line.moved else "")
        print(f"{head} {line.theirs:14,.2f} {line.same_grid:15,.2f} {line.ours:14,.2f}{said}")
    agreed, moved = sum(line.agrees for line in lines), sum(line.moved for line in lines)
    print(f"dga: {agreed} of {len(lines)} figures agree on the same grid; {moved} were moved by the grid")
    hold(BASELINE, "dga", {"same grid": percent(agreed, len(lines))}, record=options.record)


def compare(path: Path) -> Iterator[Line]:
    """Every row of dga, once for each table, delta and grid."""
    for entry in json.loads(path.read_text()):
        (table,) = read_tables(json.dumps(entry | {"stratum": {"name": entry["name"]}}).encode())
        seen = set()
        for row in entry["measured"]:
            if row.get("package") != "dga":
                continue
            key = (row["settings"]["delta"], row["settings"]["grid"])
            if key not in seen:
                seen.add(key)
                yield from _row(entry["name"], table, row)


def grid_of(settings: dict[str, Any]) -> Grid:
    """The points that dga was given: all from 1, 1,000 from 1 on, or 40,000 from 0 on without the first."""
    points, most = int(settings["grid"].split()[0]), settings["Nmissing_max"]
    if points == most:
        at = np.arange(1.0, most + 1)
    elif points == 1000:
        at = np.round(np.linspace(1, most, points))
    else:
        at = np.round(np.linspace(0, most, points + 1))[1:]
    return Grid(at, at)


def same_grid(table: Histories, settings: dict[str, Any]) -> Posterior:
    """The posterior on the grid of dga, its points all of weight one."""
    graphs = decomposable_graphs(len(table.lists))
    return posterior(weights(table, settings["delta"], 1.0, 1.0), graphs, grid_of(settings))


def _row(name: str, table: Histories, row: dict[str, Any]) -> Iterator[Line]:
    settings = row["settings"]
    found = same_grid(table, settings)
    ours = DecomposableGraphs(delta=settings["delta"])._posterior(table)  # though a user may be refused it
    on_grid, whole = (
        {"median": one.quantile(0.5), "lo": one.quantile(0.025), "hi": one.quantile(0.975), "mean": one.mean}
        for one in (found, ours)
    )
    for figure in FIGURES:
        told = (settings["delta"], settings["grid"], figure, row[figure], on_grid[figure], whole[figure])
        yield Line(name, *told)


if __name__ == "__main__":
    main()
