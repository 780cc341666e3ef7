"""How often intervals contain the truth on simulated lists: ``python -m evaluation.estimation.coverage``.

Every method meets the same tables of each scenario. Of 200 tables with a coverage of 95% the share that is measured has
a standard error of 1.5 points. A lower bound is wrong only where its interval lies above the truth ("too high").
``apart``: the share of tables on which a method's runs differ (R-hat above 1.05). With ``--keep FILE`` answers are kept
table by table, and a command that was stopped goes on.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from evaluation.estimation.kept import Kept
from uncounted.estimate.coverage import Answer, answer, summary, table, victims
from uncounted.estimate.designs import Strata
from uncounted.estimate.interface import Estimator
from uncounted.estimate.methods import METHODS
from uncounted.estimate.settings import build
from uncounted.estimate.simulate import Design, Group

FOUR = (0.45, 0.35, 0.25, 0.2)
QUICK = ("chao", "loglinear", "stepwise", "dga")  # lcmcr takes minutes for a hundred tables: name it
DEFAULTS: Mapping[str, tuple[str, ...]] = {  # two runs of Gibbs sweeps: the least that has an R-hat
    "lcmcr": ("lcmcr.sampler=gibbs", "lcmcr.runs=2", "lcmcr.budget=0.05"),
}
APART = 1.05  # R-hat above which runs of a table do not agree
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
HEAD = (
    "scenario                      method      refused  covered  too low  too high  median/truth  width   apart  CPU s"
)


@dataclass(frozen=True)
class Task:
    """One draw of a scenario, for one method."""

    scenario: str
    method: str
    settings: tuple[str, ...]
    seed: int
    place: int


def main() -> None:
    """Draw tables, run the methods, print one line for each scenario and method."""
    parser = argparse.ArgumentParser(prog="evaluation.estimation.coverage", description=main.__doc__)
    parser.add_argument("--tables", type=int, default=200, help="tables for each scenario, 200 by default")
    parser.add_argument("--method", default=",".join(QUICK), help="methods, with commas")
    parser.add_argument("--scenario", default="", help="only scenarios whose name starts so")
    parser.add_argument("--set", action="append", default=[], help="a setting, as for uncounted estimate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--keep", type=Path, help="file of answers: those that it has are not worked out again")
    options = parser.parse_args()
    kept = Kept(options.keep)
    print(f"{options.tables} tables a scenario, seed {options.seed}, intervals of 95%\n{HEAD}", flush=True)
    with ProcessPoolExecutor(options.jobs) as pool:
        for scenario in (name for name in SCENARIOS if name.startswith(options.scenario)):
            for method in (name for name in options.method.split(",") if name in METHODS):
                settings = tuple(text for text in options.set if text.startswith(f"{method}."))
                task = Task(scenario, method, settings or DEFAULTS.get(method, ()), options.seed, 0)
                tasks = [replace(task, place=place) for place in range(options.tables)]
                print(line(task, [found for _, found in kept.through(tasks, measure, pool)]), flush=True)


Measured = tuple[tuple[float, float, float, float | None] | None, float]  # the answer, and seconds of CPU


def measure(task: Task) -> Measured:
    """One method on one draw of one scenario."""
    if task.method == "lcmcr":
        from uncounted.estimate import latent_gibbs

        latent_gibbs.SCOUTS = 0  # they certify, and leave the draws as they are
    started, designs = time.process_time(), SCENARIOS[task.scenario]
    found = answer(_method(task), table(designs, task.place, task.seed), victims(designs))
    return None if found is None else astuple(found), time.process_time() - started


def _method(task: Task) -> Estimator:
    (found,) = build([task.method], seed=task.seed, given=task.settings)
    if not isinstance(found, Estimator):
        raise SystemExit(f"{task.method} is arithmetic of two lists, which has no coverage")
    return found


def line(task: Task, found: Sequence[Measured]) -> str:
    """A row of the table."""
    answers = [None if each is None else Answer(*each) for each, _ in found]
    seconds = sum(each for _, each in found) / max(len(found), 1)
    one = summary(_method(task), SCENARIOS[task.scenario], answers, task.seed, task.scenario, seconds)
    rhats = [each.rhat for each in answers if each is not None and each.rhat is not None]
    apart = f"{sum(rhat > APART for rhat in rhats) / len(rhats):6.1%}" if rhats else " " * 6
    shares = [" " * 7 if x is None else f"{x:7.1%}" for x in (one.covered, one.missed_low, one.missed_high)]
    ratios = [" " * 5 if x is None else f"{x:5.2f}" for x in (one.median_ratio, one.width)]
    return (
        f"{one.design:29} {one.method:11} {one.refused:6}  {shares[0]}  {shares[1]}   {shares[2]}"
        f"  {ratios[0]:>12}  {ratios[1]:>5}  {apart}  {one.seconds:7.3f}"
    )


if __name__ == "__main__":
    main()
