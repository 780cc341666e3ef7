"""All methods of one stratum side by side: how far apart they are is the first thing to know about any one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from uncounted.model import records
from uncounted.model.estimate import Estimate
from uncounted.model.estimation import Spread, SumOfStrata


def spread(fits: Iterable[Estimate]) -> Spread | None:
    """The spread of one stratum's answers; null without any.

    Only figures of kind ``estimate`` enter: a lower bound or arithmetic is none. Methods of kind ``estimate`` that
    were refused are named.
    """
    of_kind = [one for one in fits if one.kind == "estimate"]
    if not of_kind:
        return None
    found = [one for one in of_kind if one.estimate is not None]
    values = [one.estimate for one in found if one.estimate is not None]
    ends = [(one.low, one.high) for one in found if one.low is not None and one.high is not None]
    several = len(values) > 1
    names = dict(zip(map(id, of_kind), labels(of_kind), strict=True))
    return Spread(
        of_kind[0].stratum,
        of_kind[0].n_observed,
        tuple(names[id(one)] for one in found),
        min(values) if several else None,
        max(values) if several else None,
        min((low for low, _ in ends), default=None) if several else None,
        max((high for _, high in ends), default=None) if several else None,
        max(values) / min(values) if several and min(values) > 0 else None,
        tuple((names[id(a)], names[id(b)]) for a, b in combinations(found, 2) if _apart(a, b)),
        tuple(names[id(one)] for one in of_kind if one.refused is not None),
    )


def labels(fits: Sequence[Estimate | SumOfStrata]) -> list[str]:
    """What to call each answer: its method, and where a method has several, the settings in which they differ."""
    values: dict[tuple[str, str], set[str]] = {}
    for one in fits:
        for name, value in one.settings.items():
            values.setdefault((one.method, name), set()).add(records.to_line(value))
    found = []
    for one in fits:
        differ = [
            f"{name} {_said(value)}"
            for name, value in one.settings.items()
            if value is not None and name != "lists" and len(values[one.method, name]) > 1
        ]
        found.append(f"{one.method} ({', '.join(differ)})" if differ else one.method)
    return found


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _apart(a: Estimate, b: Estimate) -> bool:
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.high < b.low or b.high < a.low
