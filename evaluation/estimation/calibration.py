"""Simulation-based calibration of the Bayesian methods: ``python -m evaluation.estimation.calibration``.

Truths are drawn from a method's own prior, tables from the truths, and each truth is ranked among draws of its
posterior. If prior, likelihood and sampler are what they claim to be, ranks are uniform (Talts, Betancourt, Simpson,
Vehtari and Gelman 2018). Ranked are the number N of victims and, since it sees what N does not, the log likelihood of
the table (Modrak et al. 2023). How an improper prior of N is dealt with is told in ``simulated_priors``.

Draws are thinned to ``DRAWS`` that are all but independent. Tables that a method refuses, and tables of which its draws
are worth less than that, are drawn anew: a posterior does not depend on how a table came to be looked at. Both are
counted, and so are the tables on which a method says itself that its runs do not agree; these are ranked like others.
Exit code 1 where ranks of a row that should be uniform are not.
"""

from __future__ import annotations

import argparse
import itertools
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation.estimation.kept import Kept
from evaluation.estimation.simulated_priors import SIMULATED, Posterior
from uncounted.estimate import latent_gibbs
from uncounted.estimate.settings import build

DRAWS = 99  # ranks are 0 to 99: ten to a bin
BINS = 10
CERTAIN = 0.001  # p below which ranks are not uniform
SHORT = ("runs=2", "budget=0.5")
MANY_CLASSES = ("classes=5", "a=2", "b=1")
HEAD = (
    "method           lists  settings                        tables refused coarse unsure  "
    "quantity  chi2 p    KS p   mean  in 50%  in 95%"
)


@dataclass(frozen=True)
class Row:
    """A line of the table: a method with settings on so many lists. ``uniform``: whether its ranks should be.

    Rows that differ in the sampler alone have the same ``truths``.
    """

    method: str
    lists: int
    settings: tuple[str, ...] = ()
    uniform: bool = True

    @property
    def truths(self) -> tuple[str, ...]:
        """What truths are drawn from."""
        prior = [text for text in self.settings if text.partition("=")[0] not in ("sampler", "runs", "budget")]
        return (self.method, str(self.lists), *prior)


ROWS = (
    *(Row("dga", lists, ("delta=0.5",)) for lists in (3, 4, 5)),  # with 2^-lists most tables have no overlap
    Row("dga", 4),
    *(Row("bayes-threshold", lists, ("threshold=0",)) for lists in (3, 4)),
    Row("bayes-threshold", 4, (), uniform=False),  # the interval takes the choice of the model as given
    *(Row("lcmcr", lists, ("sampler=gibbs", *SHORT)) for lists in (3, 4)),
    Row("lcmcr", 4, (*MANY_CLASSES, "sampler=gibbs", "runs=2", "budget=0.05")),
    Row("lcmcr", 4, (*MANY_CLASSES, "sampler=plain", *SHORT)),
    Row("lcmcr", 4, (*MANY_CLASSES, "sampler=tempering", *SHORT)),
)


@dataclass(frozen=True)
class Task:
    """One truth to rank, drawn from a seed."""

    method: str
    lists: int
    settings: tuple[str, ...]
    seed: int


def main() -> None:
    """Rank truths among draws and print how uniform the ranks are."""
    parser = argparse.ArgumentParser(prog="evaluation.estimation.calibration", description=main.__doc__)
    parser.add_argument("--tables", type=int, default=200, help="truths for each row, 200 by default")
    parser.add_argument("--method", default=",".join(SIMULATED), help="methods, with commas")
    parser.add_argument("--only", default="", help="rows of which the settings contain this")
    parser.add_argument("--lists", default="", help="numbers of lists, with commas; all without")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--keep", type=Path, help="file of ranks: those that it has are not worked out again")
    options = parser.parse_args()
    kept = Kept(options.keep)
    print(f"{options.tables} tables a row, seed {options.seed}, ranks 0 to {DRAWS}\n{HEAD}", flush=True)
    skewed, others = 0, dict[tuple[str, ...], dict[int, Ranks]]()
    with ProcessPoolExecutor(options.jobs) as pool:
        for number, row in enumerate(ROWS):
            wanted = row.method in options.method.split(",") and options.only in " ".join(row.settings)
            if not wanted or (options.lists and str(row.lists) not in options.lists.split(",")):
                continue
            first = next(i for i, each in enumerate(ROWS) if each.truths == row.truths)
            seeds = np.random.SeedSequence([options.seed, first]).generate_state(options.tables)
            tasks = [Task(row.method, row.lists, row.settings, int(seed)) for seed in seeds]
            found = {task.seed: each for task, each in kept.through(tasks, rank, pool)}
            skewed += show(row, list(found.values()))
            if number == first:
                others[row.truths] = found
            elif row.truths in others:
                beside(found, others[row.truths])
    raise SystemExit(1 if skewed else 0)


