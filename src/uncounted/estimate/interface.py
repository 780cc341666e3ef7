"""What every method of estimation has in common: settings in, ``fit(histories)``, an Estimate out."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from uncounted import __version__
from uncounted.estimate.histories import Histories
from uncounted.model import records
from uncounted.model.errors import BadSetting
from uncounted.model.estimate import Estimate, EstimateKind


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

    ``counts`` are the statistics that it rests on, ``used`` the lists that entered.
    """

    used: tuple[str, ...]
    assumption: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    refused: str | None = None
    warnings: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


def settings_of(method: Any) -> dict[str, Any]:
    """The settings of a method as JSON values, ``seed`` apart."""
    values = {f.name: records.to_json(getattr(method, f.name)) for f in dataclasses.fields(method)}
    values.pop("seed", None)
    return values


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
        seconds=round(time.perf_counter() - started, 6),
        warnings=warnings,
        refused=found.refused,
        settings=settings,
        seed=seed,
        hash=records.digest(_inputs(histories), method.name, settings, seed, __version__),
        scope=histories.scope,
        target_population=histories.target_population,
        lists=histories.uses(),
        used=found.used,
        assumption=found.assumption,
        counts=found.counts,
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
