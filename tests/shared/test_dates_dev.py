"""Dates: the dev table of expressions, both ends and EDTF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uncounted.resolve.dates import resolve_date

TABLE = Path(__file__).parents[3] / "shared" / "data" / "dates" / "dates.json"
pytestmark = pytest.mark.skipif(not TABLE.exists(), reason="shared/data/dates is not beside the repository")


def test_at_least_38_of_40() -> None:
    items = json.loads(TABLE.read_text("utf-8"))["items"]
    wrong = []
    for item in items:
        found = resolve_date(item["expr"], on=item["anchor"])
        got = (found.start, found.end, found.edtf) if found else (None, None, None)
        if got != (item["start"], item["end"], item["edtf"]):
            wrong.append((item["expr"], got))
    assert len(items) - len(wrong) >= 38
