from __future__ import annotations

import json

import numpy as np
import pytest

from uncounted.estimate import Chao, Histories
from uncounted.estimate.imputations import combine, rubin
from uncounted.estimate.interface import Fitted
from uncounted.estimate.tables import read_overlaps
from uncounted.model.errors import InputError, UserError
from uncounted.model.estimate import Estimate

CELLS = {"100": 50, "010": 40, "001": 30, "110": 8, "101": 6, "011": 5, "111": 2}


def replicate(mean: float, sd: float, *, observed: int = 100, seed: int = 0) -> Fitted:
    draws = observed + np.exp(np.random.default_rng(seed).normal(mean, sd, 2000))
    low, middle, high = (float(x) for x in np.quantile(draws, [0.025, 0.5, 0.975]))
    return Fitted(Estimate(None, "made", "estimate", observed, middle, low, high, seed=1), draws)


def test_rubin_on_a_hand_worked_example() -> None:
    mean, variance, freedom, share = rubin([1.0, 2.0, 3.0], [0.5, 0.5, 0.5])
    assert mean == 2.0
    assert variance == pytest.approx(0.5 + 4 / 3)  # the means' variance is 1, times 1 + 1/3
    assert freedom == pytest.approx(2 * (1 + 0.5 / (4 / 3)) ** 2)
    assert share == pytest.approx((4 / 3) / (0.5 + 4 / 3))


def test_equal_replicates_add_nothing() -> None:
    assert rubin([1.0, 1.0], [0.25, 0.25])[1:] == (0.25, float("inf"), 0.0)
    fit = Chao().fitted(Histories(("A", "B", "C"), CELLS))
    for rule in ("pooled draws", "rubin"):
        found = combine([fit] * 12, rule=rule)
        assert found.between_share == pytest.approx(0.0, abs=1e-9)
        assert found.low == pytest.approx(fit.estimate.low, rel=0.01)
        assert found.high == pytest.approx(fit.estimate.high, rel=0.01)


@pytest.mark.parametrize("rule", ["pooled draws", "rubin"])
def test_what_lies_between_replicates_widens_the_interval_and_is_told(rule: str) -> None:
    means = np.random.default_rng(5).normal(5.0, 0.4, 40)
    found = combine([replicate(m, 0.3, seed=i) for i, m in enumerate(means)], rule=rule)  # type: ignore[arg-type]
    assert found.between_share == pytest.approx(means.var(ddof=1) / (means.var(ddof=1) + 0.09), abs=0.05)
    spread = 1.96 * np.sqrt(0.09 + means.var())
    assert np.log((found.high or 0) - 100) == pytest.approx(means.mean() + spread, abs=0.15)
    assert np.log((found.low or 0) - 100) == pytest.approx(means.mean() - spread, abs=0.15)
    assert np.log((found.estimate or 0) - 100) == pytest.approx(means.mean(), abs=0.06)
    assert (found.replicates, found.without) == (40, 0)


def test_few_replicates_are_said_and_one_is_refused() -> None:
    assert "only 3 replicates" in combine([replicate(5, 0.3, seed=i) for i in range(3)]).warnings[0]
    assert "one replicate" in (combine([replicate(5, 0.3)]).refused or "")
    with pytest.raises(UserError):
        combine([])


def test_replicates_without_an_estimate_are_told_and_too_many_refuse() -> None:
    good = [Chao().fitted(Histories(("A", "B", "C"), CELLS))] * 6
    bad = Chao().fitted(Histories(("A", "B", "C"), {"100": 4}))
    found = combine([*good, bad])
    assert found.without == 1
    assert "1 of 7 replicates" in found.warnings[0]
    assert (found.n_observed_low, found.n_observed_high) == (4, 141)
    refused = combine([*good[:2], bad, bad, bad])
    assert refused.estimate is None
    assert "usable" in (refused.refused or "")


def overlap(**more: object) -> bytes:
    draws = [CELLS, {**CELLS, "100": 48, "110": 9}]
    return json.dumps({"lists": ["A", "B", "C"], "draws": draws, **more}).encode()


def test_draws_of_a_linkage_are_read() -> None:
    tables, found = read_overlaps(overlap(cells=CELLS, n_obs=141, stratum={"year": "2001"}))
    assert tables == ()
    assert [table.n_observed for table in found[0].tables] == [141, 140]
    assert {str(table.stratum) for table in found[0].tables} == {"{'year': '2001'}"}
    assert found[0].best is not None
    assert read_overlaps(overlap())[1][0].best is None
    assert read_overlaps(b"A,B,draws\n1,1,0\n")[1] == ()
    named = json.dumps({"lists": ["draws", "B"], "cells": {"11": 1}}).encode()
    assert read_overlaps(named)[0][0].lists == ("draws", "B")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (json.dumps({"lists": ["A"], "draws": []}), "a list of cells"),
        (json.dumps({"lists": ["A"], "draws": [{"1": 1}, {"12": 1}]}), "draw 2: cell '12'"),
        (json.dumps([{"lists": ["A"], "draws": [{"1": 1}]}] * 2), "needs a 'stratum'"),
        (json.dumps([{"name": "x", "lists": ["A"], "draws": [{"1": 1}]}] * 2), "same stratum"),
    ],
)
def test_bad_draws_are_refused_with_their_place(data: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_overlaps(data.encode())
