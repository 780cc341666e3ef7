"""``python -m evaluation.linkage_coverage [--sets N] [--first SEED]``: do the intervals of linkage hold the truth?

Invented lists with typos and kin who died together, each person once on a list at most. Prints, for each design, the
share of cells of the overlap table whose 95 % interval holds the truth, and of the intervals of precision and recall;
then how often the interval of the number of people holds the truth: by the best clustering alone, and by the draws.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.linkage_persons import intervals, pairwise
from uncounted.estimate import Histories, LogLinear, combine
from uncounted.link.persons.linking import link_persons
from uncounted.link.persons.lists import Linkage, LinkSettings
from uncounted.link.persons.simulate import Noise, simulate
from uncounted.link.persons.tables import overlap_table
from uncounted.model.person import OverlapTable

NOISY = Noise(letter=0.3, no_father=0.25, digit=0.12, no_birth=0.35, day_of_death=0.3, no_town=0.3)
POOR = Noise(letter=0.2, no_father=0.2, digit=0.1, no_birth=0.3, day_of_death=0.2, no_town=0.2)
HARD = Noise(letter=0.35, no_father=0.4, digit=0.15, no_birth=0.7, day_of_death=0.4, no_town=0.5)


@dataclass(frozen=True)
class Lists:
    """A design: how many people, the share of them on each list, and how the lists err."""

    people: int
    shares: tuple[float, ...]
    noise: Noise


DESIGNS = {
    "usual errors": Lists(2000, (0.5, 0.4, 0.3), Noise()),
    "many errors": Lists(2000, (0.5, 0.4, 0.3), NOISY),
    "hard": Lists(2000, (0.5, 0.4, 0.3), HARD),
    "short lists": Lists(2000, (0.35, 0.15, 0.1), POOR),
}


@dataclass(frozen=True)
class Outcome:
    """Of one set of lists: ``inside``, cells whose interval holds the truth, of ``cells``; whether the intervals of
    precision and recall do; and whether that of the number of people does: the lists linked by truth, by the best
    clustering, by the draws. ``excess`` is the mean of the draws' victims less the truth.
    """

    inside: int
    cells: int
    precision: bool
    recall: bool
    by_truth: bool
    by_best: bool
    by_draws: bool
    excess: float


def outcome(design: Lists, seed: int, draws: int = 100) -> Outcome:
    """Link one invented set and compare with its truth."""
    given = simulate(design.people, design.shares, seed, design.noise)
    truth = np.unique(np.asarray(given.truth), return_inverse=True)[1].astype(np.int32)
    linkage = link_persons(given.lists, LinkSettings(draws=draws, threads=1))
    right = overlap_table(linkage.lists, linkage.list_of, truth, np.zeros((0, 1), dtype=np.int64))
    spread = intervals(linkage.overlap)
    inside = sum(low <= right.cells.get(history, 0) <= high for history, (low, high) in spread.items())
    precision, recall, _ = pairwise(linkage.victim, truth)
    quality = linkage.quality
    victims = float(np.mean([sum(draw.values()) for draw in linkage.overlap.draws]))
    return Outcome(
        inside, len(spread),
        quality.precision.low <= precision <= quality.precision.high,
        quality.recall.low <= recall <= quality.recall.high,
        holds(right, given.people), holds(linkage.overlap, given.people), holds_by_draws(linkage, given.people),
        victims - sum(right.cells.values()),
    )  # fmt: skip


def holds(table: OverlapTable, people: int) -> bool:
    """Whether the interval of the log-linear model of independent lists, given the one table, holds ``people``."""
    found = _model(table).fit(Histories(table.lists, table.cells))
    return found.low is not None and found.high is not None and found.low <= people <= found.high


def holds_by_draws(linkage: Linkage, people: int, most: int = 40) -> bool:
    """Whether the interval over the drawn tables holds ``people``."""
    draws = linkage.overlap.draws
    taken = [draws[i * len(draws) // most] for i in range(min(most, len(draws)))]
    found = combine([_model(linkage.overlap).fitted(Histories(linkage.overlap.lists, cells)) for cells in taken])
    return found.low is not None and found.high is not None and found.low <= people <= found.high


def _model(table: OverlapTable) -> LogLinear:
    numbers = ",".join(str(i + 1) for i in range(len(table.lists)))
    return LogLinear(model=f"[{numbers}]")


def main() -> None:
    """Print a line for each design, and one for all."""
    parser = argparse.ArgumentParser(prog="evaluation.linkage_coverage", description=main.__doc__)
    parser.add_argument("--sets", type=int, default=17, help="sets of lists for each design")
    parser.add_argument("designs", nargs="*", help=f"of {', '.join(DESIGNS)}; by default all")
    parser.add_argument("--first", type=int, default=0, help="seed of the first set of each design")
    options = parser.parse_args()
    print(
        f"{'design':14}{'sets':>6}{'cells':>12}{'share':>7}{'P':>6}{'R':>6}"
        f"  {'N: by truth':>12}{'by best':>9}{'by draws':>9}{'excess':>8}"
    )
    every: list[Outcome] = []
    for name in options.designs or DESIGNS:
        found = [outcome(DESIGNS[name], seed) for seed in range(options.first, options.first + options.sets)]
        _print(name, found)
        every += found
    _print("all", every)


def _print(name: str, found: Sequence[Outcome]) -> None:
    inside, cells, sets = sum(one.inside for one in found), sum(one.cells for one in found), len(found)
    shares = [
        sum(each) / sets
        for each in zip(*((o.precision, o.recall, o.by_truth, o.by_best, o.by_draws) for o in found), strict=True)
    ]
    print(
        f"{name:14}{sets:6}{f'{inside}/{cells}':>12}{inside / max(cells, 1):7.3f}{shares[0]:6.2f}{shares[1]:6.2f}"
        f"  {shares[2]:12.2f}{shares[3]:9.2f}{shares[4]:9.2f}{np.mean([one.excess for one in found]):8.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
