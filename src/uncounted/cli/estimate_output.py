"""Where the answers of ``uncounted estimate`` go: lines of JSON or tables on standard output, progress on error."""

from __future__ import annotations

import dataclasses
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from uncounted.estimate.histories import Histories
    from uncounted.estimate.interface import Method
    from uncounted.model.estimate import Estimate
    from uncounted.model.estimation import Combined, Consistency, Spread, SumOfStrata, TrajectoryPoint, Variation

T = TypeVar("T")
QUICK = ("lincoln-petersen", "chapman", "chao", "chao-1987")  # methods that answer at once, so that nothing is said


def listen() -> None:
    """What the estimators say of long work (that they compile) goes to standard error."""
    logger = logging.getLogger("uncounted")
    if not any(isinstance(handler, _ToStandardError) for handler in logger.handlers):
        logger.addHandler(_ToStandardError())
        logger.setLevel(logging.INFO)


class _ToStandardError(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        typer.echo(f"uncounted: {record.getMessage()}", err=True)


class Output:
    """``json``: every answer is a line as soon as it is known; otherwise each stratum is a set of tables."""

    def __init__(self, *, json: bool) -> None:
        self.json = json
        listen()

    @cached_property
    def _console(self) -> Console:
        from rich.console import Console

        return Console(markup=False, highlight=False, emoji=False)

    def say(self, line: str) -> None:
        """A line for a person, on standard error."""
        typer.echo(f"uncounted: {line}", err=True)

    def told(self, method: Method, table: Histories, kept: bool) -> None:
        """Progress: what is worked out now, where it takes time."""
        from uncounted.cli.estimate_tables import plain, where

        if method.name not in QUICK:
            on = ", ".join(table.lists)
            here = f"{where(table.stratum)}: " if table.stratum else ""
            self.say(plain(f"{here}{method.name}{_changed(method)} on {on}{' (kept)' if kept else ''}"))

    def line(self, noun: Any) -> None:
        """One line of JSON, where that is asked for."""
        from uncounted.model.records import to_line

        if self.json:
            sys.stdout.write(to_line(noun) + "\n")
            sys.stdout.flush()

    def lines(self, nouns: Iterable[T]) -> Iterator[T]:
        """The nouns again, each written as it comes."""
        for noun in nouns:
            self.line(noun)
            yield noun

    def stratum(self, table: Histories, found: Sequence[Estimate], apart: Spread | None) -> None:
        """The overlap table, the figures, and in words what they assume."""
        from uncounted.cli import estimate_tables as tables

        if self.json:
            return
        self._console.print(tables.title(table), style="bold")
        self._console.print(tables.overlap_table(table))
        self._console.print(tables.figures(found))
        for text in (*tables.spread_notes(apart), *tables.notes(found)):
            self._console.print(text)
        self._console.print()

    def variations(self, found: Sequence[Variation]) -> None:
        """The sensitivity analysis."""
        from uncounted.cli.estimate_around import sensitivity_table

        self._table("Sensitivity: one thing changed at a time", sensitivity_table(found) if found else None)

    def consistency(self, found: Sequence[Consistency], steps: Sequence[TrajectoryPoint]) -> None:
        """The test on what is known, and the answers as lists are added."""
        from uncounted.cli.estimate_around import consistency_table, trajectory_table

        self._table("Each list in turn as the truth", consistency_table(found) if found else None)
        self._table("As lists are added", trajectory_table(steps) if steps else None)

    def combined(self, found: Sequence[Combined]) -> None:
        """The answers over all tables of a linkage."""
        from uncounted.cli.estimate_around import combined_notes, combined_table

        self._table("All readings of the records together", combined_table(found) if found else None)
        self._notes(combined_notes(found))

    def sums(self, found: Sequence[SumOfStrata]) -> None:
        """The sums of strata."""
        from uncounted.cli.estimate_around import sum_notes, sum_table

        self._table("Sum of strata", sum_table(found) if found else None)
        self._notes(sum_notes(found))

    def _table(self, title: str, table: Any) -> None:
        if table is not None and not self.json:
            self._console.print(title, style="bold")
            self._console.print(table)
            self._console.print()

    def _notes(self, notes: Iterable[str]) -> None:
        if not self.json:
            for note in notes:
                self._console.print(note)
                self._console.print()


def _changed(method: Method) -> str:
    """The settings that are not the method's defaults."""
    fields = dataclasses.fields(cast(Any, method))
    found = [f"{f.name} {getattr(method, f.name)}" for f in fields if getattr(method, f.name) != f.default]
    return f" ({', '.join(found)})" if found else ""
