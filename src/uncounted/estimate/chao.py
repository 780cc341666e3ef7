"""Chao's lower bounds: what the victims on one list and on two say at least about those on none."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from uncounted.estimate import formulas
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Fit, answer, check_level, unused_lists
from uncounted.estimate.two_lists import below_two
from uncounted.model.estimate import Estimate, EstimateKind

LISTS = (
    "Lists may differ in how many they record, and victims in how likely they are to be recorded, provided that who is "
    "harder for one list is harder for all; for each victim, the lists record independently of one another. Every "
    "match is right and none is missed, and all lists cover the same people, place and time. Then the number of "
    "victims is at least about the figure; its interval is that of the bound, not of the number of victims."
)
MANY = (
    "There are many lists, each with a small chance of recording anybody; victims may differ in that chance, lists do "
    "not. With few lists the formula overshoots, and its figure is no lower bound."
)


@dataclass(frozen=True)
class Chao:
    """Chao's lower bound for few lists that differ (``formulas.chao_lists``), log-normal interval (Chao 1987).

    ``bias_corrected`` divides by f2 + 1; at f2 = 0 that form is taken in any case, with a warning. Sources: Chao 1987,
    1989; Rivest and Baillargeon 2007. Raises BadSetting for a ``level`` outside (0, 1).
    """

    level: float = 0.95
    bias_corrected: bool = False

    name: ClassVar[str] = "chao"
    kind: ClassVar[EstimateKind] = "lower bound"
    assumption: ClassVar[str] = LISTS

    def __post_init__(self) -> None:
        check_level(self.level)

    def plan(self, histories: Histories) -> Sequence[Chao]:  # noqa: ARG002  # the table does not matter here
        """One fit."""
        return (self,)

    def fit(self, histories: Histories) -> Estimate:
        """The bound over the usable lists. Refused below three of them."""
        started = time.perf_counter()
        usable = histories.usable()
        if len(usable) < 3:
            found = Fit(usable, self.assumption, refused=_below_three(usable))
        else:
            found = self._found(histories.restrict(usable), unused_lists(histories))
        return answer(self, histories, found, started)

    def _found(self, table: Histories, warnings: tuple[str, ...]) -> Fit:
        f1, f2 = table.frequencies()[:2]
        corrected = self.bias_corrected or f2 == 0
        if corrected and not self.bias_corrected:
            warnings += ("nobody is on exactly two lists: the bias-corrected form is used, and it is weak",)
        value, variance = self._value(table, f1, f2, corrected)
        low, high = formulas.log_normal_interval(table.n_observed, value, variance, self.level)
        counts = {"n": table.n_observed, "f1": f1, "f2": f2}
        return Fit(table.lists, self.assumption, value, low, high, None, warnings + self._warn(table), counts)

    def _value(self, table: Histories, _f1: int, f2: int, corrected: bool) -> tuple[float, float]:
        singles = table.singles()
        value = table.n_observed + formulas.chao_lists(singles, f2, bias_corrected=corrected)
        return value, formulas.chao_lists_variance(singles, f2, bias_corrected=corrected)

    def _warn(self, _table: Histories) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class Chao1987(Chao):
    """N + f1^2 / (2 f2), as published in 1987 and as most software prints it: arithmetic, for comparison.

    With t lists its unrecorded part is t / (t - 1) times too large even for victims and lists that are all alike, so
    that with the few lists of a conflict it is not a lower bound.
    """

    name: ClassVar[str] = "chao-1987"
    kind: ClassVar[EstimateKind] = "arithmetic"
    assumption: ClassVar[str] = MANY

    def _value(self, table: Histories, f1: int, f2: int, corrected: bool) -> tuple[float, float]:
        n = table.n_observed
        if corrected:
            return formulas.chao_bias_corrected(n, f1, f2), formulas.chao_bias_corrected_variance(n, f1, f2)
        return formulas.chao_1987(n, f1, f2), formulas.chao_1987_variance(f1, f2)

    def _warn(self, table: Histories) -> tuple[str, ...]:
        t = len(table.lists)
        excess = f"with {t} lists the unrecorded part comes out at least {t}/{t - 1} as large as in the bound"
        return (f"{excess} that holds for few lists ('chao')",)


def _below_three(usable: Sequence[str]) -> str:
    if len(usable) < 2:
        return below_two(usable)
    return f"two usable lists ({usable[0]}, {usable[1]}): a bound needs three; two lists give arithmetic only (chapman)"
