"""Lists with a known truth, for tests and for questions of design: would these lists show what they hide?"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.estimate.histories import Histories
from uncounted.model.errors import BadSetting


@dataclass(frozen=True)
class Design:
    """How a population of victims is recorded.

    ``victims`` is the truth. ``rates`` gives, for each list, the chance in (0, 1) that it records a victim of average
    chance that no earlier list recorded. ``heterogeneity`` is the standard deviation, on the logit scale, of what makes
    a victim more or less likely to be on every list (normal, mean 0; 0: all alike). ``dependence`` lists
    ``(i, j, log_odds)`` with i < j: being on list i adds ``log_odds`` to the logit of being on list j (0: independent;
    positive: a list that copies or refers; negative: one that avoids). ``lists`` names the lists; L1, L2, ... if empty.

    Raises BadSetting where these do not fit together.
    """

    victims: int
    rates: tuple[float, ...]
    heterogeneity: float = 0.0
    dependence: tuple[tuple[int, int, float], ...] = ()
    lists: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        width = len(self.rates)
        if self.victims < 0 or self.heterogeneity < 0:
            raise BadSetting("A design has a number of victims and a heterogeneity from 0.")
        if not width or not all(0 < rate < 1 for rate in self.rates):
            raise BadSetting("A design has a rate between 0 and 1 for each list.")
        if self.lists and len(self.lists) != width:
            raise BadSetting(f"A design has a name for each of its {width} lists, or none.")
        if not all(0 <= i < j < width for i, j, _ in self.dependence):
            raise BadSetting("A dependence goes from an earlier list to a later one.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the lists."""
        return self.lists or tuple(f"L{i + 1}" for i in range(len(self.rates)))


def simulate_lists(design: Design, seed: int, *, stratum: dict[str, str] | None = None) -> Histories:
    """Draw the lists once. The same design and seed give the same table on every machine.

    The victims on no list are ``design.victims`` less the table's ``n_observed``.
    """
    draw = random.Random(seed)  # noqa: S311  # a simulation, not a secret
    logits = [math.log(rate / (1 - rate)) for rate in design.rates]
    into: list[list[tuple[int, float]]] = [[] for _ in logits]
    for i, j, shift in design.dependence:
        into[j].append((i, shift))
    cells: Counter[str] = Counter()
    for _ in range(design.victims):
        cells[_history(draw, logits, into, design.heterogeneity)] += 1
    cells.pop("0" * len(logits), None)
    return Histories(design.names, dict(cells), stratum)


def simulate_strata(designs: Sequence[tuple[dict[str, str], Design]], seed: int) -> tuple[Histories, ...]:
    """Draw one table per stratum, each from a seed of its own that ``seed`` gives."""
    seeds = random.Random(seed)  # noqa: S311
    return tuple(simulate_lists(design, seeds.getrandbits(64), stratum=stratum) for stratum, design in designs)


def _history(
    draw: random.Random, logits: list[float], into: list[list[tuple[int, float]]], heterogeneity: float
) -> str:
    own = draw.gauss(0.0, heterogeneity) if heterogeneity else 0.0
    on: list[bool] = []
    for j, logit in enumerate(logits):
        x = logit + own + sum(shift for i, shift in into[j] if on[i])
        on.append(draw.random() < 1 / (1 + math.exp(-x)))
    return "".join("1" if yes else "0" for yes in on)
