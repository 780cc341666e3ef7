"""Published and measured figures of the reference tables, read in place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from uncounted.estimate import Chao, Chao1987, Chapman, Histories, LincolnPetersen, read_tables
from uncounted.estimate import formulas as f

FILE = Path(__file__).parents[3] / "shared" / "data" / "mse" / "reference.json"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the shared reference tables are not here")


def sets() -> list[Any]:
    return json.loads(FILE.read_text()) if FILE.exists() else []


NAMES = [entry["name"] for entry in sets()]


def entry(name: str) -> tuple[Any, Histories]:
    found = next(each for each in sets() if each["name"] == name)
    (table,) = read_tables(json.dumps(found).encode())
    return found, table


def test_the_whole_file_reads_as_strata() -> None:
    assert [table.stratum for table in read_tables(FILE.read_bytes())] == [{"name": name} for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_every_pair(name: str) -> None:
    found, table = entry(name)
    assert [table.records(each) for each in table.lists] == found["arithmetic"]["list_totals"]
    for key, pair in found["arithmetic"]["pairs"].items():
        lists = tuple(table.lists[int(i) - 1] for i in key.split("-"))
        chapman, petersen = Chapman(lists=lists).fit(table), LincolnPetersen(lists=lists).fit(table)  # type: ignore[arg-type]
        assert [chapman.counts[k] for k in ("n1", "n2", "m")] == [pair["n1"], pair["n2"], pair["m"]]
        assert f.chapman(pair["n1"], pair["n2"], pair["m"]) == pytest.approx(pair["Chapman"], rel=1e-9)
        if pair["m"]:
            assert chapman.estimate == pytest.approx(pair["Chapman"], rel=1e-9)
            assert petersen.estimate == pytest.approx(pair["LP"], rel=1e-9)
        else:
            assert chapman.refused
            assert petersen.refused


@pytest.mark.parametrize("name", NAMES)
def test_chao(name: str) -> None:
    found, table = entry(name)
    given = found["arithmetic"]
    assert table.frequencies()[:2] == (given["f1"], given["f2"])
    assert f.chao_1987(table.n_observed, given["f1"], given["f2"]) == pytest.approx(given["chao_1987"], rel=1e-9)
    if table.usable() == table.lists:
        corrected = Chao1987(bias_corrected=True).fit(table)
        assert Chao1987().fit(table).estimate == pytest.approx(given["chao_1987"], rel=1e-9)
        assert corrected.estimate == pytest.approx(given["chao_bias_corrected"], rel=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_the_bound_for_few_lists_is_near_the_loglinear_one(name: str) -> None:
    """Rcapture fits the same bound (Mth, Chao LB) by maximum likelihood; ours is its moment form."""
    found, table = entry(name)
    theirs = [m for m in found["measured"] if m.get("method") == "closedpCI.t Mth Chao LB"]
    ours = Chao().fit(table)
    if not theirs or ours.estimate is None:
        pytest.skip("not measured, or refused")
    assert ours.estimate == pytest.approx(theirs[0]["estimate"], rel=0.015)
    assert ours.low == pytest.approx(theirs[0]["lo"], rel=0.02)
    assert ours.high == pytest.approx(theirs[0]["hi"], rel=0.02)


def test_the_formula_of_1987_overshoots_on_three_lists() -> None:
    _, table = entry("gaza3")
    bound, published = Chao().fit(table).estimate, Chao1987().fit(table).estimate
    assert bound is not None
    assert published is not None
    assert bound < 70_000 < 120_000 < published
