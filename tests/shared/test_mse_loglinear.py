"""Every figure of the R packages' log-linear and closed-population fits, within 1e-4 or with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.estimation.loglinear import Line, compare

from uncounted.estimate import ClosedPopulation, LogLinear, read_tables

FILE = Path(__file__).parents[3] / "shared" / "data" / "mse" / "reference.json"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the shared reference tables are not here")


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return list(compare(FILE))


def table(name: str) -> Any:
    entry = next(each for each in json.loads(FILE.read_text()) if each["name"] == name)
    return read_tables(json.dumps(entry).encode())[0]


def test_every_figure_agrees_or_differs_for_a_reason(lines: list[Line]) -> None:
    assert [line for line in lines if not line.agrees and not line.why] == []
    assert sum(line.agrees for line in lines) >= 480


def test_reasons_are_few_and_known(lines: list[Line]) -> None:
    reasons = ("lists have no order", "no maximum of the likelihood", "have no estimate", "warns of means near 0")
    odd = [line for line in lines if not line.agrees and not any(reason in line.why for reason in reasons)]
    assert odd == []
    assert {line.table for line in lines if not line.agrees and "no order" not in line.why} <= {"artificial3", "ned5"}


def test_kosovo_as_published() -> None:
    found = LogLinear(averaging=False).fit(table("kosovo"))
    assert round(found.estimate or 0) == 10_357
    assert (round(found.low or 0), round(found.high or 0)) == (8_994, 12_110)


def test_an_artificial_table_of_two_usable_lists_is_refused() -> None:
    for method in (LogLinear(), *ClosedPopulation().plan(table("artificial3"))):
        found = method.fit(table("artificial3"))
        assert found.estimate is None
        assert found.refused is not None
        assert "2 usable lists" in found.refused
