"""Decomposable graphs and stepwise selection: ``python -m benchmarks.estimation_dga [FOLDER]``.

Wall seconds, after a first call has compiled the loops; the least of three. FOLDER holds reference.json, whose tables
``uk5``, ``kosovo`` and ``hare6`` have bars; without it, only invented lists are timed. The first call ever is timed
apart, in CPU seconds, in a process of its own that finds no compiled code.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.rows import Row, machine, table
from uncounted.estimate.dga import DecomposableGraphs
from uncounted.estimate.graphs import decomposable_graphs
from uncounted.estimate.histories import Histories
from uncounted.estimate.simulate import Design, simulate_lists
from uncounted.estimate.stepwise import Stepwise
from uncounted.estimate.tables import read_tables

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "mse"
FIRST = """
import time
started = time.process_time()
from benchmarks.estimation_dga import lists
from uncounted.estimate.{module} import {name}
{name}().fit(lists(4))
print(time.process_time() - started)
"""
RATES = (0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.1, 0.08)


def lists(width: int, victims: int = 4000) -> Histories:
    """Lists of which the first two depend on each other."""
    return simulate_lists(Design(victims, RATES[:width], dependence=((0, 1, 0.8),)), seed=1)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Wall seconds of one call, the least of ``times``."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def reference(folder: Path) -> dict[str, Histories]:
    """The reference tables by name; none where there is no such file."""
    file = folder / "reference.json"
    if not file.exists():
        return {}
    entries = [each | {"stratum": {"name": each["name"]}} for each in json.loads(file.read_text())]
    return {each["name"]: read_tables(json.dumps(each).encode())[0] for each in entries}


def full_grid(histories: Histories) -> None:
    """The posterior on every integer to 30 times those observed, as timed in R; nothing else."""
    method = DecomposableGraphs(n_min=1, n_max=30 * histories.n_observed, grid="integers")
    method._posterior(histories)


def measure(folder: Path) -> list[Row]:
    """Every row of the table."""
    rows = [
        Row(f"dga, {width} lists", seconds(lambda w=width: DecomposableGraphs().fit(lists(w)), 2), "s", bar)  # type: ignore[misc]
        for width, bar in ((3, None), (4, None), (5, None), (6, 60.0))
    ]
    rows.append(Row("dga, 7 lists, exact", seconds(lambda: DecomposableGraphs().fit(lists(7)), 1), "s"))
    rows.append(Row("dga, 8 lists, sampled", seconds(lambda: DecomposableGraphs().fit(lists(8)), 1), "s"))
    decomposable_graphs.cache_clear()
    rows.append(Row("all 18,154 graphs of six lists", seconds(lambda: decomposable_graphs(6), 1), "s"))
    tables = reference(folder)
    for name, bar, theirs in (("kosovo", None, 0.328), ("uk5", 0.2825, 2.825)) if tables else ():
        taken = seconds(lambda n=name: full_grid(tables[n]))  # type: ignore[misc]
        rows.append(Row(f"dga on {name}, every integer", taken, "s", bar, note=f"R: {theirs} s"))
    for name, bar in (("kosovo", 3.0), ("uk5", None), ("hare6", None)) if tables else ():
        taken = seconds(lambda n=name: Stepwise().fit(tables[n]))  # type: ignore[misc]
        rows.append(Row(f"stepwise on {name}, BCa of 1,000", taken, "s", bar))
        taken = seconds(lambda n=name: Stepwise(search="downhill").fit(tables[n]), 1)  # type: ignore[misc]
        rows.append(Row(f"downhill on {name}, BCa of 1,000", taken, "s"))
    rows.append(Row("bic, 4 lists, BCa of 1,000", seconds(lambda: Stepwise(search="bic").fit(lists(4)), 1), "s"))
    for module, name in (("dga", "DecomposableGraphs"), ("stepwise", "Stepwise")):
        rows.append(Row(f"{module}, first call ever, compiling", first_call(module, name), "s", 15, note="CPU"))
    return rows


def first_call(module: str, name: str) -> float:
    """CPU seconds of the first estimate in a process that finds no compiled code."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
        code = FIRST.format(module=module, name=name)
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.estimation_dga")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    print(f"{machine()}\n\n{table(measure(parser.parse_args().folder))}")
