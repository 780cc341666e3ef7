"""Log-linear models on invented lists: ``python -m benchmarks.estimation_loglinear``.

Wall seconds, after a first call has compiled the loops. The first call is timed apart, in CPU seconds, in a process of
its own that finds no compiled code.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from benchmarks.rows import Row, machine, table
from uncounted.estimate.closedp import ClosedPopulation
from uncounted.estimate.histories import Histories
from uncounted.estimate.loglinear import LogLinear
from uncounted.estimate.simulate import Design, simulate_lists

FIRST = """
import time
started = time.process_time()
from benchmarks.estimation_loglinear import lists
from uncounted.estimate.loglinear import LogLinear
LogLinear().fit(lists(4))
print(time.process_time() - started)
"""
RATES = (0.4, 0.3, 0.25, 0.2, 0.15, 0.1)


def lists(width: int, victims: int = 4000) -> Histories:
    """Lists of which the first two depend on each other."""
    return simulate_lists(Design(victims, RATES[:width], dependence=((0, 1, 0.8),)), seed=1)


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Wall seconds of one call, the least of ``times``."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def measure() -> list[Row]:
    """Every row of the table."""
    import numpy as np

    from uncounted.estimate.loglinear_models import all_models, parse_model
    from uncounted.estimate.poisson import ModelList, cell_counts, fit_models

    counts = {width: cell_counts(lists(width)) for width in (4, 5, 6)}
    fit_models(counts[4], all_models(4, 2))
    one = ModelList([parse_model("[123,14,34]", 4)])
    many = np.zeros(2000, np.int64)
    single = seconds(lambda: one.fit(counts[4], many, np.full(2000, -1.0), threads=1), 3) / 2000
    listed = seconds(lambda: all_models(6, 2))
    six = seconds(lambda: fit_models(counts[6], all_models(6, 2)), 3)
    return [
        Row("one fit of [123,14,34], 15 cells", single * 1e6, "us", 50),
        Row("113 models of four lists", seconds(lambda: fit_models(counts[4], all_models(4, 3)), 5) * 1e3, "ms"),
        Row("6,893 models of five lists", seconds(lambda: fit_models(counts[5], all_models(5, 4)), 3), "s"),
        Row("32,768 models of order 2 of six lists", listed + six, "s", 15, note="listing and fitting them"),
        Row("loglinear, four lists, averaged", seconds(lambda: LogLinear().fit(lists(4)), 3), "s"),
        Row("loglinear, five lists, averaged", seconds(lambda: LogLinear().fit(lists(5)), 2), "s"),
        Row("loglinear, six lists, averaged", seconds(lambda: LogLinear().fit(lists(6))), "s", 15),
        Row("closedp, ten models, four lists", seconds(lambda: [m.fit(lists(4)) for m in _closed()]), "s"),
        Row("first call ever, compiling", first_call(), "s", 15, note="CPU"),
    ]


def first_call() -> float:
    """CPU seconds of the first estimate in a process that finds no compiled code."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
        done = subprocess.run(
            [sys.executable, "-c", FIRST], env=environment, capture_output=True, text=True, check=True
        )
    return float(done.stdout)


def _closed() -> list[ClosedPopulation]:
    return list(ClosedPopulation().plan(lists(4)))


if __name__ == "__main__":
    print(f"{machine()}\n\n{table(measure())}")
