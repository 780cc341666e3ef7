"""What a report of estimation shows, in order: strata, their estimates, and the anchor of every figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeVar

from uncounted.model.comparison import labels, spread
from uncounted.model.estimate import Estimate
from uncounted.model.estimation import (
    Combined,
    Consistency,
    Histogram,
    OverlapTable,
    Spread,
    SumOfStrata,
    TrajectoryPoint,
    Variation,
)
from uncounted.model.records import digest


class _OfStratum(Protocol):
    @property
    def stratum(self) -> dict[str, str] | None: ...


T = TypeVar("T", bound=_OfStratum)
Stratum = Mapping[str, str] | None


@dataclass(frozen=True)
class EstimationView:
    """Everything that one report shows. Each noun says itself to which stratum it belongs.

    ``tables`` are the overlap tables, one for each stratum; ``estimates`` every answer and refusal, in the order in
    which they are shown; the rest stands around them. ``title`` heads the page, ``made_at`` is an ISO time or empty,
    ``command`` is what was run, where that is known. ``source`` says where the lists come from, in the user's words.
    """

    tables: tuple[OverlapTable, ...]
    estimates: tuple[Estimate, ...]
    histograms: tuple[Histogram, ...] = ()
    sums: tuple[SumOfStrata, ...] = ()
    combined: tuple[Combined, ...] = ()
    sensitivity: tuple[Variation, ...] = ()
    consistency: tuple[Consistency, ...] = ()
    trajectory: tuple[TrajectoryPoint, ...] = ()
    title: str = "How many were never recorded"
    made_at: str = ""
    command: str = ""
    source: str = ""

    @cached_property
    def strata(self) -> tuple[Part, ...]:
        """Each stratum with what belongs to it, numbered from 1."""
        return tuple(Part(self, number, table) for number, table in enumerate(self.tables, 1))

    @cached_property
    def anchors(self) -> dict[int, str]:
        """By identity of a noun of this view, the id of its row in the page."""
        groups: tuple[tuple[str, tuple[object, ...]], ...] = (
            ("row", self.estimates),
            ("sum", self.sums),
            ("combined", self.combined),
            ("varied", self.sensitivity),
            ("consistency", self.consistency),
            ("lists", self.trajectory),
        )
        return {id(one): f"{name}-{n}" for name, group in groups for n, one in enumerate(group, 1)}

    def anchor(self, noun: object) -> str:
        """The id of the row that holds this noun's figure."""
        return self.anchors[id(noun)]

    def of(self, nouns: Iterable[T], stratum: Stratum) -> tuple[T, ...]:
        """Those that belong to a stratum."""
        return tuple(one for one in nouns if one.stratum == stratum)

    @cached_property
    def labels(self) -> dict[int, str]:
        """By identity of an estimate or a sum, its method, with the settings where the method has several answers."""
        return {
            id(one): label
            for group in (self.estimates, self.sums)
            for one, label in zip(group, labels(group), strict=True)
        }

    def label(self, noun: Estimate | SumOfStrata) -> str:
        """The method of an answer, with its settings where the method has several."""
        return self.labels[id(noun)]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The labels of all answers but arithmetic, in order; a method's bare name only where it has no settings."""
        shown = [one for one in self.estimates if one.kind != "arithmetic"]
        found = dict.fromkeys(self.label(one) for one in shown)
        settled = {one.method for one in shown if self.label(one) != one.method}
        return tuple(label for label in found if label not in settled)

    @cached_property
    def methods(self) -> tuple[str, ...]:
        """The names of all methods, in the order of the estimates."""
        return tuple(dict.fromkeys(one.method for one in self.estimates))

    @cached_property
    def n_observed(self) -> int:
        """Victims on at least one list, over all strata: nobody is in two strata."""
        return sum(table.n_observed for table in self.tables)

    @cached_property
    def hash(self) -> str:
        """The digest of everything shown, in hex: equal reports have equal digests. The time of making is not in it."""
        around = (self.sums, self.combined, self.sensitivity, self.consistency, self.trajectory)
        return digest(self.tables, [one.hash for one in self.estimates], *around)


@dataclass(frozen=True)
class Part:
    """One stratum of a report."""

    view: EstimationView
    number: int
    table: OverlapTable

    @property
    def name(self) -> str:
        """The stratum in words; empty for a table that is not stratified."""
        return named(self.table.stratum)

    @property
    def id(self) -> str:
        """Its id in the page."""
        return f"stratum-{self.number}"

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every answer for it but arithmetic."""
        found = self.view.of(self.view.estimates, self.table.stratum)
        return tuple(one for one in found if one.kind != "arithmetic")

    @cached_property
    def arithmetic(self) -> tuple[Estimate, ...]:
        """The formulas of two lists and the like, which are no estimates."""
        return tuple(one for one in self.view.of(self.view.estimates, self.table.stratum) if one.kind == "arithmetic")

    @cached_property
    def formulas(self) -> frozenset[str]:
        """Methods whose figures are arithmetic here."""
        return frozenset(one.method for one in self.arithmetic)

    def under(self, column: str) -> Estimate | None:
        """Its answer for one column of ``EstimationView.columns``; a refusal of the whole method stands in each."""
        found = {self.view.label(one): one for one in self.estimates}
        return found.get(column) or found.get(column.partition(" (")[0])

    def bounds(self, method: str) -> bool:
        """Whether a method's figures are lower bounds here."""
        return any(one.kind == "lower bound" for one in self.estimates if one.method == method)

    @cached_property
    def spread(self) -> Spread | None:
        """Its methods side by side; null without an answer or refusal of kind estimate."""
        return spread(self.estimates)

    @property
    def lowest(self) -> Estimate | None:
        """The estimate with the least figure; null without any."""
        return min(self._answered, key=lambda one: one.estimate or 0.0, default=None)

    @property
    def highest(self) -> Estimate | None:
        """The estimate with the greatest figure; null without any."""
        return max(self._answered, key=lambda one: one.estimate or 0.0, default=None)

    @property
    def _answered(self) -> list[Estimate]:
        return [one for one in self.estimates if one.kind == "estimate" and one.estimate is not None]

    def histogram(self, one: Estimate) -> Histogram | None:
        """How the draws of an estimate lie; null where it has none."""
        for found in self.view.of(self.view.histograms, self.table.stratum):
            if found.hash == one.hash and (found.method, found.used) == (one.method, one.used):
                return found
        return None

    @cached_property
    def sensitivity(self) -> dict[str, tuple[Variation, ...]]:
        """By method, its answers with one thing changed."""
        return _by_method(self.view.of(self.view.sensitivity, self.table.stratum))

    @cached_property
    def consistency(self) -> dict[str, tuple[Consistency, ...]]:
        """By method, what it says of each list in turn."""
        return _by_method(self.view.of(self.view.consistency, self.table.stratum))

    @cached_property
    def trajectory(self) -> dict[str, tuple[TrajectoryPoint, ...]]:
        """By method, what it says as lists are added."""
        return _by_method(self.view.of(self.view.trajectory, self.table.stratum))


def named(stratum: Stratum) -> str:
    """A stratum in words: ``year 2001, region North``."""
    return ", ".join(f"{name} {value}" for name, value in (stratum or {}).items())


def _by_method(found: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    by: dict[str, list[Any]] = {}
    for one in found:
        by.setdefault(one.method, []).append(one)
    return {name: tuple(group) for name, group in by.items()}