Ranks = tuple[dict[str, int], int, int, bool, str]  # rank of each quantity, tables refused and coarse before, sure, by


def rank(task: Task) -> Ranks:
    """The ranks of one truth among ``DRAWS`` draws."""
    latent_gibbs.SCOUTS = 0  # they certify, and leave the draws as they are
    rng = np.random.default_rng(task.seed)
    given = [f"{task.method}.{text}" for text in task.settings]
    (method,) = build([task.method], seed=task.seed % 2**31, given=given)
    refused = coarse = 0
    for _ in itertools.count():
        found = SIMULATED[task.method](method, task.lists, rng)
        if found is None:
            refused += 1
        elif min(found.worth, *(len(each) for each in found.draws.values())) < DRAWS:
            coarse += 1
        else:
            return ranks(found, rng), refused, coarse, found.agreed, found.by
    raise AssertionError


def ranks(found: Posterior, rng: np.random.Generator) -> dict[str, int]:
    """How many of ``DRAWS`` draws, evenly from all, are below the truth; ties are broken by lot."""
    at = (len(next(iter(found.draws.values()))) * (np.arange(DRAWS) + rng.random()) / DRAWS).astype(int)
    below = {}
    for name, draws in found.draws.items():
        less, equal = int((draws[at] < found.truth[name]).sum()), int((draws[at] == found.truth[name]).sum())
        below[name] = less + int(rng.integers(equal + 1))
    return below


def show(row: Row, found: Sequence[Ranks]) -> int:
    """Print a line for each quantity; how many are not uniform that should be."""
    from scipy.stats import chisquare, kstest

    by = Counter(each[4] for each in found if each[4])
    counts = [len(found), sum(each[1] for each in found), sum(each[2] for each in found)]
    told = f"{row.method:15}  {row.lists:5}  {' '.join(row.settings):30}  {counts[0]:6} {counts[1]:7} {counts[2]:6}"
    told += f" {sum(not each[3] for each in found):6}"
    skewed = 0
    for name in found[0][0]:
        values = np.array([each[0][name] for each in found])
        bins = np.bincount(values * BINS // (DRAWS + 1), minlength=BINS)
        smooth = (values + np.random.default_rng(1).random(len(values))) / (DRAWS + 1)
        chi2, ks = float(chisquare(bins).pvalue), float(kstest(smooth, "uniform").pvalue)
        inner = [float((abs(smooth - 0.5) <= share / 2).mean()) for share in (0.5, 0.95)]
        bad = row.uniform and min(chi2, ks) < CERTAIN
        note = " NOT UNIFORM" if bad else "" if row.uniform else " (need not be uniform)"
        print(
            f"{told}  {name:8} {chi2:7.3f} {ks:7.3f}  {smooth.mean():5.3f}  {inner[0]:6.1%}  {inner[1]:6.1%}{note}"
            f"  {' '.join(map(str, bins))}",
            flush=True,
        )
        told, skewed = " " * len(told), skewed + bad
    if by:
        print(" " * 24 + ", ".join(f"{each} answered {number}" for each, number in by.most_common()), flush=True)
    return skewed


def beside(found: Mapping[int, Ranks], other: Mapping[int, Ranks]) -> None:
    """Print how far ranks of the same truths are from those of another sampler, in ranks."""
    pairs = [
        (found[seed][0], other[seed][0]) for seed in found if seed in other and not found[seed][2] + other[seed][2]
    ]
    for name in pairs[0][0] if len(pairs) > 1 else ():
        apart = np.array([one[name] - two[name] for one, two in pairs])
        error = float(apart.std(ddof=1)) / len(apart) ** 0.5
        print(f"{'':24}{name}: ranks beside the first of these rows {apart.mean():+.2f} (s.e. {error:.2f})", flush=True)


if __name__ == "__main__":
    main()
