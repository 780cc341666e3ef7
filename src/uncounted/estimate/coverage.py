"""How often a method is right where the truth is known: simulated lists of one design, again and again."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from uncounted.estimate.designs import Strata
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator
from uncounted.estimate.simulate import simulate_lists
from uncounted.estimate.strata import sum_strata
from uncounted.model.estimation import Coverage


@dataclass(frozen=True)
class _Answer:
    """The estimate with its interval, all over the truth."""

    estimate: float
    low: float
    high: float


def tables(designs: Strata, many: int, seed: int) -> list[tuple[Histories, ...]]:
    """``many`` independent draws of the strata, each from a seed of its own that ``seed`` gives."""
    seeds = random.Random(seed)  # noqa: S311  # a simulation, not a secret
    return [
        tuple(simulate_lists(design, seeds.getrandbits(64), stratum=stratum) for stratum, design in designs)
        for _ in range(many)
    ]


def coverage(
    method: Estimator,
    designs: Strata,
    *,
    many: int = 200,
    seed: int = 1,
    name: str = "",
    step: Callable[[int], None] = lambda _done: None,
) -> Coverage:
    """The method on ``many`` tables drawn from the designs; with several strata, their sum (``sum_strata``).

    ``name`` is what the design is called, ``step`` is called with the number of tables done. The same seed draws the
    same tables for every method. A sum with a floor counts as an answer: it is what a reader would be given.
    """
    truth = sum(design.victims for _, design in designs)
    started = time.perf_counter()
    found: list[_Answer] = []
    for i, drawn in enumerate(tables(designs, many, seed)):
        answer = _answer(method, drawn, truth)
        if answer is not None:
            found.append(answer)
        step(i + 1)
    common = (name, method.name, method.kind, many, truth, method.level, seed, many - len(found))
    seconds = (time.perf_counter() - started) / max(many, 1)
    if not found:
        return Coverage(*common, seconds=seconds)
    return Coverage(
        *common,
        covered=_share(found, lambda one: one.low <= 1 <= one.high),
        missed_low=_share(found, lambda one: one.high < 1),
        missed_high=_share(found, lambda one: one.low > 1),
        median_ratio=statistics.median(one.estimate for one in found),
        width=statistics.median(one.high - one.low for one in found),
        seconds=seconds,
    )


def _answer(method: Estimator, drawn: Sequence[Histories], truth: int) -> _Answer | None:
    if len(drawn) == 1:
        one = method.fit(drawn[0])
        numbers = (one.estimate, one.low, one.high)
    else:
        summed = sum_strata([method.fitted(table) for table in drawn])
        numbers = (summed.estimate, summed.low, summed.high)
    estimate, low, high = numbers
    if estimate is None or low is None or high is None:
        return None
    return _Answer(estimate / truth, low / truth, high / truth)


def _share(found: Sequence[_Answer], of: Callable[[_Answer], bool]) -> float:
    return sum(map(of, found)) / len(found)
