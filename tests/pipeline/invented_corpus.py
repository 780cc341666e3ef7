"""An invented corpus with every fault that a corpus has, as JSON Lines and as Parquet."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path

TOWNS = ("Osrin", "Melvay", "Tarkost", "Quillo")
RUSSIAN = "Не менее двадцати человек погибли в понедельник на рынке, сообщили местные власти."


def texts(count: int) -> list[str]:
    """Reports of invented strikes, some of them long."""
    strike = "At least {} people were killed and {} were injured in an air strike on {} on Monday, officials said. "
    return [
        strike.format(n % 40 + 2, n % 7 + 1, TOWNS[n % 4]) + "The market was open again on Friday. " * (30 * (n % 3))
        for n in range(count)
    ]


def json_lines(folder: Path, count: int) -> None:
    """A large file with a byte order mark and faulty lines, and a small packed one in a folder below."""
    (folder / "part").mkdir(parents=True)
    lines = [
        json.dumps({"id": f"r{n}", "text": text, "published": "2016-03-08"}).encode()
        for n, text in enumerate(texts(count))
    ]
    faulty = [
        b"no json",
        b"",
        b'{"text": "\xff\xfe"}\r',
        b'{"text": ""}',
        b'{"text": true}',
        b"[]",
    ]
    for step, fault in enumerate(faulty, 1):
        lines.insert(step * count // 8, fault)
    lines.insert(5, json.dumps({"text": RUSSIAN}, ensure_ascii=False).encode())
    (folder / "all é [1]%20.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\n".join(lines))
    (folder / "part" / "z.ndjson.gz").write_bytes(gzip.compress(b"\n".join(lines[:9]) + b"\n"))
    (folder / ".hidden.jsonl").write_bytes(lines[0])


def parquet(folder: Path, count: int) -> None:
    """Two files, one of several row groups, with days, moments, numbers and empty cells."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir()
    first = dt.datetime(2016, 3, 8, 23, 30, 5, 1234, tzinfo=dt.timezone(dt.timedelta(hours=-3)))
    table = pa.table(
        {
            "event_id": list(range(count)),
            "notes": [text if n % 11 else None for n, text in enumerate(texts(count))],
            "day": [dt.date(2016, 3, 8)] * count,
            "moment": [first + dt.timedelta(hours=n) for n in range(count)],
            "weight": [n / 3 for n in range(count)],
            "parts": [["a"]] * count,
        }
    )
    pq.write_table(table.slice(0, count // 2), folder / "part-0.parquet", row_group_size=max(1, count // 6))
    pq.write_table(table.slice(count // 2), folder / "part-1.parquet")
