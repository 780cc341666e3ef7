"""Lists of victims as tables: CSV (plain or gzip, any delimiter of the four usual ones) and Parquet, in columns."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from uncounted.model.errors import InputError, MissingExtra

Cell = str | int | float | None
STDIN = "-"
_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_CELL = 1_000_000
_PARQUET = b"PAR1"


@dataclass(frozen=True)
class PersonTable:
    """A table as printed. ``columns`` have equal length; empty cells are null; numbers of Parquet stay numbers.

    ``lines`` gives for each row the line of the file on which it ends (CSV; null for Parquet). ``sha256`` is that of
    the file's bytes.
    """

    path: str
    columns: dict[str, list[Cell]]
    lines: list[int] | None
    sha256: str

    def __len__(self) -> int:
        return next((len(values) for values in self.columns.values()), 0)

    def position(self, row: int) -> str:
        """Where row ``row`` (from 0) stands, in words."""
        return f"row {row + 1}" if self.lines is None else f"line {self.lines[row]}"


def read_table(path: str, *, encoding: str | None = None) -> PersonTable:
    """The table in a file, or for ``-`` on standard input.

    Raises InputError with file and line for what is no table: a row with more or fewer cells than the header, an open
    quote, bytes that are not text, a column without a name or with the name of another. MissingExtra for Parquet
    without DuckDB. No message repeats what a row holds.
    """
    data = _bytes(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if data[:4] == _PARQUET:
        return PersonTable(path, _parquet(data, path), None, sha256)
    if not data.strip():
        raise InputError("is empty", path=path)
    columns, lines = _csv(_text(data, path, encoding), path)
    return PersonTable(path, columns, lines, sha256)


def _bytes(path: str) -> bytes:
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read()
        else:
            with Path(path).open("rb") as file:
                data = _all(file)
        return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot be read: {reason}", path=path) from None


def _all(file: BinaryIO) -> bytes:
    return file.read()


def _text(data: bytes, path: str, encoding: str | None) -> str:
    told = encoding or ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    try:
        return data.decode(told)
    except LookupError:
        raise InputError(f"no encoding is called {told!r}", path=path) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not {told.removesuffix('-sig')} text; say with --encoding how it is encoded"
        raise InputError(message, path=path, position=f"line {line}", reason="encoding") from None


def _csv(text: str, path: str) -> tuple[dict[str, list[Cell]], list[int]]:
    first = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    known: dict[str, str] = {}
    try:
        csv.field_size_limit(_LONGEST_CELL)
        header = _header(next(row for row in rows if row), path, f"line {rows.line_num}")
        held: list[list[Cell]] = [[] for _ in header]
        lines: list[int] = []
        for row in _filled(rows):
            if len(row) != len(header):
                told = f"has {len(row)} cells where the header has {len(header)}"
                raise InputError(told, path=path, position=f"line {rows.line_num}")
            for values, cell in zip(held, row, strict=True):
                values.append(known.setdefault(cell, cell) if cell else None)
            lines.append(rows.line_num)
    except csv.Error as error:
        told = "a quote is not closed, or stands where none may" if "line contains NUL" not in str(error) else "a NUL"
        raise InputError(f"no CSV: {told}", path=path, position=f"line {rows.line_num}") from None
    return dict(zip(header, held, strict=True)), lines


def _filled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows that are not blank lines."""
    return (row for row in rows if row)


def _header(names: Sequence[str], path: str, position: str | None) -> list[str]:
    header = [name.strip() for name in names]
    if "" in header:
        raise InputError(f"column {header.index('') + 1} has no name", path=path, position=position)
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"two columns are called {twice!r}", path=path, position=position)
    return header


def _parquet(data: bytes, path: str) -> dict[str, list[Cell]]:
    try:
        import duckdb
        import pyarrow as pa
        import pyarrow.parquet as parquet
    except ImportError:
        raise MissingExtra("Reading Parquet", "linkage") from None
    try:
        table = parquet.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError):
        raise InputError("is no Parquet that can be read", path=path) from None
    header = _header(table.column_names, path, None)
    table = table.rename_columns(header)
    with duckdb.connect() as database:
        database.register("list", table)
        found: dict[str, list[Cell]] = {}
        for name, kind in zip(header, (str(field.type) for field in table.schema), strict=True):
            column = '"' + name.replace('"', '""') + '"'
            number = kind.startswith(("int", "uint", "double", "float"))
            cast = column if number else f"CAST({column} AS VARCHAR)"
            rows: list[tuple[Any, ...]] = database.execute(f"SELECT {cast} FROM list").fetchall()  # noqa: S608
            found[name] = [None if value is None or value != value or value == "" else value for (value,) in rows]
    return found
