from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from uncounted.estimate import Chao, Chapman, Histories
from uncounted.estimate.comparison import labels
from uncounted.estimate.interface import Estimator, Fit, Fitted
from uncounted.estimate.running import sums
from uncounted.estimate.strata import sum_draws, sum_strata
from uncounted.model import records
from uncounted.model.errors import UserError
from uncounted.model.estimate import Estimate

CELLS = {"100": 50, "010": 40, "001": 30, "110": 8, "101": 6, "011": 5, "111": 2}


def stratum(name: str, cells: dict[str, int] = CELLS) -> Histories:
    return Histories(("A", "B", "C"), cells, {"year": name})


def lopsided(name: str, observed: int = 100, *, seed: int = 1) -> Fitted:
    draws = observed + np.random.default_rng(seed).lognormal(4, 1.2, 4000)
    low, middle, high = np.quantile(draws, [0.025, 0.5, 0.975])
    one = Estimate({"year": name}, "made", "estimate", observed, float(middle), float(low), float(high), hash=name)
    return Fitted(one, draws)


def test_a_sum_is_the_law_of_the_sum_and_no_sum_of_medians() -> None:
    fits = [lopsided(str(year), seed=year) for year in range(12)]
    found = sum_strata(fits)
    assert found.estimate is not None
    assert found.low is not None
    assert found.high is not None
    expected = 12 * (100 + np.exp(4 + 1.2**2 / 2))
    assert sum(fit.estimate.estimate or 0 for fit in fits) < 0.8 * expected
    assert found.estimate == pytest.approx(expected, rel=0.08)
    assert found.low > sum(fit.estimate.low or 0 for fit in fits)
    assert found.high < sum(fit.estimate.high or 0 for fit in fits)
    draws = sum_draws(fits)
    assert draws is not None
    truth = np.var([f.draws for f in fits], axis=1).sum()
    assert draws.var() == pytest.approx(truth, rel=0.1)


def test_one_stratum_is_its_own_sum() -> None:
    fit = Chao().fitted(stratum("2001"))
    found = sum_strata([fit])
    assert found.estimate == pytest.approx(fit.estimate.estimate, rel=1e-3)
    assert found.low == pytest.approx(fit.estimate.low, rel=5e-3)
    assert found.high == pytest.approx(fit.estimate.high, rel=5e-3)
    assert (found.kind, found.floor) == ("lower bound", None)


def test_a_stratum_without_an_estimate_adds_what_was_seen_and_the_sum_says_so() -> None:
    fits = [Chao().fitted(stratum("2001")), Chao().fitted(stratum("2002", {"100": 7, "010": 4}))]
    found, alone = sum_strata(fits), sum_strata(fits[:1])
    assert found.estimate == pytest.approx((alone.estimate or 0) + 11)
    assert found.n_observed == 141 + 11
    assert found.floor == "a floor for 1 stratum: only the 11 victims that were observed there are in the sum"
    assert found.floors[0].stratum == {"year": "2002"}
    assert "usable" in found.floors[0].reason
    assert found.strata == ({"year": "2001"},)
    assert "independent" in found.assumption


def test_without_any_estimate_the_sum_is_refused() -> None:
    found = sum_strata([Chao().fitted(stratum(year, {"100": 7})) for year in ("2001", "2002")])
    assert found.estimate is None
    assert "none of the 2 strata" in (found.refused or "")


def test_draws_below_what_was_seen_are_cut_off() -> None:
    low = Fitted(Estimate({"year": "x"}, "made", "estimate", 100, 90.0, 80.0, 120.0), np.linspace(80, 120, 500))
    assert (sum_strata([low]).low or 0) >= 100


def test_the_order_of_strata_changes_nothing_and_a_seed_gives_one_figure() -> None:
    fits = [lopsided(str(year), seed=year) for year in range(5)]
    there, back = sum_strata(fits, seed=3), sum_strata(fits[::-1], seed=3)
    assert there.estimate == pytest.approx(back.estimate, rel=1e-12)
    assert there.hash == back.hash
    assert sum_strata(fits, seed=4).estimate == pytest.approx(there.estimate, rel=0.02)


def test_mixed_sums_are_refused() -> None:
    fit = Chao().fitted(stratum("2001"))
    with pytest.raises(UserError, match="one level"):
        sum_strata([fit, Chao(level=0.9).fitted(stratum("2002"))])
    with pytest.raises(UserError, match="twice"):
        sum_strata([fit, fit])
    with pytest.raises(UserError, match="no stratum"):
        sum_strata([])


def test_a_method_without_draws_gives_a_floor() -> None:
    class Bare(Estimator):
        name, assumption, level = "bare", "none", 0.95
        seed = 1
        __dataclass_fields__ = {}  # noqa: RUF012

        def find(self, table: Histories) -> Fit:
            return Fit(table.lists, "none", 200.0, 150.0, 250.0)

    assert "no draws" in sum_strata([Bare().fitted(stratum("2001"))]).floors[0].reason


def test_a_sum_has_a_line_of_json() -> None:
    value = json.loads(records.to_line(sum_strata([Chao().fitted(stratum("2001"))])))
    assert value["type"] == "sum_of_strata"
    assert value["stratum"] == "sum of strata"


def test_every_setting_has_its_sum_and_a_stratum_refused_for_all_is_a_floor_in_each() -> None:
    years, few = [stratum("2001"), stratum("2002")], stratum("2003", {"100": 7, "010": 4})
    fits = [Chao(bias_corrected=b).fitted(table) for table in years for b in (False, True)]
    fits += [Chao().fitted(few), *(Fitted(Chapman(lists=("A", "B")).fit(table)) for table in years)]
    found = list(sums(fits))
    assert [one.settings["bias_corrected"] for one in found] == [False, True]
    assert [one.n_observed for one in found] == [293, 293]
    assert all(len(one.floors) == 1 for one in found)
    assert labels(found) == ["chao (bias_corrected no)", "chao (bias_corrected yes)"]


def test_a_sum_of_a_bound_and_an_estimate_is_a_bound() -> None:
    made = lopsided("2001")
    bound = Fitted(replace(lopsided("2002").estimate, kind="lower bound"), made.draws)
    assert sum_strata([made, bound]).kind == "lower bound"


def test_a_sum_is_as_doubtful_as_its_worst_stratum() -> None:
    fits = [lopsided("2001"), lopsided("2002", seed=2)]
    sampled = [
        Fitted(replace(fit.estimate, rhat=rhat, ess_bulk=ess, ess_tail=ess / 2), fit.draws)
        for fit, rhat, ess in zip(fits, (1.0, 1.3), (4000.0, 90.0), strict=True)
    ]
    found = sum_strata(sampled)
    assert (found.rhat, found.ess_bulk, found.ess_tail) == (1.3, 90.0, 45.0)
    assert sum_strata(fits).rhat is None
