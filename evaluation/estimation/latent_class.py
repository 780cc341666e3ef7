"""The latent class sampler on the reference tables: ``python -m evaluation.estimation.latent_class [FOLDER]``.

FOLDER holds reference.json, with what LCMCR gave. A row for each table, Kosovo with all counts times 100 among them:
R-hat and effective draws between independent runs, P(N > 21 n), modes and how their weights differ between runs, and
the median of LCMCR where its four chains agree. Posteriors are also held against those of stored runs ten times as long
(``baseline_latent_class.json``, by ``--record``; see ``long_runs``): the weights of modes, between the cuts that the
long run found, and the shares below its median and below the ends of its interval. Effective draws between runs are
runs * variance / variance of run means, of rank-normalised draws (``uncounted.estimate.convergence``).
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

from evaluation.estimation.kept import Kept
from evaluation.estimation.long_runs import long_run
from uncounted.estimate.convergence import weigh_modes
from uncounted.estimate.histories import Histories
from uncounted.estimate.latent_class import LatentClass
from uncounted.estimate.tables import read_tables
from uncounted.model.estimate import Estimate

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "mse"
BASELINE = Path(__file__).with_name("baseline_latent_class.json")
LARGE = "kosovo"  # the table that is also taken times 100
WEIGHT = 0.06  # by which a mode, or a share below a number, may differ from the long run
TOLD = (0.025, 0.5, 0.975)  # shares below the low end, the median and the high end of an interval of 95%


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
    parser.add_argument("--record", action="store_true", help="store what ten further seeds say together")
    parser.add_argument("--keep", type=Path, help="file of single answers for --record, which then goes on from it")
    options = parser.parse_args()
    method = LatentClass(seed=options.seed, budget=options.budget or LatentClass().budget)
    kept = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    if options.record:
        answers = Kept(options.keep)
        for name, entry in _tables(options.folder):
            if not options.table or name in options.table:
                kept[name] = long_run(name, _histories(entry), method, answers)
                BASELINE.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
        return
    faults = 0
    print(f"{'table':14} {'R-hat':>7} {'bulk':>7} {'tail':>7} {'between':>7} {'N>21n':>6} {'CPU s':>6}  figures")
    for name, entry in _tables(options.folder):
        if options.table and name not in options.table:
            continue
        row = _row(name, entry, method)
        faults += _show(row, kept.get(name))
    raise SystemExit(1 if faults else 0)


def _tables(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in json.loads((folder / "reference.json").read_text()):
        yield entry["name"], entry
        if entry["name"] == LARGE:
            cells = {history: 100 * count for history, count in entry["cells"].items()}
            yield f"{LARGE} x100", {"name": entry["name"], "lists": entry["lists"], "cells": cells, "measured": []}


def _row(name: str, entry: dict[str, Any], method: LatentClass) -> Row:
    table, started = _histories(entry), time.process_time()
    found = method.fitted(table)
    return Row(name, found.estimate, found.draws, _theirs(entry), time.process_time() - started)


def _histories(entry: dict[str, Any]) -> Histories:
    (table,) = read_tables(json.dumps({"lists": entry["lists"], "cells": entry["cells"]}).encode())
    return table


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
    if long is not None:
        modes, shares = off(row.draws, long)
        print(
            f"{'':14} beside the long run: weights of modes {modes:.3f} off, shares below its numbers {shares:.3f} off"
        )
        missed += ["differs from the long run"] if max(modes, shares) > WEIGHT else []
    if missed:
        print(f"{'':14} MISSED: {', '.join(missed)}", flush=True)
    return len(missed)


def off(draws: Any, long: dict[str, Any]) -> tuple[float, float]:
    """The largest difference from a long run: in the weight of a mode, and in the share below one of its numbers."""
    weights = [mode.weight for mode in weigh_modes(draws[None, :], tuple(long["cuts"]))]
    shares = zip(TOLD, (long["low"], long["median"], long["high"]), strict=True)
    return (
        max(abs(a - b) for a, b in zip(weights, long["weights"], strict=True)),
        max(abs(float((draws < at).mean() + (draws <= at).mean()) / 2 - share) for share, at in shares),
    )


if __name__ == "__main__":
    main()
