"""How many victims no list recorded: what one method says of one stratum, or why it says nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from uncounted.model.scope import Scope

# ``estimate``: of the number of victims, recorded or not. ``lower bound``: the number is at least about this.
# ``arithmetic``: a formula worked out on the counts, not offered as an estimate.
EstimateKind = Literal["estimate", "lower bound", "arithmetic"]


@dataclass(frozen=True)
class ListUse:
    """One list as a stratum sees it.

    ``records`` is how many victims of the stratum it holds; ``overlap`` how many of them another list holds too. It is
    ``usable`` with at least one record and an overlap; ``reason`` says why it is not. ``admits`` is whom the list takes
    in, in its keeper's words; null where nobody has said.
    """

    name: str
    records: int
    overlap: int
    usable: bool
    reason: str | None = None
    admits: str | None = None


@dataclass(frozen=True)
class Estimate:
    """One method's answer for one stratum.

    ``stratum`` maps a stratifying column to its value; null for a table that is not stratified. ``n_observed`` counts
    the victims on any list. ``estimate`` is the number of victims, recorded or not; ``low`` and ``high`` are the closed
    interval of probability ``level`` around it. ``refused`` gives the reason where there is no number; then all three
    are null. ``rhat``, ``ess_bulk`` and ``ess_tail`` are null for methods that do not sample. ``assumption`` is what
    must be true for the number to mean what it says. ``lists`` are the lists of the stratum, ``used`` the names of
    those that entered the figure, ``counts`` the statistics it rests on. ``diagnostics`` holds what the method measured
    of its own soundness, by names that docs/estimation.md lists (modes, models, checks); JSON values only. ``hash`` is
    the digest of inputs, settings, seed and program version; ``seconds`` does not enter it.

    Raises ValueError where the interval does not contain the estimate, or a number stands beside a refusal.
    """

    TYPE: ClassVar[str] = "estimate"

    stratum: dict[str, str] | None
    method: str
    kind: EstimateKind
    n_observed: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    rhat: float | None = None
    ess_bulk: float | None = None
    ess_tail: float | None = None
    seconds: float | None = None
    warnings: tuple[str, ...] = ()
    refused: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    seed: int | None = None
    hash: str = ""
    scope: Scope | None = None
    target_population: str | None = None
    lists: tuple[ListUse, ...] = ()
    used: tuple[str, ...] = ()
    assumption: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    diagnostics: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.n_observed < 0:
            raise ValueError("n_observed cannot be negative")
        if not 0 < self.level < 1:
            raise ValueError(f"level should lie between 0 and 1, not {self.level}")
        numbers = [x for x in (self.low, self.estimate, self.high) if x is not None]
        if not all(map(math.isfinite, numbers)):
            raise ValueError("an estimate and its interval are finite; an open end is null")
        if numbers != sorted(numbers):
            raise ValueError(f"the interval {self.low} to {self.high} does not contain {self.estimate}")
        if (self.refused is None) == (self.estimate is None):
            raise ValueError("an estimate has either a number or the reason why there is none")
        if self.refused is not None and numbers:
            raise ValueError("a refused estimate has no interval")
