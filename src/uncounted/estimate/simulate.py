"""Lists with a known truth, for tests and for questions of design: would these lists show what they hide?"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from uncounted.estimate.histories import Histories
from uncounted.model.errors import BadSetting

LARGEST = 10**7  # victims


@dataclass(frozen=True)
class Group:
    """A part of the victims, unlike the others: their ``share`` of all, and each list's rate for them."""

    share: float
    rates: tuple[float, ...]


@dataclass(frozen=True)
class Design:
    """How a population of victims is recorded.

    ``victims`` is the truth. ``rates`` gives, for each list, the chance in (0, 1) that it records a victim of average
    chance that no earlier list recorded. ``groups`` makes latent classes: each victim is of one group, by its share,
    and has its rates in the place of ``rates``, which is empty then. ``heterogeneity`` is the standard deviation, on
    the logit scale, of what makes a victim more or less likely to be on every list (normal, mean 0; 0: all alike); it
    comes on top of groups. ``dependence`` lists ``(i, j, log_odds)`` with i < j: being on list i adds ``log_odds`` to
    the logit of being on list j (0: independent; positive: a list that copies or refers; negative: one that avoids).
    ``lists`` names the lists; L1, L2, ... if empty.

    Raises BadSetting where these do not fit together.
    """

    victims: int
    rates: tuple[float, ...] = ()
    heterogeneity: float = 0.0
    dependence: tuple[tuple[int, int, float], ...] = ()
    lists: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()

    def __post_init__(self) -> None:
        width = self.width
        if self.victims < 0 or self.heterogeneity < 0:
            raise BadSetting("A design has a number of victims and a heterogeneity from 0.")
        if self.victims > LARGEST:
            raise BadSetting(f"A design has at most {LARGEST:,} victims: each is drawn.")
        if bool(self.rates) == bool(self.groups):
            raise BadSetting("A design has either rates or groups with rates of their own.")
        for rates in (self.rates,) if self.rates else (group.rates for group in self.groups):
            if len(rates) != width or not width or not all(0 < rate < 1 for rate in rates):
                raise BadSetting("A design has a rate between 0 and 1 for each list.")
        shares = [group.share for group in self.groups]
        if self.groups and (min(shares) <= 0 or not math.isclose(sum(shares), 1, abs_tol=1e-6)):
            raise BadSetting("The shares of the groups are above 0 and sum to 1.")
        if self.lists and len(self.lists) != width:
            raise BadSetting(f"A design has a name for each of its {width} lists, or none.")
        if not all(0 <= i < j < width for i, j, _ in self.dependence):
            raise BadSetting("A dependence goes from an earlier list to a later one.")

    @property
    def width(self) -> int:
        """How many lists there are."""
        return len(self.rates or self.groups[0].rates) if self.rates or self.groups else 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the lists."""
        return self.lists or tuple(f"L{i + 1}" for i in range(self.width))


def simulate_lists(design: Design, seed: int, *, stratum: dict[str, str] | None = None) -> Histories:
    """Draw the lists once. The same design and seed give the same table on every machine.

    The victims on no list are ``design.victims`` less the table's ``n_observed``.
    """
    draw = random.Random(seed)  # noqa: S311  # a simulation, not a secret
    logits = [[math.log(rate / (1 - rate)) for rate in rates] for rates in _rates(design)]
    shares = [group.share for group in design.groups]
    into: list[list[tuple[int, float]]] = [[] for _ in range(design.width)]
    for i, j, shift in design.dependence:
        into[j].append((i, shift))
    cells: Counter[str] = Counter()
    for _ in range(design.victims):
        own = draw.choices(logits, shares)[0] if shares else logits[0]
        cells[_history(draw, own, into, design.heterogeneity)] += 1
    cells.pop("0" * design.width, None)
    return Histories(design.names, dict(cells), stratum)


def _rates(design: Design) -> list[tuple[float, ...]]:
    return [group.rates for group in design.groups] or [design.rates]


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
