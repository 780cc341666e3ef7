"""The settings that a careful reader would try besides those that were asked for, method by method."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from uncounted.estimate.histories import Histories
from uncounted.estimate.loglinear_models import default_order
from uncounted.model.errors import BadSetting

if TYPE_CHECKING:
    from uncounted.estimate.interface import Estimator

M = TypeVar("M", bound="Estimator")
Values: TypeAlias = Callable[[Histories], Sequence[Any]]


def _always(*values: Any) -> Values:
    return lambda _table: values


def _deltas(table: Histories) -> Sequence[float]:
    """Around one prior observation spread over all cells, and the values of published examples."""
    one = 2.0 ** -len(table.usable())
    return tuple(dict.fromkeys((one / 2, one, 2 * one, 0.5, 1.0)))


def _orders(table: Histories) -> Sequence[int]:
    return tuple(range(1, min(len(table.usable()), 5)))


# For each method its settings with the values that are tried, one setting at a time.
GRIDS: Mapping[str, Mapping[str, Values]] = {
    "chao": {"bias_corrected": _always(False, True)},
    "chao-1987": {"bias_corrected": _always(False, True)},
    "loglinear": {"criterion": _always("bic", "aic"), "max_order": _orders, "averaging": _always(True, False)},
    "closedp": {"model": _always("Mt", "Mth-chao", "Mth-poisson2", "Mth-darroch", "Mth-gamma3.5")},
    "stepwise": {
        "p_threshold": _always(0.001, 0.02, 0.05),
        "search": _always("stepwise", "bic", "downhill"),
    },
    "bayes-threshold": {
        "threshold": _always(1.5, 2.0, 2.5),
        "prior_variance": _always(0.5, 1.0, 4.0, None),
        "max_order": _always(2, 3),
    },
    "lcmcr": {"classes": _always(5, 10, 20), "a": _always(0.25, 1.0)},
    "dga": {"delta": _deltas, "edge_odds": _always(0.5, 1.0, 2.0)},
}
# What a null setting stands for, so that it is not tried twice.
NULLS: Mapping[tuple[str, str], Callable[[Histories], Any]] = {
    ("dga", "delta"): lambda table: 2.0 ** -len(table.usable()),
    ("loglinear", "max_order"): lambda table: default_order(len(table.usable())),
}


def varied(method: M, table: Histories) -> Iterator[tuple[str, M]]:
    """The method with one setting changed, each with the change in words; values that it already has are left out.

    A value that does not go with the other settings is left out too.
    """
    for setting, values in GRIDS.get(method.name, {}).items():
        now = getattr(method, setting)
        meant = NULLS.get((method.name, setting))
        for value in values(table):
            if value == (meant(table) if now is None and meant else now):
                continue
            try:
                other = cast(M, dataclasses.replace(cast(Any, method), **{setting: value}))
            except BadSetting:
                continue
            yield f"{setting} = {_shown(value)}", other


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "none"
    return f"{value:g}" if isinstance(value, float) else str(value)
