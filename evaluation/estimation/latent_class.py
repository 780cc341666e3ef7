"""The latent class sampler on the reference tables: ``python -m evaluation.estimation.latent_class [FOLDER]``.

FOLDER holds reference.json, with what LCMCR gave. A row for each table, Kosovo with all counts times 100 among them:
R-hat and effective draws between independent runs, P(N > 21 n), modes and how their weights differ between runs, and
the median of LCMCR where its four chains agree. Weights of modes are also held against a stored run ten times as long
(``baseline_latent_class.json``, by ``--record``): between the cuts that the long run found. Effective draws between
runs are runs * variance / variance of run means, of rank-normalised draws (``uncounted.estimate.convergence``).
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from uncounted.estimate import latent_stages
from uncounted.estimate.convergence import weigh_modes
from uncounted.estimate.latent_class import LatentClass
from uncounted.estimate.tables import read_tables
from uncounted.model.estimate import Estimate

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "mse"
BASELINE = Path(__file__).with_name("baseline_latent_class.json")
LARGE = "kosovo"  # the table that is also taken times 100
WEIGHT = 0.06  # by which a mode may differ from the long run


@dataclass(frozen=True)
class Row:
    """One table: our estimate with its draws, LCMCR's median with its standard error, and seconds of CPU."""

    table: str
    estimate: Estimate
    draws: Any
    theirs: tuple[float, float] | None
    seconds: float

    @property
    def agrees(self) -> bool | None:
        """Whether the medians are within two Monte-Carlo standard errors; None where LCMCR did not converge."""
        if self.theirs is None or self.estimate.estimate is None:
            return None
        error = _error_of_median(self.draws, min(self.estimate.ess_bulk or 1, self.estimate.diagnostics["ess_between"]))
        # Medians of whole numbers: half a victim is no difference
        return abs(self.estimate.estimate - self.theirs[0]) <= 2 * math.hypot(error, self.theirs[1]) + 0.5


def main() -> None:
    """Print the table; the exit code is 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="evaluation.estimation.latent_class", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where reference.json is")
    parser.add_argument("--table", action="append", default=[], help="only this one; may be repeated")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=None, help="as the setting of the method")
    parser.add_argument("--record", action="store_true", help="run ten times as long and keep the weights of modes")
    options = parser.parse_args()
    budget = options.budget or LatentClass().budget * (10 if options.record else 1)
    if options.record:
        latent_stages.MARGIN = math.inf  # to the end of the budget
    kept = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    faults = 0
    print(f"{'table':14} {'R-hat':>7} {'bulk':>7} {'tail':>7} {'between':>7} {'N>21n':>6} {'CPU s':>6}  figures")
    for name, entry in _tables(options.folder):
        if options.table and name not in options.table:
            continue
        row = _row(name, entry, LatentClass(seed=options.seed, budget=budget, sampler=_sampler(options)))
        faults += _show(row, kept.get(name))
        if options.record and row.estimate.refused is None:
            kept[name] = _to_keep(row)
            BASELINE.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    raise SystemExit(1 if faults else 0)


def _sampler(options: argparse.Namespace) -> Any:
    return "plain" if options.record else "auto"


def _tables(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in json.loads((folder / "reference.json").read_text()):
        yield entry["name"], entry
        if entry["name"] == LARGE:
            cells = {history: 100 * count for history, count in entry["cells"].items()}
            yield f"{LARGE} x100", {"name": entry["name"], "lists": entry["lists"], "cells": cells, "measured": []}


def _row(name: str, entry: dict[str, Any], method: LatentClass) -> Row:
    (table,) = read_tables(json.dumps({"lists": entry["lists"], "cells": entry["cells"]}).encode())
    started = time.process_time()
    found = method.fitted(table)
    return Row(name, found.estimate, found.draws, _theirs(entry), time.process_time() - started)


def _theirs(entry: dict[str, Any]) -> tuple[float, float] | None:
    """Mean of the chains' medians and its standard error, where the chains agree."""
    chains = [each for each in entry["measured"] if each["package"] == "LCMCR" and each.get("seed") in (1, 2, 3, 4)]
    if len(chains) < 4:
        return None
    errors = [1.2533 * each["sd"] / math.sqrt(each["ess"]) for each in chains]
    medians = np.array([each["median"] for each in chains])
    if min(each["ess"] for each in chains) < 200 or np.ptp(medians) > 5 * max(errors):
        return None
    return float(medians.mean()), math.sqrt(sum(error**2 for error in errors)) / len(errors)


def _error_of_median(draws: Any, ess: float) -> float:
    """Half the distance between the quantiles that are one standard error of a proportion around the median."""
    half = 0.5 / math.sqrt(ess)
    low, high = np.quantile(draws, (0.5 - half, 0.5 + half))
    return float(high - low) / 2


def _show(row: Row, long: dict[str, Any] | None) -> int:
    found = row.estimate
    if found.refused is not None:
        print(f"{row.table:14} refused: {found.refused}")
        return 0
    d = found.diagnostics
    print(
        f"{row.table:14} {found.rhat:7.4f} {found.ess_bulk:7.0f} {found.ess_tail:7.0f} {d['ess_between']:7.0f} "
        f"{d['p_above_21n']:6.3f} {row.seconds:6.1f}  {found.estimate:,.0f} [{found.low:,.0f}, {found.high:,.0f}], "
        f"log evidence sd {d['log_evidence_sd'] or math.nan:.2f}, {d['sampler']}"
    )
    for mode in d["modes"] if len(d["modes"]) > 1 else ():
        print(f"{'':14} mode at {mode['median']:,.0f}: {mode['weight']:.3f}, sd between runs {mode['spread']:.3f}")
    missed = [] if d["converged"] else ["runs do not agree"]
    if row.theirs is not None:
        print(
            f"{'':14} LCMCR {row.theirs[0]:,.0f} (s.e. {row.theirs[1]:,.0f}): {'agrees' if row.agrees else 'DIFFERS'}"
        )
        missed += [] if row.agrees else ["differs from LCMCR"]
    if long is not None and len(long["weights"]) > 1:
        weights = [mode.weight for mode in weigh_modes(row.draws[None, :], tuple(long["cuts"]))]
        off = max(abs(a - b) for a, b in zip(weights, long["weights"], strict=True))
        print(f"{'':14} weights of modes differ by {off:.3f} from the long run")
        missed += ["modes differ from the long run"] if off > WEIGHT else []
    if missed:
        print(f"{'':14} MISSED: {', '.join(missed)}", flush=True)
    return len(missed)


def _to_keep(row: Row) -> dict[str, Any]:
    modes = row.estimate.diagnostics["modes"]
    return {
        "cuts": [round(mode["low"]) for mode in modes[1:]],
        "weights": [round(mode["weight"], 4) for mode in modes],
        "spread": [round(mode["spread"], 4) for mode in modes],
        "median": row.estimate.estimate,
        "rhat": round(row.estimate.rhat or 0, 5),
        "ess_between": round(row.estimate.diagnostics["ess_between"]),
        "p_above_21n": round(row.estimate.diagnostics["p_above_21n"], 4),
        "budget": row.estimate.settings["budget"],
    }


if __name__ == "__main__":
    main()
