"""Corpora in Parquet, row by row: which columns are read, and what their cells say.

Rows are read by PyArrow here and by Spark on a cluster; both give the values to ``row``, so that they give one text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import IO

from uncounted.model.errors import InputError, MissingExtra
from uncounted.read.columns import Columns
from uncounted.read.packed import Packed, Remark
from uncounted.read.streams import RECORD_LIMIT

# What a cell may hold: bytes are UTF-8, days and moments are those of UTC.
Cell = str | bytes | int | float | Decimal | dt.date | None
_BATCH = 256  # rows in memory


def rows(file: IO[bytes], *, path: str, columns: Columns) -> Iterator[Packed | Remark]:
    """The rows of a Parquet file in order, bad ones as remarks with their number, from 1.

    Raises InputError where the file cannot be read (on) or has no column of texts, MissingExtra without PyArrow.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("Reading Parquet", "linkage") from None
    try:
        source = pq.ParquetFile(file)
        chosen, guesses = chosen_columns(source.schema_arrow.names, columns, path)
        for column in chosen.values():
            kind = source.schema_arrow.field(column).type
            if pa.types.is_nested(kind) or pa.types.is_boolean(kind):
                raise not_text(column, str(kind), path)
        yield from guesses
        number = 0
        for batch in source.iter_batches(_BATCH, columns=sorted(set(chosen.values()))):
            values = {name: _plain(batch.column(name)) for name in batch.schema.names}
            for at in range(batch.num_rows):
                number += 1
                yield row({field: values[name][at] for field, name in chosen.items()}, path, number)
    except (pa.ArrowException, OSError) as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"no Parquet that can be read: {why}", path=path, reason="damaged") from None


def _plain(column: object) -> list[Cell]:
    """The cells of a column of PyArrow."""
    import pyarrow as pa

    array: pa.Array = column
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_timestamp(array.type):
        array = array.cast(pa.timestamp("us"), safe=False).cast(pa.timestamp("s"), safe=False)
    elif pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        array = array.cast(pa.large_binary())
    cells: list[Cell] = array.to_pylist()
    return cells


def chosen_columns(names: list[str], columns: Columns, path: str) -> tuple[dict[str, str], list[Remark]]:
    """Field by field the name of the column, and what is said of those that were taken by their names.

    Raises InputError where a column that is said is not there, and where none holds a text.
    """
    places, guesses = columns.of_header(names, path=path, position="schema")
    said = [Remark("note", f"{path}: columns taken by their names: {','.join(guesses)}")] if guesses else []
    return {field: names[place] for field, place in places.items()}, said


def not_text(column: str, kind: str, path: str) -> InputError:
    """The error for a column whose cells are no words."""
    return InputError(f"column '{column}' should hold text, not {kind}", path=path, position="schema", reason="table")


def row(values: Mapping[str, Cell], path: str, number: int) -> Packed | Remark:
    """One row, its ``values`` by field; ``number`` counts from 1."""
    position = f"row {number}"
    words: dict[str, str] = {}
    for field, value in values.items():
        try:
            words[field] = _words(value)
        except UnicodeDecodeError:
            return Remark("damaged", str(InputError("not UTF-8", path=path, position=position)))
        if len(words[field]) > RECORD_LIMIT:
            message = f"the record has more than {RECORD_LIMIT // 1_000_000} million characters"
            return Remark("damaged", str(InputError(message, path=path, position=position)))
    return Packed(path, position, words, {})


def _words(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, dt.date) else str(value)
