"""``uncounted simulate``: lists with a known truth, and how often a method finds it."""

from __future__ import annotations

import json as text
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from uncounted.model.errors import BadSetting, InputError

if TYPE_CHECKING:
    from uncounted.estimate.designs import Strata
    from uncounted.estimate.interface import Estimator
    from uncounted.model.estimation import Coverage


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("simulate")(simulate)


def simulate(
    design: Annotated[str, typer.Argument(help="JSON file of the design, or -.", show_default=False)],
    method: Annotated[str, typer.Option(help="Test these methods: names with commas, default or all.")] = "",
    tables: Annotated[int, typer.Option(help="How many tables to draw.", min=1)] = 1,
    level: Annotated[float, typer.Option(help="Probability of the intervals.")] = 0.95,
    seed: Annotated[int, typer.Option(help="The same seed draws the same tables.", min=0, max=2**32 - 1)] = 1,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="A setting: name=value, or method.name=value. Repeats.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, also for the test of methods.")] = False,
) -> None:
    """Draw lists whose truth is known, and see whether methods find it: would such lists show what they hide?

    The design is JSON: {"victims": 1000, "rates": [0.5, 0.3, 0.2]}, or a list of such objects, one for each stratum.
    Without --method the overlap tables are printed, one a line, for `uncounted estimate`.
    """
    from uncounted.estimate.coverage import coverage
    from uncounted.estimate.designs import read_designs
    from uncounted.model.records import to_line

    designs = read_designs(_read(design), design)
    if not method:
        _print_tables(designs, tables, seed)
        return
    found = []
    for each in _estimators(method, level, settings or ()):
        typer.echo(f"uncounted: {each.name} on {tables} tables", err=True)
        one = coverage(each, designs, many=tables, seed=seed, name=Path(design).stem if design != "-" else "")
        found.append(one)
        if json:
            sys.stdout.write(to_line(one) + "\n")
    if not json:
        _print_coverage(found)


def _estimators(names: str, level: float, settings: Sequence[str]) -> list[Estimator]:
    from uncounted.cli.estimate import ready_methods
    from uncounted.estimate.interface import Estimator
    from uncounted.estimate.settings import build

    found = [each for each in build(ready_methods(names), level=level, given=settings) if isinstance(each, Estimator)]
    if not found:
        raise BadSetting("Two-list formulas are not tested: name a method of three lists or more.")
    return found


def _print_tables(designs: Strata, many: int, seed: int) -> None:
    from uncounted.estimate.coverage import tables

    for drawn in tables(designs, many, seed):
        lines = [
            {"lists": list(table.lists), "cells": dict(table.cells), "truth": design.victims}
            | ({} if stratum is None else {"stratum": stratum})
            for table, (stratum, design) in zip(drawn, designs, strict=True)
        ]
        sys.stdout.write(text.dumps(lines if len(lines) > 1 else lines[0], ensure_ascii=False) + "\n")


def _print_coverage(found: Sequence[Coverage]) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = Table(show_edge=False, pad_edge=False)
    shown.add_column("method")
    for name in ("tables", "refused", "covered", "too low", "too high", "median", "width"):
        shown.add_column(name, justify="right", no_wrap=True)
    for one in found:
        shares = ["" if x is None else f"{x:.1%}" for x in (one.covered, one.missed_low, one.missed_high)]
        ratios = ["" if x is None else f"{x:.3f}" for x in (one.median_ratio, one.width)]
        shown.add_row(one.method, str(one.tables), str(one.refused), *shares, *ratios)
    console = Console(markup=False, highlight=False, emoji=False)
    console.print(shown)
    console.print("Median of the figures and of the intervals' widths, over the truth.")


def _read(design: str) -> str:
    try:
        data = sys.stdin.buffer.read() if design == "-" else Path(design).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=design) from None
    except UnicodeDecodeError:
        raise InputError("not UTF-8", path=design) from None
