"""``uncounted estimate``: what overlapping lists say about the victims on none of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from uncounted.model.errors import InputError, Refused

if TYPE_CHECKING:
    from uncounted.estimate.histories import Histories
    from uncounted.model.estimate import Estimate

LARGEST_FILE = 512 * 2**20  # bytes; a table of counts is a few kilobytes, ten million victims about this


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("estimate")(estimate)


def estimate(
    table: Annotated[str, typer.Argument(help="CSV or JSON file, or - for standard input.", show_default=False)],
    method: Annotated[
        str, typer.Option(help="lincoln-petersen, chapman, chao, chao-1987, several with commas, or all.")
    ] = "all",
    strata: Annotated[str, typer.Option(help="Columns that keep victims apart: year,region.")] = "",
    lists: Annotated[str, typer.Option(help="Columns that are lists; by default all that are left.")] = "",
    count: Annotated[str, typer.Option(help="Column of counts; by default count, freq, frequency or n.")] = "",
    level: Annotated[float, typer.Option(help="Probability of the interval.")] = 0.95,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines: one estimate per line.")] = False,
) -> None:
    """Estimate how many victims no list recorded, from how the lists overlap.

    The table has one row per victim and one 0/1 column per list, or one row per capture history and a column of
    counts, or is JSON: {"lists": ["A", "B", "C"], "cells": {"101": 23}}. Two lists give arithmetic, never an
    estimate; below two usable lists there is no number. Strata are answered apart and not added.
    """
    from uncounted.estimate.methods import chosen, fit_all
    from uncounted.estimate.methods import method as named
    from uncounted.estimate.tables import Columns, read_tables

    methods = [named(name, level=level) for name in chosen(method)]
    columns = Columns(_names(lists) or None, _names(strata), count or None)
    tables = read_tables(_read(table), path=table, columns=columns)
    numbered = 0
    for each in tables:
        found = list(fit_all((each,), methods))
        numbered += sum(1 for one in found if one.refused is None)
        _print_lines(found) if json else _print_tables(each, found)
    if not numbered:
        reasons = {one.refused for each in tables for one in fit_all((each,), methods) if one.refused}
        raise Refused("No number could be given: " + (reasons.pop() if len(reasons) == 1 else "see each reason") + ".")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _read(table: str) -> bytes:
    try:
        if table == "-":
            data = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            with Path(table).open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=table) from None
    if len(data) > LARGEST_FILE:
        raise InputError("larger than 512 MB; give a table of counts instead of one row per victim", path=table)
    return data


def _print_lines(found: Sequence[Estimate]) -> None:
    from uncounted.model.records import to_line

    for one in found:
        sys.stdout.write(to_line(one) + "\n")


def _print_tables(table: Histories, found: Sequence[Estimate]) -> None:
    from rich.console import Console

    from uncounted.cli.estimate_tables import figures, notes, overlap_table, title

    console = Console(markup=False, highlight=False, emoji=False)
    console.print(title(table), style="bold")
    console.print(overlap_table(table))
    console.print(figures(found))
    for line in notes(found):
        console.print(line)
    console.print()
