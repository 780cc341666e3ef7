"""Progress of a long run on standard error, where that is a terminal and nothing else is printed there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from uncounted.pipeline.bulk import Outcome


class Bar(Protocol):
    """What a run tells of itself."""

    def say(self, line: str) -> None:
        """One line for a person, above the bar."""
        ...

    def step(self, outcome: Outcome) -> None:
        """One text is done."""
        ...


class _Quiet:
    """No bar: lines alone."""

    def say(self, line: str) -> None:
        typer.echo(f"uncounted: {line}", err=True)

    def step(self, outcome: Outcome) -> None:
        """Nothing."""


@contextmanager
def progress(total: int | None, *, shown: bool) -> Iterator[Bar]:
    """A bar over ``total`` bytes of input (null: not known), or a quiet one.

    ``shown`` asks for one; it appears only on a terminal, and never where results are printed on that terminal too.
    """
    if not shown or not sys.stderr.isatty() or sys.stdout.isatty():
        yield _Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, markup=False)
    parts = [BarColumn(), TimeRemainingColumn()] if total else []
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        *parts,
        TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,  # else lines meant for a file would be drawn on the terminal
        redirect_stderr=False,
    )
    with bar as display:
        task = display.add_task("reading", total=total)

        class _Shown:
            n = 0

            def say(self, line: str) -> None:
                console.print(f"uncounted: {line}", soft_wrap=True)

            def step(self, outcome: Outcome) -> None:
                self.n += 1
                display.update(task, completed=outcome.done or None, description=f"{self.n:,} read")

        yield _Shown()
