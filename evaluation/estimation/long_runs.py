"""A posterior of the latent class model from ten ordinary answers with seeds of their own, to hold others against.

Each answer has tuned itself and has runs of its own, so that together they are ten times as long and share nothing; how
far they differ tells how far they may be believed. An answer is kept in a file as soon as it is there: a command that
was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from evaluation.estimation.kept import Kept
from uncounted.estimate import convergence
from uncounted.estimate.histories import Histories
from uncounted.estimate.latent_class import LatentClass

LONGER = 10  # answers
FURTHER = 1000  # seeds from those of ordinary answers to those of long ones
QUANTILES = 2000  # draws of an answer that are kept, evenly by rank


@dataclass(frozen=True)
class Task:
    """One answer: the table by name and cells, and the seed and budget of the method."""

    table: str
    cells: tuple[tuple[str, int], ...]
    seed: int
    budget: float


def long_run(name: str, histories: Histories, method: LatentClass, kept: Kept) -> dict[str, Any]:
    """What all answers say together; those that ``kept`` knows are not worked out again."""
    cells = tuple(sorted(histories.cells.items()))
    seeds = [FURTHER * method.seed + each for each in range(LONGER)]
    tasks = [Task(name, cells, seed, method.budget) for seed in seeds]
    answers: dict[int, Mapping[str, Any]] = {}
    for task, found in kept.through(tasks, partial(answer, histories.lists, method)):
        answers[task.seed] = found
        print(f"{name:14} seed {task.seed}: median {np.median(found['draws']):,.0f}", flush=True)
    return summary([answers[seed] for seed in seeds], sum(histories.cells.values())) | {
        "seeds": seeds,
        "budget": method.budget,
    }


def answer(lists: tuple[str, ...], method: LatentClass, task: Task) -> dict[str, Any]:
    """One answer: its draws by rank, whether its runs agree, and which sampler gave it."""
    fitted = replace(method, seed=task.seed, budget=task.budget).fitted(Histories(lists, dict(task.cells)))
    if fitted.draws is None:
        raise SystemExit(f"{task.table} is refused: {fitted.estimate.refused}")
    draws = np.quantile(fitted.draws, (np.arange(QUANTILES) + 0.5) / QUANTILES, method="inverted_cdf")
    told = fitted.estimate.diagnostics
    return {"draws": [int(x) for x in draws], "converged": told["converged"], "sampler": told["sampler"]}


def summary(answers: Sequence[Mapping[str, Any]], n: int) -> dict[str, Any]:
    """Modes of the pooled draws with their weights, ``spread`` being the standard deviation between answers."""
    draws = np.array([each["draws"] for each in answers], dtype=float)
    modes = convergence.modes(draws)
    low, median, high = np.quantile(draws, (0.025, 0.5, 0.975))
    return {
        "cuts": [round(mode.low) for mode in modes[1:]],
        "weights": [round(mode.weight, 4) for mode in modes],
        "spread": [round(mode.spread, 4) for mode in modes],
        "low": round(low),
        "median": round(median),
        "high": round(high),
        "ess_between": round(convergence.ess_between(draws)),
        "p_above_21n": round(float((draws > 21 * n).mean()), 4),
        "agreed": sum(bool(each["converged"]) for each in answers),
        "samplers": sorted({each["sampler"] for each in answers}),
    }
