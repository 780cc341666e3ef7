"""What stands around estimates, for eyes: sensitivity, consistency, sums of strata, linkages."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from uncounted.cli.estimate_tables import plain, where
from uncounted.estimate.comparison import labels
from uncounted.model.estimation import Combined, Consistency, SumOfStrata, TrajectoryPoint, Variation


def sensitivity_table(found: Sequence[Variation]) -> Table:
    """A row for each variation."""
    shown = _table("method", "changed", "observed", "figure", _percent(found[0].level))
    for one in found:
        values = _figures(one.estimate, one.low, one.high)
        shown.add_row(one.method, plain(one.what), f"{one.n_observed:,}", *values)
    return shown


def consistency_table(found: Sequence[Consistency]) -> Table:
    """A row for each list that was taken as the truth."""
    shown = _table("method", "list", "truth", "seen by others", "figure", _percent(found[0].level), "inside?")
    for one in found:
        inside = "" if one.covered is None else "yes" if one.covered else "no"
        values = _figures(one.estimate, one.low, one.high)
        shown.add_row(one.method, plain(one.list), f"{one.truth:,}", f"{one.n_observed:,}", *values, inside)
    return shown


def trajectory_table(found: Sequence[TrajectoryPoint]) -> Table:
    """A row for each number of lists."""
    shown = _table("method", "lists", "observed", "figure", _percent(found[0].level))
    for one in found:
        values = _figures(one.estimate, one.low, one.high)
        shown.add_row(one.method, plain(", ".join(one.lists)), f"{one.n_observed:,}", *values)
    return shown


def sum_table(found: Sequence[SumOfStrata]) -> Table:
    """A row for each method."""
    shown = _table("method", "strata", "floors", "observed", "figure", _percent(found[0].level))
    for one, label in zip(found, labels(found), strict=True):
        values = _figures(one.estimate, one.low, one.high)
        at_least = "at least " if one.kind == "lower bound" and one.estimate is not None else ""
        strata, floors = str(len(one.strata)), str(len(one.floors) or "")
        shown.add_row(plain(label), strata, floors, f"{one.n_observed:,}", at_least + values[0], values[1])
    return shown


def sum_notes(found: Sequence[SumOfStrata]) -> list[str]:
    """What the sums assume, and of which strata they are floors only."""
    lines: dict[str, list[str]] = {}
    for one in found:
        for text in filter(None, (one.refused and f"No sum: {one.refused}", one.floor and f"This is {one.floor}")):
            lines.setdefault(text, []).append(one.method)
    if any(one.assumption for one in found):
        independent = next(one.assumption for one in found if one.assumption).split(" In each stratum:")[0]
        lines[f"Assumption: {independent.removesuffix('.')}"] = [one.method for one in found if one.assumption]
    return [plain(f"{'; '.join(names)}. {text}.") for text, names in lines.items()]


def combined_table(found: Sequence[Combined]) -> Table:
    """A row for each method."""
    shown = _table("method", "stratum", "readings", "observed", "figure", _percent(found[0].level), "linkage")
    for one in found:
        values = _figures(one.estimate, one.low, one.high)
        seen = f"{one.n_observed_low:,}" if one.n_observed_low == one.n_observed_high else _range(one)
        share = "" if one.between_share is None else f"{one.between_share:.0%}"
        shown.add_row(one.method, plain(heading(one.stratum)), str(one.replicates), seen, *values, share)
    return shown


def combined_notes(found: Sequence[Combined]) -> list[str]:
    """Reasons of refusal and warnings."""
    lines: dict[str, list[str]] = {}
    for one in found:
        for text in (f"No figure: {one.refused}",) if one.refused else one.warnings:
            lines.setdefault(text, []).append(one.method)
    return [plain(f"{'; '.join(names)}. {text}.") for text, names in lines.items()]


def heading(stratum: dict[str, str] | None) -> str:
    """The stratum, or that there are none."""
    return where(stratum) or "all victims"


def _range(one: Combined) -> str:
    return f"{one.n_observed_low:,} to {one.n_observed_high:,}"


def _table(*names: str) -> Table:
    shown = Table(show_edge=False, pad_edge=False)
    for name in names:
        shown.add_column(name, justify="right" if name in ("truth", "seen by others", "observed", "figure") else "left")
    return shown


def _figures(estimate: float | None, low: float | None, high: float | None) -> tuple[str, str]:
    if estimate is None:
        return "none", ""
    between = f"{round(low):,} to {round(high):,}" if low is not None and high is not None else ""
    return f"{round(estimate):,}", between


def _percent(level: float) -> str:
    return f"{level * 100:.4g}% interval"
