"""The package's own tables: CSV files whose lines that start with # are comments."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one table, such as ``countries.csv``, by its header."""
    text = (HERE / name).read_text("utf-8").splitlines()
    yield from csv.DictReader(line for line in text if line and not line.startswith("#"))
