"""What every method of estimation has in common: settings in, ``fit(histories)``, an Estimate out.

A method of two lists answers by itself; every other one is an ``Estimator``, which sees the usable lists alone and
never fewer than three of them.
"""

from __future__ import annotations

import dataclasses
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

from uncounted import __version__
from uncounted.estimate.histories import Histories
from uncounted.model import records
from uncounted.model.errors import BadSetting
from uncounted.model.estimate import Estimate, EstimateKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Method(Protocol):
    """A method with its settings: a frozen dataclass whose fields are the settings.

    ``name`` is how a command line calls it. ``plan`` says which fits answer for a table: most methods fit once, the
    two-list methods once for each pair. ``fit`` never raises for what a table lacks: it returns a refusal.
    """

    name: ClassVar[str]
    kind: ClassVar[EstimateKind]

    def plan(self, histories: Histories) -> Sequence[Method]:
        """This method with its settings completed for the table, once for each fit."""
        ...

    def fit(self, histories: Histories) -> Estimate:
        """The method's answer for the table."""
        ...


@dataclass(frozen=True)
class Fit:
    """What a method found: a number with its interval, or the reason for none.

    ``counts`` are the statistics that it rests on, ``used`` the lists that entered. ``draws`` are draws of the number
    of victims, recorded or not, from the method's posterior or from the sampling distribution that its interval rests
    on: an array of any length, in no order that matters, null where the method has none. Sums of strata, imputations
    and linkages are formed from them. ``expected`` are the chances of each history given that a victim is recorded, one
    row for each of some draws (one row for a method with a single fit), one column for each history in the order of
    ``histories_of``: the table is checked against what they predict. ``diagnostics`` holds JSON values (see
    ``Estimate``).
    """

    used: tuple[str, ...]
    assumption: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    refused: str | None = None
    warnings: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    draws: NDArray[np.float64] | None = None
    expected: NDArray[np.float64] | None = None
    rhat: float | None = None
    ess_bulk: float | None = None
    ess_tail: float | None = None
    diagnostics: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fitted:
    """An estimate with its draws and expected cells (see ``Fit``), which its JSON does not carry."""

    estimate: Estimate
    draws: NDArray[np.float64] | None = None
    expected: NDArray[np.float64] | None = None


class Estimator(ABC):
    """A method of three lists or more: a frozen dataclass of settings that says ``find`` for a table of usable lists.

    ``level`` is the probability of the interval, ``assumption`` what must be true for the figure to mean what it says.
    ``draws`` says what the method's draws are of: the "posterior" of the number of victims, so that they tell how
    probable a number is, or the "sampling" distribution of the figure. It stands in the diagnostics by this name.
    """

    name: ClassVar[str]
    kind: ClassVar[EstimateKind] = "estimate"
    assumption: ClassVar[str]
    draws: ClassVar[Literal["posterior", "sampling"]] = "sampling"
    fewest: ClassVar[int] = 3  # usable lists
    level: float

    def variations(self, table: Histories) -> Sequence[tuple[str, Estimator]]:
        """The method with other settings that a careful reader would try on the table, each with what it changes."""
        from uncounted.estimate.grids import varied

        return tuple(varied(self, table))

    def plan(self, histories: Histories) -> Sequence[Estimator]:  # noqa: ARG002  # the table does not matter here
        """One fit."""
        return (self,)

    def fit(self, histories: Histories) -> Estimate:
        """The method's answer over the usable lists. Refused, with the reason, below ``fewest`` of them."""
        return self.fitted(histories).estimate

    def fitted(self, histories: Histories) -> Fitted:
        """The same answer with its draws."""
        started = time.perf_counter()
        usable = histories.usable()
        if len(usable) < self.fewest:
            found = Fit(usable, self.assumption, refused=too_few(usable, self.fewest))
        else:
            found = self.find(histories.restrict(usable))
            told = found.diagnostics if found.draws is None else {"draws": self.draws} | found.diagnostics
            found = dataclasses.replace(found, warnings=unused_lists(histories) + found.warnings, diagnostics=told)
        return Fitted(answer(self, histories, found, started), found.draws, found.expected)

    @abstractmethod
    def find(self, table: Histories) -> Fit:
        """What the method finds in a table whose lists are all usable; a refusal where no estimate exists."""


def too_few(usable: Sequence[str], fewest: int) -> str:
    """Why a table with so few usable lists is refused."""
    if not usable:
        have = "no usable list"
    else:
        have = f"{len(usable)} usable list{'s' if len(usable) > 1 else ''} ({', '.join(usable)})"
    why = "; two lists cannot show whether they are independent" if len(usable) == 2 else ""
    return f"{have}: an estimate needs {fewest}, each with a record and an overlap{why}"


def histories_of(width: int) -> tuple[str, ...]:
    """Every history of ``width`` lists but that of none, as binary numbers rise: 001, 010, 011, 100, ..."""
    return tuple(format(number, f"0{width}b") for number in range(1, 2**width))


def settings_of(method: Any) -> dict[str, Any]:
    """The settings of a method as JSON values, ``seed`` apart."""
    values = {f.name: records.to_json(getattr(method, f.name)) for f in dataclasses.fields(method)}
    values.pop("seed", None)
    return values


def fingerprint(method: Any, histories: Histories) -> str:
    """The digest of table, method, settings, seed and program version: equal ones have equal answers."""
    seed = getattr(method, "seed", None)
    return records.digest(_inputs(histories), method.name, settings_of(method), seed, __version__)


def answer(method: Any, histories: Histories, found: Fit, started: float) -> Estimate:
    """The Estimate for what a method found; ``started`` is ``time.perf_counter()`` at the start of the fit."""
    settings, seed = settings_of(method), getattr(method, "seed", None)
    warnings = histories.notes + found.warnings
    if found.estimate is not None and found.estimate < histories.n_observed:
        warnings += (f"the figure is below the {histories.n_observed:,} victims that all lists record together",)
    return Estimate(
        stratum=histories.stratum,
        method=method.name,
        kind=method.kind,
        n_observed=histories.n_observed,
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        level=method.level,
        rhat=found.rhat,
        ess_bulk=found.ess_bulk,
        ess_tail=found.ess_tail,
        seconds=round(time.perf_counter() - started, 6),
        warnings=warnings,
        refused=found.refused,
        settings=settings,
        seed=seed,
        hash=fingerprint(method, histories),
        scope=histories.scope,
        target_population=histories.target_population,
        lists=histories.uses(),
        used=found.used,
        assumption=found.assumption,
        counts=found.counts,
        diagnostics=found.diagnostics,
    )


def check_level(level: float) -> None:
    """Raise BadSetting unless ``level`` is a probability strictly between 0 and 1."""
    if not 0 < level < 1:
        raise BadSetting(f"The level of an interval lies between 0 and 1, such as 0.95, not {level}.")


def unused_lists(histories: Histories) -> tuple[str, ...]:
    """One remark for each list that cannot be used."""
    return tuple(f"list {use.name} is left out: {use.reason}" for use in histories.uses() if not use.usable)


def _inputs(histories: Histories) -> dict[str, Any]:
    return {
        "lists": histories.lists,
        "cells": dict(histories.cells),
        "stratum": histories.stratum,
        "scope": histories.scope,
        "target_population": histories.target_population,
        "admits": dict(histories.admits),
    }
