"""Selection with a bootstrap against R: ``python -m evaluation.estimation.stepwise [FOLDER]``.

FOLDER holds reference.json: tables, with what SparseMSE and MultipleSystemsEstimation gave for them, and what their
authors published. Point estimates agree within 1e-4. Ends of bootstrap intervals are random in both programs: ours are
drawn from many seeds with as many replicates as theirs, and theirs should lie among them ("in 95%": between the 2.5%
and the 97.5% quantile of ours); ``--seeds 0`` leaves them out, which takes seconds. With ``--record`` the shares that
agree become the baseline; exit code 1 where one falls below it. Ends are held against it with the usual seeds alone.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.baselines import hold, percent
from uncounted.estimate.bootstrap import Bootstrap, bootstrap
from uncounted.estimate.histories import Histories
from uncounted.estimate.poisson import cell_counts
from uncounted.estimate.stepwise import Stepwise
from uncounted.estimate.tables import read_tables

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "mse"
BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 1e-4
SEEDS = 40
SLOW_SEEDS = 10  # where every replicate is held against many models


@dataclass(frozen=True)
class Line:
    """One figure of another program; ours, or for an end of an interval the middle and spread of ours over seeds."""

    table: str
    method: str
    figure: str
    theirs: float
    ours: float
    spread: float | None = None
    among: bool = True

    @property
    def agrees(self) -> bool:
        """Within 1e-4, or among the ends of our seeds."""
        if self.spread is not None:
            return self.among
        return math.isclose(self.theirs, self.ours, rel_tol=TOLERANCE)


def main() -> None:
    """Print every figure, ours beside theirs, and how many agree."""
    parser = argparse.ArgumentParser(prog="evaluation.estimation.stepwise", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where reference.json is")
    parser.add_argument("--seeds", type=int, default=SEEDS, help=f"seeds for ends of intervals, {SEEDS} by default")
    parser.add_argument("--faults", action="store_true", help="print only figures that do not agree")
    parser.add_argument("--record", action="store_true", help="make these figures the baseline")
    options = parser.parse_args()
    lines = list(compare(options.folder / "reference.json", options.seeds))
    for line in lines:
        if options.faults and line.agrees:
            continue
        noise = "" if line.spread is None else f" +- {line.spread:,.1f}"
        said = "agrees" if line.agrees and line.spread is None else "in 95%" if line.agrees else "DIFFERS"
        print(
            f"{line.table:12} {line.method:52} {line.figure:12} {line.theirs:14,.4f} {line.ours:14,.4f}{noise}  {said}"
        )
    held = {}
    for what, some in (("points", [x for x in lines if x.spread is None]), ("ends", [x for x in lines if x.spread])):
        agreed = sum(line.agrees for line in some)
        print(f"{what}: {agreed} of {len(some)} agree")
        if what == "points" or options.seeds == SEEDS:
            held[what] = percent(agreed, len(some))
    hold(BASELINE, "stepwise", held, record=options.record)


def compare(path: Path, seeds: int) -> Iterator[Line]:
    """Every row of the two packages that the three searches answer, and published bootstrap intervals."""
    for entry in json.loads(path.read_text()):
        (table,) = read_tables(json.dumps(entry | {"stratum": {"name": entry["name"]}}).encode())
        seen = set()
        for row in entry["measured"]:
            method = method_of(row)
            key = (method, row.get("lo"), row.get("settings", {}).get("nboot"))
            if method is not None and row.get("estimate") is not None and key not in seen:
                seen.add(key)
                yield from _row(entry["name"], table, method, row, seeds)
        for row in entry["published"]:
            method = published(row["method"])
            if method is not None:
                yield from _row(entry["name"], table, method, row | {"settings": {"nboot": 1000}}, seeds)


def method_of(row: dict[str, Any]) -> Stepwise | None:
    """The settings that answer a row of R."""
    name, settings = row.get("method") or "", row.get("settings", {})
    if name in ("estimatepopulation.0 stepwise", "estimatepopulation BCa bootstrap"):
        return Stepwise(p_threshold=settings["pthresh"])
    if row.get("package") == "MultipleSystemsEstimation":
        if name == "stepwise":
            return Stepwise()
        if name in ("bic", "bic2"):
            return Stepwise(search="bic", max_order=settings["maxorder"])
    return None


def published(name: str) -> Stepwise | None:
    """The settings that answer a published row, as far as it names them."""
    if name.startswith("SparseMSE stepwise"):
        return Stepwise()
    if name.startswith("downhill BIC"):
        return Stepwise(search="downhill")
    if name.startswith("BIC max order 2"):
        return Stepwise(search="bic", max_order=2)
    if name.startswith(("BIC all", "BIC, all")):
        return Stepwise(search="bic")
    return None


@cache
def _run(method: Stepwise, folded: tuple[tuple[str, int], ...], lists: tuple[str, ...]) -> Any:
    counts = cell_counts(Histories(lists, dict(folded)))
    chosen, estimates, _ = method._search(counts, len(lists))
    assert chosen is not None  # noqa: S101
    return counts, float(counts.sum()) + math.exp(chosen.intercept), chosen, estimates


def _row(name: str, table: Histories, method: Stepwise, row: dict[str, Any], seeds: int) -> Iterator[Line]:
    counts, value, chosen, estimates = _run(method, tuple(table.cells.items()), table.lists)
    said = f"{row.get('method')} {row['settings'].get('pthresh') or ''} {row['settings'].get('nboot') or ''}".strip()
    if "source" not in row:
        yield Line(name, said, "estimate", row["estimate"], value)
    else:
        yield Line(name, said, "published", row["estimate"], round(value) if row["estimate"] % 1 == 0 else value)
    if row.get("lo") is None:
        return
    boots = row["settings"].get("nboot")
    if not boots:
        half = 1.959963984540054 * math.sqrt(chosen.variance)
        for figure, sign in (("lo", -1), ("hi", 1)):
            given = float(counts.sum()) + math.exp(chosen.intercept + sign * half)
            yield Line(name, said, f"{figure}, given", row[figure], given)
        return
    if not seeds:
        return
    many = seeds if method.search == "stepwise" else min(seeds, SLOW_SEEDS)
    runs = [bootstrap(counts, value, estimates, boots, seed) for seed in range(many)]
    if "ahat" in row and row["ahat"] is not None:
        yield Line(name, said, "ahat", round(row["ahat"], 6), round(runs[0].acceleration, 6))
    yield from _ends(name, said, row, runs)


def _ends(name: str, said: str, row: dict[str, Any], runs: list[Bootstrap]) -> Iterator[Line]:
    ends = np.array([run.ends(0.95) for run in runs])
    for at, figure in enumerate(("lo", "hi")):
        low, middle, high = np.quantile(ends[:, at], (0.025, 0.5, 0.975))
        among = bool(low * (1 - TOLERANCE) <= row[figure] <= high * (1 + TOLERANCE))
        yield Line(name, said, f"{figure}, BCa", row[figure], float(middle), float(ends[:, at].std()) or 1e-9, among)


if __name__ == "__main__":
    main()
