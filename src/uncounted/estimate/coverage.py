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
class Answer:
    """The estimate with its interval, all over the truth, and the largest R-hat behind it, null without runs."""

    estimate: float
    low: float
    high: float
    rhat: float | None = None


def tables(designs: Strata, many: int, seed: int) -> list[tuple[Histories, ...]]:
    """``many`` independent draws of the strata, each from a seed of its own that ``seed`` gives."""
    return [table(designs, i, seed) for i in range(many)]


def table(designs: Strata, at: int, seed: int) -> tuple[Histories, ...]:
    """The draw that is in place ``at`` of ``tables``, from 0."""
    seeds = random.Random(seed)  # noqa: S311  # a simulation, not a secret
    for _ in range(at * len(designs)):
        seeds.getrandbits(64)
    return tuple(simulate_lists(design, seeds.getrandbits(64), stratum=stratum) for stratum, design in designs)


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
    started = time.perf_counter()
    found: list[Answer | None] = []
    for i, drawn in enumerate(tables(designs, many, seed)):
        found.append(answer(method, drawn, victims(designs)))
        step(i + 1)
    return summary(method, designs, found, seed, name, (time.perf_counter() - started) / max(many, 1))


def victims(designs: Strata) -> int:
    """The truth: victims of all strata."""
    return sum(design.victims for _, design in designs)


def summary(
    method: Estimator, designs: Strata, answers: Sequence[Answer | None], seed: int, name: str, seconds: float
) -> Coverage:
    """What the answers come to; null ones were refused. ``seconds`` is the time for one table."""
    found = [one for one in answers if one is not None]
    refused = len(answers) - len(found)
    common = (name, method.name, method.kind, len(answers), victims(designs), method.level, seed, refused)
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


def answer(method: Estimator, drawn: Sequence[Histories], truth: int) -> Answer | None:
    """The method on one draw of the strata, their sum where there are several; null where it is refused."""
    fits = [method.fitted(each) for each in drawn]
    rhats = [fit.estimate.rhat for fit in fits if fit.estimate.rhat is not None]
    one = fits[0].estimate if len(fits) == 1 else sum_strata(fits)
    if one.estimate is None or one.low is None or one.high is None:
        return None
    return Answer(one.estimate / truth, one.low / truth, one.high / truth, max(rhats, default=None))


def _share(found: Sequence[Answer], of: Callable[[Answer], bool]) -> float:
    return sum(map(of, found)) / len(found)
