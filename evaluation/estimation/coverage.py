"""How often intervals contain the truth on simulated lists: ``python -m evaluation.estimation.coverage``.

Every method meets the same tables of each scenario. Of 200 tables with a coverage of 95% the share that is measured has
a standard error of 1.5 points. A lower bound is wrong only where its interval lies above the truth ("too high").
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed

from uncounted.estimate.coverage import coverage
from uncounted.estimate.designs import Strata
from uncounted.estimate.interface import Estimator
from uncounted.estimate.methods import METHODS
from uncounted.estimate.settings import build
from uncounted.estimate.simulate import Design, Group
from uncounted.model.estimation import Coverage

FOUR = (0.45, 0.35, 0.25, 0.2)
QUICK = ("chao", "loglinear", "stepwise", "dga")  # lcmcr takes minutes for a hundred tables: name it
SCENARIOS: Mapping[str, Strata] = {
    "independent": ((None, Design(1000, FOUR)),),
    "one pair of lists refers": ((None, Design(1000, FOUR, dependence=((0, 1, 1.5),))),),
    "one pair of lists avoids": ((None, Design(1000, FOUR, dependence=((1, 2, -1.5),))),),
    "two kinds of victims": (
        (None, Design(1500, groups=(Group(0.6, (0.6, 0.5, 0.4, 0.3)), Group(0.4, (0.15, 0.1, 0.1, 0.15))))),
    ),
    "victims of unequal chance": ((None, Design(1500, FOUR, heterogeneity=1.0)),),
    "few easy, many hard to record": (  # after the first simulation of Manrique-Vallier 2016
        (
            None,
            Design(2000, groups=(Group(0.9, (0.03, 0.03, 0.1, 0.13, 0.03)), Group(0.1, (0.7, 0.8, 0.7, 0.95, 0.7)))),
        ),
    ),
    "five thin lists": ((None, Design(400, (0.2, 0.15, 0.12, 0.1, 0.08))),),
    "sum of four strata": tuple(
        ({"year": str(2000 + i)}, Design(300 + 100 * i, FOUR, dependence=((0, 1, 1.0),))) for i in range(4)
    ),
}
HEAD = "scenario                      method      refused  covered  too low  too high  median/truth  width  s/table"


def main() -> None:
    """Draw tables, run the methods, print one line for each scenario and method."""
    parser = argparse.ArgumentParser(prog="evaluation.estimation.coverage", description=main.__doc__)
    parser.add_argument("--tables", type=int, default=200, help="tables for each scenario, 200 by default")
    parser.add_argument("--method", default=",".join(QUICK), help="methods, with commas")
    parser.add_argument("--scenario", default="", help="only scenarios whose name starts so")
    parser.add_argument("--set", action="append", default=[], help="a setting, as for uncounted estimate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    options = parser.parse_args()
    methods = [name for name in options.method.split(",") if name in METHODS]
    names = [name for name in SCENARIOS if name.startswith(options.scenario)]
    print(f"{options.tables} tables a scenario, seed {options.seed}, intervals of 95%\n{HEAD}", flush=True)
    with ProcessPoolExecutor(options.jobs) as pool:
        waiting = [
            pool.submit(measure, scenario, method, options.tables, options.seed, tuple(options.set))
            for scenario in names
            for method in methods
        ]
        for done in as_completed(waiting):
            print(line(done.result()), flush=True)


def measure(scenario: str, method: str, many: int, seed: int, settings: tuple[str, ...] = ()) -> Coverage:
    """One method on the tables of one scenario."""
    (found,) = build([method], seed=seed, given=[text for text in settings if text.startswith(f"{method}.")])
    if not isinstance(found, Estimator):
        raise SystemExit(f"{method} is arithmetic of two lists, which has no coverage")
    return coverage(found, SCENARIOS[scenario], many=many, seed=seed, name=scenario)


def line(one: Coverage) -> str:
    """A row of the table."""
    shares = [" " * 7 if x is None else f"{x:7.1%}" for x in (one.covered, one.missed_low, one.missed_high)]
    ratios = [" " * 5 if x is None else f"{x:5.2f}" for x in (one.median_ratio, one.width)]
    return (
        f"{one.design:29} {one.method:11} {one.refused:6}  {shares[0]}  {shares[1]}   {shares[2]}"
        f"  {ratios[0]:>12}  {ratios[1]:>5}  {one.seconds:7.3f}"
    )


if __name__ == "__main__":
    main()
