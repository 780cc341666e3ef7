"""Chao's lower bounds: what the victims on one list and on two say at least about those on none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, ClassVar

from uncounted.estimate import formulas
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator, Fit, check_level
from uncounted.model.estimate import EstimateKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 2000
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
class Chao(Estimator):
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

    def find(self, table: Histories) -> Fit:
        """The bound over the usable lists."""
        f1, f2 = table.frequencies()[:2]
        corrected = self.bias_corrected or f2 == 0
        warnings: tuple[str, ...] = ()
        if corrected and not self.bias_corrected:
            warnings = ("nobody is on exactly two lists: the bias-corrected form is used, and it is weak",)
        value, variance = self._value(table, f1, f2, corrected)
        low, high = formulas.log_normal_interval(table.n_observed, value, variance, self.level)
        counts = {"n": table.n_observed, "f1": f1, "f2": f2}
        return Fit(
            table.lists,
            self.assumption,
            value,
            low,
            high,
            warnings=warnings + self._warn(table),
            counts=counts,
            draws=_log_normal(table.n_observed, value, variance),
        )

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


def _log_normal(observed: int, value: float, variance: float) -> NDArray[np.float64]:
    """Draws of the law behind the log-normal interval: its quantiles at the middles of DRAWS equal shares."""
    import numpy as np

    hidden = value - observed
    if hidden <= 0 or variance <= 0:
        return np.full(DRAWS, value)
    spread = math.sqrt(math.log1p(variance / hidden**2))
    found: NDArray[np.float64] = observed + hidden * np.exp(spread * np.array(_normal_quantiles()))
    return found


@cache
def _normal_quantiles() -> tuple[float, ...]:
    normal = NormalDist()
    return tuple(normal.inv_cdf((i + 0.5) / DRAWS) for i in range(DRAWS))
