"""Bytes of a file to overlap tables: rows of victims, a table of counts, or JSON. All of it, or a refusal."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from uncounted.estimate.histories import Histories
from uncounted.estimate.tables_json import Replicates, has_draws, read_json, read_replicates
from uncounted.model.errors import InputError

COUNT_NAMES = ("count", "freq", "frequency", "n")  # what a column of counts is called, unless the user names it
_NO_VALUE = ("", "na", "n/a", "nan", "null", "none", ".", "?", "-")
_CODINGS = ({"0": "0", "1": "1"}, {"0.0": "0", "1.0": "1"}, {"false": "0", "true": "1"})


@dataclass(frozen=True)
class Columns:
    """Which columns of a CSV file are what.

    ``lists`` null: every column that is neither a stratum nor the count. ``strata``: the columns that keep victims
    apart. ``count`` null: a column called count, freq, frequency or n, where there is one.
    """

    lists: tuple[str, ...] | None = None
    strata: tuple[str, ...] = ()
    count: str | None = None


@dataclass
class _Plan:
    """Where in a row each thing stands, and the coding seen so far in each list column."""

    header: list[str]
    lists: list[int]
    strata: list[int]
    count: int | None
    codings: dict[int, dict[str, str]] = field(default_factory=dict)


def read_tables(data: bytes, *, path: str = "-", columns: Columns | None = None) -> tuple[Histories, ...]:
    """The overlap tables in a file, one per stratum, sorted by stratum.

    ``data`` is UTF-8: JSON where it starts with { or [, otherwise CSV with a header (comma, semicolon or tab). ``path``
    is for messages. A CSV row is one victim, or one capture history with its count. Raises InputError with the line
    for anything missing, coded otherwise, or of the wrong length; messages never repeat a cell: it may be a name.
    """
    columns = columns or Columns()
    text = _decoded(data, path)
    if text.lstrip()[:1] in ("{", "["):
        if columns != Columns():
            raise InputError("columns, strata and counts are named for CSV; a JSON table has its own", path=path)
        return read_json(text, path)
    rows = _rows(text, path)
    _, header = next(rows)
    plan = _plan(header, columns, path)
    cells: dict[tuple[str, ...], Counter[str]] = {}
    for line, row in rows:
        try:
            stratum, history, count = _row(plan, row)
        except InputError as error:
            raise InputError(str(error), path=path, position=f"line {line}") from None
        cells.setdefault(stratum, Counter())[history] += count
    if not cells:
        raise InputError("there is a header and no row under it", path=path)
    return tuple(_table(plan, stratum, cells[stratum], path) for stratum in sorted(cells))


def read_overlaps(
    data: bytes, *, path: str = "-", columns: Columns | None = None
) -> tuple[tuple[Histories, ...], tuple[Replicates, ...]]:
    """What a file holds: overlap tables, or where it is JSON with ``draws``, the replicates of each stratum.

    One of the two is empty. Raises InputError as ``read_tables`` does.
    """
    text = _decoded(data, path)
    if text.lstrip()[:1] in ("{", "[") and has_draws(text, path):
        if columns not in (None, Columns()):
            raise InputError("columns, strata and counts are named for CSV; a JSON table has its own", path=path)
        return (), read_replicates(text, path)
    return read_tables(data, path=path, columns=columns), ()


def _decoded(data: bytes, path: str) -> str:
    if not data.strip():
        raise InputError("the file is empty", path=path)
    if b"\0" in data:
        raise InputError("this is no text: give a CSV or JSON file in UTF-8", path=path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8; save the file as UTF-8", path=path, position=f"line {line}") from None


def _rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and trimmed cells of each row that is not blank; the header first."""
    first = text.lstrip("\r\n").splitlines()[0]
    delimiter = "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"not CSV: {error}", path=path, position=f"line {line}") from None
        if any(cell.strip() for cell in row):
            yield line, [cell.strip() for cell in row]


def _plan(header: list[str], columns: Columns, path: str) -> _Plan:
    for i, name in enumerate(header):
        if not name:
            raise InputError(f"column {i + 1} has no name in the header", path=path, position="line 1")
        if header.index(name) != i:
            raise InputError(f"two columns are called {name!r}", path=path, position="line 1")
    strata = _positions(header, columns.strata, path)
    count = _count_column(header, columns, path)
    if columns.lists is None:
        lists = [i for i in range(len(header)) if i != count and i not in strata]
    else:
        lists = _positions(header, columns.lists, path)
    for i in lists:
        if i in strata or i == count:
            raise InputError(f"column {header[i]!r} cannot be a list and something else", path=path)
    if not lists:
        raise InputError("no column is left for a list", path=path, position="line 1")
    return _Plan(header, lists, strata, count)


def _positions(header: list[str], names: Sequence[str], path: str) -> list[int]:
    for name in names:
        if name not in header:
            raise InputError(f"no column is called {name!r}; there are {', '.join(header)}", path=path)
        if names.count(name) > 1:
            raise InputError(f"column {name!r} is named twice", path=path)
    return [header.index(name) for name in names]


def _count_column(header: list[str], columns: Columns, path: str) -> int | None:
    if columns.count is not None:
        return _positions(header, (columns.count,), path)[0]
    named = (*columns.strata, *(columns.lists or ()))
    found = [i for i, name in enumerate(header) if name.lower() in COUNT_NAMES and name not in named]
    if len(found) > 1:
        both = ", ".join(header[i] for i in found)
        raise InputError(f"several columns may be the count ({both}); name it with --count", path=path)
    return found[0] if found else None


def _row(plan: _Plan, row: list[str]) -> tuple[tuple[str, ...], str, int]:
    if len(row) != len(plan.header):
        raise InputError(f"{len(row)} cells under a header of {len(plan.header)}")
    for i in plan.strata:
        if not row[i]:
            raise InputError(f"no value in the stratum column {plan.header[i]!r}")
    history = "".join(_bit(plan, i, row[i]) for i in plan.lists)
    count = 1 if plan.count is None else _count(plan.header[plan.count], row[plan.count])
    if count and "1" not in history:
        raise InputError(
            "on no list, and those on no list are what is to be estimated; remove the row, or add the list it is from"
        )
    return tuple(row[i] for i in plan.strata), history, count


def _bit(plan: _Plan, i: int, cell: str) -> str:
    name, value = plan.header[i], cell.lower()
    if value in _NO_VALUE:
        raise InputError(f"no value in column {name!r}; write 0 where the victim is not on the list")
    here = next((each for each in _CODINGS if value in each), None)
    if here is None:
        raise InputError(
            f"column {name!r} holds something other than 0 and 1; name the columns of lists with --lists, those "
            "that keep victims apart with --strata, and a column of counts with --count"
        )
    coding = plan.codings.setdefault(i, here)
    if coding is not here:
        raise InputError(f"column {name!r} is coded {' and '.join(coding)} above, and {' and '.join(here)} here")
    return here[value]


def _count(name: str, cell: str) -> int:
    if cell.lower() in _NO_VALUE:
        raise InputError(f"no value in the count column {name!r}; write 0, or leave the row out")
    if not (cell.isascii() and cell.isdigit()) or len(cell) > 15:
        raise InputError(f"the count column {name!r} should hold whole numbers from 0, without separators")
    return int(cell)


def _table(plan: _Plan, stratum: tuple[str, ...], cells: Counter[str], path: str) -> Histories:
    names = [plan.header[i] for i in plan.strata]
    values = dict(zip(names, stratum, strict=True))
    notes = tuple(
        f"stratum {name} {value}: taken as it is written, not as a missing value"
        for name, value in values.items()
        if value.lower() in _NO_VALUE
    )
    try:
        return Histories(tuple(plan.header[i] for i in plan.lists), dict(cells), values or None, notes=notes)
    except InputError as error:
        raise InputError(str(error), path=path) from None
