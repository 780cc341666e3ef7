"""The latent class sampler: ``python -m benchmarks.estimation_latent_class [FOLDER]``.

CPU seconds after a first call has compiled the loops, which is timed apart in a process that finds no compiled code.
FOLDER holds reference.json; without it only invented lists are timed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.rows import Row, machine, table
from uncounted.estimate.histories import Histories
from uncounted.estimate.latent_class import LatentClass
from uncounted.estimate.latent_runs import start
from uncounted.estimate.latent_target import table_of
from uncounted.estimate.simulate import Design, simulate_lists

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "mse"
FIRST = """
import time
started = time.process_time()
from benchmarks.estimation_latent_class import lists
from uncounted.estimate import LatentClass
LatentClass(runs=2, budget=0.01, sampler="{sampler}").fit(lists())
print(time.process_time() - started)
"""


def lists() -> Histories:
    """Four lists of which the first two depend on each other."""
    return simulate_lists(Design(4000, (0.4, 0.3, 0.25, 0.2), dependence=((0, 1, 0.8),)), seed=1)


def first_call(sampler: str) -> float:
    """CPU seconds of the first call ever of a sampler, most of which compiles."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", FIRST.format(sampler=sampler)],
            env={**os.environ, "NUMBA_CACHE_DIR": folder},
            capture_output=True,
            text=True,
            check=True,
        )
    return float(done.stdout)


def round_cost(histories: Histories, rounds: int = 400) -> float:
    """CPU microseconds of a round of moves on one rung, after some tuning."""
    runs = start(table_of(histories.cells, 10, 0.25, 0.25), 2, 1, threads=1)
    for _ in range(6):
        runs.tune(runs.block(40))
    started = time.process_time()
    runs.block(rounds)
    return 1e6 * (time.process_time() - started) / (2 * rounds * len(runs.betas))


def rows(folder: Path) -> list[Row]:
    """All measurements."""
    found = [Row(f"first call ever, compiling: {name}", first_call(name), "CPU s", 15) for name in ("gibbs", "plain")]
    base = lists()
    LatentClass(runs=2, budget=0.01).fit(base)
    for factor in (1, 100):
        cells = {history: factor * count for history, count in base.cells.items()}
        found.append(
            Row(f"a round, {factor * base.n_observed:,} victims", round_cost(Histories(base.lists, cells)), "us")
        )
    file = folder / "reference.json"
    if file.exists():
        entry = next(each for each in json.loads(file.read_text()) if each["name"] == "kosovo")
        started = time.process_time()
        fit = LatentClass().fit(Histories(tuple(entry["lists"]), entry["cells"]))
        seconds = time.process_time() - started
        rate = min(fit.ess_bulk or 0, fit.diagnostics["ess_between"]) / seconds
        found.append(Row("kosovo, to runs that agree", seconds, "CPU s"))
        found.append(Row("kosovo, effective draws a second", rate, "", 200, least=True, note="all tuning included"))
    return found


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(prog="benchmarks.estimation_latent_class", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    print(f"{machine()}\n{table(rows(parser.parse_args().folder))}")


if __name__ == "__main__":
    main()
