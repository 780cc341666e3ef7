"""The log-linear estimator: its interval, its average, what it refuses and what it says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from uncounted.estimate import ClosedPopulation, Histories, LogLinear
from uncounted.estimate.loglinear_models import parse_model
from uncounted.estimate.loglinear_search import candidates, neighbours
from uncounted.estimate.poisson import ModelList, cell_counts, fit_model
from uncounted.estimate.profile_likelihood import profile
from uncounted.estimate.simulate import Design, simulate_lists
from uncounted.model.errors import BadSetting

THREE = Histories(("A", "B", "C"), {"100": 50, "010": 40, "001": 30, "110": 8, "101": 6, "011": 5, "111": 2})
FOUR = simulate_lists(Design(900, (0.4, 0.35, 0.3, 0.25), dependence=((0, 1, 1.2),)), seed=3)
DISTINCT = Histories(("A", "B", "C", "D"), {"1000": 9, "0100": 8, "0010": 7, "0001": 6, "1100": 3, "0011": 2})


def test_a_fixed_model_gives_its_own_estimate_and_interval() -> None:
    found = LogLinear(model="[12,3]").fit(THREE)
    fit = fit_model(cell_counts(THREE), parse_model("[12,3]", 3))
    assert found.estimate == pytest.approx(THREE.n_observed + fit.unrecorded)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.estimate < found.high
    assert found.diagnostics["models"][0]["model"] == "[12,3]"
    assert "A with B" in found.assumption


def test_the_interval_is_where_the_profile_likelihood_has_dropped() -> None:
    found = LogLinear(model="[12,3]").fit(THREE)
    counts, models, n = cell_counts(THREE), ModelList([parse_model("[12,3]", 3)]), THREE.n_observed
    assert found.low is not None
    assert found.high is not None

    def height(unrecorded: np.ndarray) -> np.ndarray:
        return profile(counts, models, np.zeros(unrecorded.size, np.int64), np.log1p(unrecorded))

    top = height(np.linspace(50, 400, 4000)).max()
    drop = top - height(np.array([found.low - n, found.high - n]))
    assert drop == pytest.approx([3.841459 / 2] * 2, rel=1e-4)


def test_the_profile_likelihood_written_out() -> None:
    counts, model = cell_counts(THREE), parse_model("[12,13]", 3)
    values = []
    for unrecorded in (40, 90):
        table = counts.copy()
        table[0] = unrecorded
        fit = fit_model(table, model, first=0)
        total = table.sum()
        values.append(math.lgamma(total + 1) - math.lgamma(unrecorded + 1) + (table * np.log(fit.fitted / total)).sum())
    u = np.log1p(np.array([40.0, 90.0]))
    ours = profile(counts, ModelList([model]), np.zeros(2, np.int64), u)
    assert ours[0] - ours[1] == pytest.approx(values[0] - values[1], rel=1e-8)


def test_the_average_weighs_models_by_their_criterion() -> None:
    found = LogLinear().fit(FOUR)
    rows = found.diagnostics["models"]
    assert found.diagnostics["n_models"] == 113
    assert rows[0]["model"].startswith("[12")
    assert rows[1]["weight"] / rows[0]["weight"] == pytest.approx(
        math.exp((rows[0]["criterion"] - rows[1]["criterion"]) / 2)
    )
    inside = [row["estimate"] for row in rows]
    assert found.estimate is not None
    assert min(inside) < found.estimate < max(inside)
    best = LogLinear(averaging=False).fit(FOUR)
    assert best.estimate == pytest.approx(rows[0]["estimate"])
    assert any("nothing of the selection" in warning for warning in best.warnings)


def test_aic_takes_the_model_of_least_aic() -> None:
    found = LogLinear(criterion="aic", averaging=False).fit(FOUR)
    row = found.diagnostics["models"][0]
    fit = fit_model(cell_counts(FOUR), parse_model(row["model"], 4))
    assert row["criterion"] == pytest.approx(fit.aic)


def test_draws_lie_as_the_interval_says_and_never_below_the_observed() -> None:
    for method in (LogLinear(), LogLinear(model="[12,3,4]"), LogLinear(level=0.8)):
        found = method.fitted(FOUR)
        assert found.draws is not None
        tail = (1 - method.level) / 2
        ends = np.quantile(found.draws, [tail, 1 - tail])
        assert ends == pytest.approx([found.estimate.low, found.estimate.high], rel=5e-3)
        assert found.draws.min() >= FOUR.n_observed
        assert np.isfinite(found.draws).all()


def test_expected_chances_of_histories() -> None:
    found = LogLinear().fitted(FOUR)
    assert found.expected is not None
    assert found.expected.shape[1] == 15
    assert found.expected.sum(axis=1) == pytest.approx(np.ones(len(found.expected)))
    observed = np.array([FOUR.cells.get(format(c, "04b"), 0) for c in range(1, 16)]) / FOUR.n_observed
    assert np.abs(found.expected.mean(axis=0) - observed).max() < 0.03


def test_models_without_an_estimate_are_left_out_and_counted() -> None:
    table = Histories(("A", "B", "C"), {"100": 50, "010": 40, "001": 30, "110": 8, "011": 5, "111": 2})
    found = LogLinear().fit(table)
    assert found.diagnostics["excluded"] == {"no maximum of the likelihood exists": 2}
    assert all(math.isfinite(row["estimate"]) for row in found.diagnostics["models"])


def test_a_fixed_model_without_an_estimate_is_refused_with_the_reason() -> None:
    table = Histories(("A", "B", "C"), {"100": 50, "010": 40, "001": 30, "110": 8, "011": 5, "111": 2})
    found = LogLinear(model="[12,13,23]").fit(table)
    assert found.estimate is None
    assert found.refused == "under the model [12,13,23] no maximum of the likelihood exists"
    whole = LogLinear(model="[123]").fit(THREE)
    assert whole.refused is not None
    assert "cannot be known" in whole.refused or "not identified" in whole.refused


def test_no_model_at_all_is_refused() -> None:
    found = LogLinear(max_order=1).fit(Histories(("A", "B", "C"), {"111": 9}))
    assert found.estimate is None
    assert found.refused is not None


def test_a_model_by_numbers_is_refused_where_a_list_is_left_out() -> None:
    table = Histories(("A", "B", "C", "D"), {k + "0": v for k, v in THREE.cells.items()})
    found = LogLinear(model="[12,3,4]").fit(table)
    assert found.refused == "the model [12,3,4] numbers every list, and cannot be meant without D"
    assert LogLinear().fit(table).estimate is not None


@pytest.mark.parametrize(
    "settings", [{"level": 1.0}, {"criterion": "cp"}, {"max_order": 0}, {"model": "[1,,2]"}, {"model": "dependent"}]
)
def test_settings_that_cannot_be(settings: dict[str, object]) -> None:
    with pytest.raises(BadSetting):
        LogLinear(**settings)  # type: ignore[arg-type]


def test_five_lists_take_pairs_alone_unless_asked() -> None:
    table = simulate_lists(Design(800, (0.3, 0.3, 0.25, 0.25, 0.2)), seed=5)
    assert LogLinear().fit(table).diagnostics["n_models"] == 1024
    assert LogLinear(max_order=4).fit(table).diagnostics["n_models"] == 6893


def test_six_lists_take_pairs_alone() -> None:
    table = simulate_lists(Design(800, (0.3, 0.3, 0.25, 0.25, 0.2, 0.2)), seed=5)
    found = LogLinear().fit(table)
    assert (found.diagnostics["n_models"], found.diagnostics["max_order"]) == (32768, 2)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 800 < found.high


def test_too_many_models_are_searched() -> None:
    table = simulate_lists(Design(2000, (0.3, 0.3, 0.25, 0.25, 0.2, 0.2, 0.2), dependence=((0, 1, 1.5),)), seed=5)
    found = LogLinear().fit(table)
    assert found.diagnostics["complete"] is False
    assert any("search" in warning for warning in found.warnings)
    assert any("12" in row["model"].strip("[]").split(",") for row in found.diagnostics["models"][:1])
    assert found.low is not None
    assert found.high is not None
    assert found.low < 2000 < found.high


def test_the_search_finds_the_best_of_all_models_where_both_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = cell_counts(FOUR)
    everything, complete = candidates(counts, 3, math.log(FOUR.n_observed))
    monkeypatch.setattr("uncounted.estimate.loglinear_search.MOST_MODELS", 10)
    searched, partly = candidates(counts, 3, math.log(FOUR.n_observed))
    assert complete
    assert not partly
    assert len(searched.models) < len(everything.models)
    best = np.nanmin(everything.criterion(math.log(FOUR.n_observed)))
    assert np.nanmin(searched.criterion(math.log(FOUR.n_observed))) == pytest.approx(best)


def test_neighbours_stay_hierarchical() -> None:
    around = set(neighbours(parse_model("[12,13,23]", 3), 3, 3))
    assert around == {parse_model(text, 3) for text in ("[123]", "[12,13]", "[12,23]", "[13,23]")}


def test_lists_of_which_few_overlap_give_finite_answers_or_a_reason() -> None:
    found = LogLinear().fit(DISTINCT)
    assert (found.estimate is None) == (found.refused is not None)
    assert found.high is None or math.isfinite(found.high)


def test_an_estimate_far_above_the_recorded_is_warned_of() -> None:
    table = Histories(("A", "B", "C"), {"100": 900, "010": 800, "001": 700, "110": 4, "101": 3, "011": 3})
    found = LogLinear(model="[1,2,3]").fit(table)
    assert found.diagnostics["p_above_21n"] > 0.9
    assert any("overlap so little" in warning for warning in found.warnings)


def test_a_table_of_very_many_lists_is_refused() -> None:
    pairs = {"0" * i + "11" + "0" * (15 - i): 3 for i in range(16)}
    table = Histories(tuple(f"L{i}" for i in range(17)), pairs)
    for method in (LogLinear(), ClosedPopulation(model="Mt")):
        found = method.fit(table)
        assert found.refused == "17 lists have too many capture histories: drop or merge lists, down to 16"


def test_a_model_that_fits_any_table_is_named() -> None:
    cells = {"100": 900, "010": 700, "001": 800, "110": 800, "101": 400, "011": 600, "111": 900}
    untested = "a parameter for every history"
    assert any(untested in each for each in LogLinear().fit(Histories(("A", "B", "C"), cells)).warnings)
    plain = simulate_lists(Design(800, (0.4, 0.35, 0.3, 0.25)), seed=1)
    assert not any(untested in each for each in LogLinear().fit(plain).warnings)
