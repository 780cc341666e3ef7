"""Two lists: Lincoln-Petersen and Chapman.

With two lists nothing in the data can show whether the lists are independent, so that what comes out is arithmetic,
never an estimate.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from uncounted.estimate import formulas
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Fit, answer, check_level
from uncounted.model.errors import BadSetting
from uncounted.model.estimate import Estimate, EstimateKind

ASSUMPTION = (
    "The two lists are independent: being on one makes a victim neither more nor less likely to be on the other, and "
    "on at least one of them every victim had the same chance. Every match is right and none is missed, and both lists "
    "cover the same people, place and time. Nothing in two lists can test this."
)
FEW_ON_BOTH = 7  # from here on the bias of Chapman's formula is negligible (Robson and Regier 1964)


@dataclass(frozen=True)
class TwoLists(ABC):
    """Settings of a two-list formula.

    ``lists`` names the pair; null leaves it to ``plan``, or to a table that has just two. ``level`` is the probability
    of the interval. Raises BadSetting.
    """

    lists: tuple[str, str] | None = None
    level: float = 0.95

    name: ClassVar[str]
    kind: ClassVar[EstimateKind] = "arithmetic"

    def __post_init__(self) -> None:
        check_level(self.level)
        if self.lists is not None and (len(self.lists) != 2 or self.lists[0] == self.lists[1]):
            raise BadSetting("A two-list formula takes two different lists.")

    def plan(self, histories: Histories) -> Sequence[TwoLists]:
        """One fit for each pair of usable lists, or the pair that the settings name."""
        if self.lists is not None:
            return (self,)
        usable = histories.usable()
        pairs = [pair for pair in histories.pairs() if pair[0] in usable and pair[1] in usable]
        return tuple(replace(self, lists=pair) for pair in pairs) or (self,)

    def fit(self, histories: Histories) -> Estimate:
        """The figure of the pair. Refused below two usable lists, or where the pair shares no victim.

        Raises UnknownName for a list that the table does not have, and BadSetting where the settings name no pair and
        the table has several.
        """
        started = time.perf_counter()
        return answer(self, histories, self._found(histories), started)

    def _found(self, histories: Histories) -> Fit:
        pair = self.lists
        if pair is None:
            usable = histories.usable()
            if len(usable) < 2:
                return Fit((), ASSUMPTION, refused=below_two(usable))
            if len(usable) > 2:
                raise BadSetting(f"Name the two lists, out of: {', '.join(usable)}.")
            pair = (usable[0], usable[1])
        n1, n2, m = histories.records(pair[0]), histories.records(pair[1]), histories.both(*pair)
        counts = {"n1": n1, "n2": n2, "m": m, "n": n1 + n2 - m}
        if m == 0:
            return Fit(pair, ASSUMPTION, refused="the two lists share no victim, so nothing follows", counts=counts)
        value, variance = self._value(n1, n2, m)
        low, high = formulas.log_normal_interval(counts["n"], value, variance, self.level)
        warnings = _warnings(n1, n2, m)
        return Fit(pair, ASSUMPTION, value, low, high, warnings=warnings, counts=counts)

    @abstractmethod
    def _value(self, n1: int, n2: int, m: int) -> tuple[float, float]:
        """The figure and its variance, from the two lists' sizes and their overlap."""


@dataclass(frozen=True)
class LincolnPetersen(TwoLists):
    """n1 n2 / m (Petersen 1896; Lincoln 1930), variance of Sekar and Deming 1949."""

    name: ClassVar[str] = "lincoln-petersen"

    def _value(self, n1: int, n2: int, m: int) -> tuple[float, float]:
        return formulas.lincoln_petersen(n1, n2, m), formulas.lincoln_petersen_variance(n1, n2, m)


@dataclass(frozen=True)
class Chapman(TwoLists):
    """(n1 + 1)(n2 + 1) / (m + 1) - 1 (Chapman 1951), variance of Seber 1970, log-normal interval (Chao 1987)."""

    name: ClassVar[str] = "chapman"

    def _value(self, n1: int, n2: int, m: int) -> tuple[float, float]:
        return formulas.chapman(n1, n2, m), formulas.chapman_variance(n1, n2, m)


def below_two(usable: Sequence[str]) -> str:
    """Why a table with fewer than two usable lists gives nothing."""
    have = f"one usable list ({usable[0]})" if usable else "no usable list"
    return f"{have}: a usable list has at least one record and shares a victim with another; two are needed"


def _warnings(n1: int, n2: int, m: int) -> tuple[str, ...]:
    found = []
    if m < FEW_ON_BOTH:
        found.append(f"only {m} on both lists: the formulas are biased below {FEW_ON_BOTH} (Robson and Regier 1964)")
    if m in (n1, n2):
        found.append("one list lies wholly within the other: the interval has no width and says nothing")
    return tuple(found)
