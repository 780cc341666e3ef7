"""Corpora, many texts in one file: JSON Lines and tables (CSV, Parquet), record by record in bounded memory."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Literal

from uncounted.model.errors import InputError
from uncounted.read.columns import Columns
from uncounted.read.packed import Packed, Remark
from uncounted.read.streams import RECORD_LIMIT, lines

Form = Literal["jsonl", "csv", "parquet", "zip"]
_FORMS: dict[str, Form] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".zip": "zip"}
_PARQUET = (".parquet", ".pq")
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOO_LONG = f"the record has more than {RECORD_LIMIT // 1_000_000} million characters"


def form_of(name: str) -> Form | None:
    """What kind of many texts a file holds, by its name; null for one that is a text itself."""
    if name.lower().endswith(_PARQUET):
        return "parquet"
    return _FORMS.get(PurePath(name.lower().removesuffix(".gz")).suffix)


def opens_record(head: bytes) -> bool:
    """Whether the first bytes of a stream open a JSON object."""
    return bool(_RECORD.match(head))


def records(
    stream: io.BufferedReader,
    form: Form,
    *,
    path: str,
    columns: Columns,
    encoding: str | None = None,
    done: Callable[[], int] = lambda: 0,
) -> Iterator[Packed | Remark]:
    """The records of a corpus in order, bad ones as remarks with their line.

    ``done`` tells how many bytes of the file are read. Raises InputError where the file as a whole cannot be read (on),
    such as a table without a column of texts.
    """
    if form == "csv":
        yield from _rows(stream, path, columns, encoding, done)
        return
    keys = columns.of_record()
    for number, line in enumerate(lines(stream, path=path, encoding=encoding), 1):
        found = line_record(line, number, path=path, keys=keys, done=done())
        if found is not None:
            yield found


def line_record(
    line: str | None, number: int, *, path: str, keys: dict[str, str], done: int = 0
) -> Packed | Remark | None:
    """A line of JSON Lines, null for one that is too long; null is given back for an empty one.

    Bytes that are not UTF-8 stand in it as lone surrogates.
    """
    position = f"line {number}"
    if line is None:
        return _damaged(path, position, _TOO_LONG)
    if not line.isascii() and _SURROGATE.search(line):
        return _damaged(path, position, "not UTF-8")
    return Packed(path, position, line, keys, done=done) if line.strip() else None


def _damaged(path: str, position: str, message: str) -> Remark:
    return Remark("damaged", str(InputError(message, path=path, position=position)))


class _Numbered:
    """Lines for the csv module: lines that are too long are empty and noted; counts them."""

    def __init__(self, source: Iterator[str | None]) -> None:
        self._source = source
        self.number = 0
        self.long: list[int] = []

    def __iter__(self) -> _Numbered:
        return self

    def __next__(self) -> str:
        line = next(self._source)
        self.number += 1
        if line is None:
            self.long.append(self.number)
            return "\n"
        return line


def _rows(
    stream: io.BufferedReader, path: str, columns: Columns, encoding: str | None, done: Callable[[], int]
) -> Iterator[Packed | Remark]:
    csv.field_size_limit(RECORD_LIMIT)
    source = _Numbered(lines(stream, path=path, encoding=encoding, newline=""))
    reader = csv.reader(source, strict=True, delimiter=_delimiter(stream, path))
    places: dict[str, int] = {}
    width = 0
    while True:
        start = source.number + 1
        cells, problem = _next_row(reader)
        position = f"line {start}" if source.number <= start else f"lines {start} to {source.number}"
        for number in source.long:
            yield _damaged(path, f"line {number}", _TOO_LONG)
        source.long.clear()
        if problem:
            yield _damaged(path, position, problem)
            continue
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        if not places:
            places, guesses = columns.of_header(cells, path=path, position=position)
            width = len(cells)
            if guesses:
                yield Remark("note", f"{path}: columns taken by their names: {','.join(guesses)}")
            continue
        yield _row(cells, places, width, path, position, done())
    if not places:
        raise InputError("the table is empty", path=path, reason="empty")


def _next_row(reader: Iterator[list[str]]) -> tuple[list[str] | None, str | None]:
    """The next row, or null at the end; and what is wrong where it is none."""
    try:
        return next(reader, None), None
    except csv.Error as error:
        return None, f"no CSV: {error}"


def _row(cells: list[str], places: dict[str, int], width: int, path: str, position: str, done: int) -> Packed | Remark:
    if len(cells) != width:
        return _damaged(path, position, f"{len(cells)} cells under {width} columns")
    values = {field: cells[place] for field, place in places.items()}
    if any(_SURROGATE.search(value) for value in values.values() if not value.isascii()):
        return _damaged(path, position, "not UTF-8")
    return Packed(path, position, values, {}, done=done)


def _delimiter(stream: io.BufferedReader, path: str) -> str:
    """What parts the cells: a tab in .tsv, else whichever of comma, semicolon and tab the first line has most of."""
    if path.lower().removesuffix(".gz").endswith(".tsv"):
        return "\t"
    head = stream.peek(1).splitlines()[:1]
    first = re.sub(rb'"[^"]*"', b"", head[0]) if head else b""
    return max(",;\t", key=lambda mark: first.count(mark.encode()))
