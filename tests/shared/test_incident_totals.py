"""Totals over a real event data set: UCDP GED's own sums lie between the low and the high that incidents come to."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from uncounted.link.incidents import link
from uncounted.model.claim import Claim, Count
from uncounted.model.scope import Period, Place, Scope
from uncounted.pipeline.incidents import listed

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "incidents"
SAMPLE = FOLDER / "ucdp_ged_23_1_sample.csv.gz"

pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the shared data do not lie beside this checkout")


def claims_of(path: Path) -> Iterator[tuple[Claim, tuple[int, int, int]]]:
    """Each event as one claim, with its low, best and high."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            low, best, high = (int(float(row[name])) for name in ("low", "best", "high"))
            name = f"c{row['id']}"
            place = Place(
                id=f"ucdp:{row['where_coordinates']}",
                name=row["where_coordinates"],
                lat=float(row["latitude"]),
                lon=float(row["longitude"]),
                precision=int(float(row["where_prec"])),
            )
            time = Period(row["date_start"][:10], row["date_end"][:10], reading="sometime")
            count = Count(min(low, best), max(high, best), best, "range")
            scope = Scope(time, (place,), incident=row["id"])
            claim = Claim(name, "killed", count, document=f"d{name}", root="ucdp", kind="incident", scope=scope)
            yield claim, (count.low or 0, best, count.high or 0)


def test_a_data_sets_sums_lie_between_low_and_high() -> None:
    events = list(claims_of(SAMPLE))
    claims = [claim for claim, _ in events]
    found = listed(claims, link(claims))
    (total,) = [each for each in found.totals if each.grading is None and each.who == "people"]
    low, best, high = (sum(ends[i] for _, ends in events) for i in range(3))
    assert total.incidents == len(events)
    assert total.high == high
    assert total.low <= low <= total.high
    assert total.best <= best
    if not total.alike:
        assert (total.low, total.best) == (low, best)
