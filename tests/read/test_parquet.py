"""Parquet, row by row: columns, days and moments, and what is wrong with a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from uncounted.read import Columns, Intake, Metadata, Packed, Remark, opened, sources

NOTE = "At least three people were killed in Osrin on Monday, police said."


def written(folder: Path, **columns: list[Any]) -> str:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = folder / "notes.parquet"
    pq.write_table(pa.table(columns), path)
    return str(path)


def read(path: str, *columns: str) -> list[Packed | Remark]:
    return list(sources([path], Intake(Columns.parse(columns))))


def test_rows_with_their_columns(tmp_path: Path) -> None:
    path = written(tmp_path, notes=[NOTE, None], event_id=[7, 8], date=[dt.date(2016, 3, 8)] * 2)
    said, first, second = read(path)
    assert said == Remark("note", f"{path}: columns taken by their names: text=notes,id=event_id,published=date")
    assert isinstance(first, Packed)
    assert isinstance(second, Packed)
    document = opened(first, Metadata())
    assert (document.id, document.text, first.position) == ("7", NOTE, "row 1")
    assert document.published is not None
    assert document.published.start == "2016-03-08"
    assert second.content == {"text": "", "id": "8", "published": "2016-03-08"}


def test_moments_are_those_of_utc(tmp_path: Path) -> None:
    late = dt.datetime(2016, 3, 8, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-3)))
    [row] = read(written(tmp_path, t=[NOTE], at=[late]), "text=t,published=at")
    assert isinstance(row, Packed)
    assert row.content == {"text": NOTE, "published": "2016-03-09 02:30:00"}


def test_what_is_no_text_or_no_parquet_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, notes=[NOTE], parts=[["a"]])
    for columns, words in (("text=parts", "should hold text, not list<"), ("text=gone", "column 'gone' is not there")):
        [refused] = read(path, columns)
        assert isinstance(refused, Remark)
        assert refused.kind == "refused"
        assert words in refused.text
    Path(path).write_bytes(Path(path).read_bytes()[:80])
    [broken] = read(path)
    assert isinstance(broken, Remark)
    assert (broken.kind, broken.text.startswith(f"{path}: no Parquet that can be read")) == ("refused", True)
