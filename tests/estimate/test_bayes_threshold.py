"""Bayesian thresholding: what stays, what is refused, what it warns of."""

from __future__ import annotations

import numpy as np
import pytest

from uncounted.estimate import BayesianThreshold, Histories, simulate_lists
from uncounted.estimate.simulate import Design
from uncounted.model.errors import BadSetting


def quick(**settings: object) -> BayesianThreshold:
    return BayesianThreshold(**{"draws_per_run": 400, **settings})


FOUR = Histories(
    ("A", "B", "C", "D"),
    {
        "1000": 210, "0100": 160, "0010": 120, "0001": 90, "1100": 95, "1010": 21, "1001": 18, "0110": 19,
        "0101": 14, "0011": 33, "1110": 12, "1101": 9, "1011": 6, "0111": 5, "1111": 4,
    },
)  # fmt: skip
NO_OVERLAP = Histories(("A", "B", "C"), {"100": 30, "010": 20, "001": 15, "110": 6, "011": 4})


def test_the_clear_dependences_stay_and_are_refitted():
    found = quick().fit(FOUR)
    told = found.diagnostics
    assert {term for term, ratio in told["ratios"].items() if ratio >= 2} == set(told["retained"])
    assert "12" in told["retained"]
    assert "13" not in told["retained"]
    assert found.low < found.estimate < found.high
    assert found.low > found.n_observed
    assert found.rhat < 1.01
    assert found.ess_bulk > 400
    assert len(told["runs"]) == 8


def test_the_same_seed_gives_the_same_figure_and_another_nearly():
    one, again, other = (quick(seed=seed).fit(FOUR).estimate for seed in (4, 4, 5))
    assert one == again
    assert other == pytest.approx(one, rel=0.02)


def test_independent_lists_keep_no_dependence_and_the_truth_lies_inside():
    table = simulate_lists(Design(5000, (0.3, 0.25, 0.2, 0.35)), seed=2)
    found = quick(threshold=3.5).fit(table)
    assert found.diagnostics["retained"] == []
    assert found.low < 5000 < found.high


def test_an_empty_overlap_is_minus_infinity_under_a_flat_prior_and_a_number_under_a_proper_one():
    table = Histories(("A", "B", "C", "D"), {**FOUR.cells, "1001": 0, "1101": 0, "1011": 0, "1111": 0})
    flat = quick(prior_variance=None).fit(table)
    assert flat.diagnostics["minus_infinity"] == ["14"]
    assert "14" not in flat.diagnostics["ratios"]
    proper = quick().fit(table)
    assert proper.diagnostics["minus_infinity"] == []
    assert proper.diagnostics["ratios"]["14"] > 2


def test_an_improper_posterior_is_refused_with_its_model():
    found = quick(prior_variance=None).fit(NO_OVERLAP)
    assert found.estimate is None
    assert "with a flat prior the posterior of [12,13,23] is improper" in found.refused
    assert quick().fit(NO_OVERLAP).estimate is not None


def test_terms_of_three_lists_come_in_where_all_their_pairs_stayed():
    cells = {**FOUR.cells, "1110": 60, "1010": 70, "0110": 60, "1111": 12}
    found = quick(max_order=3).fit(Histories(FOUR.lists, cells))
    triples = [term for term in found.diagnostics["ratios"] if len(term) == 3]
    pairs = {term for term in found.diagnostics["retained"] if len(term) == 2}
    assert triples
    assert all({term[:2], term[1:], term[0] + term[2]} <= pairs for term in triples)
    assert not any(len(term) == 3 for term in quick().fit(Histories(FOUR.lists, cells)).diagnostics["ratios"])


def test_a_figure_that_hangs_on_the_threshold_is_said():
    warnings = quick(threshold=0.0).fit(NO_OVERLAP).warnings
    assert any(text.startswith("the figure hangs on the threshold: ") for text in warnings)


def test_the_predictive_chances_are_of_each_history():
    fitted = quick().fitted(FOUR)
    assert fitted.expected.shape[1] == 15
    assert np.allclose(fitted.expected.sum(axis=1), 1)
    assert fitted.draws.min() > FOUR.n_observed


@pytest.mark.parametrize(
    "settings", [{"threshold": -1.0}, {"prior_variance": 0.0}, {"max_order": 4}, {"draws_per_run": 10}, {"level": 1.0}]
)
def test_settings_are_checked(settings):
    with pytest.raises(BadSetting):
        quick(**settings)


def test_runs_that_do_not_agree_are_said(monkeypatch):
    monkeypatch.setattr("uncounted.estimate.bayes_threshold._agree", lambda _draws: False)
    monkeypatch.setattr("uncounted.estimate.bayes_threshold.LONGEST", 2)
    found = quick().fit(FOUR)
    assert any("do not agree after 800 draws each" in text for text in found.warnings)


def test_a_threshold_near_a_ratio_names_the_lists():
    ratio = quick().fit(FOUR).diagnostics["ratios"]["23"]
    (said,) = [text for text in quick(threshold=ratio + 0.01).fit(FOUR).warnings if "near the threshold" in text]
    assert "B and C" in said


def test_a_threshold_at_which_there_is_no_posterior_is_left_out_of_the_comparison(monkeypatch):
    from uncounted.estimate import bayes_threshold
    from uncounted.model.errors import Refused

    select = bayes_threshold.Work.select

    def refusing(work, threshold):
        if threshold == 3.0:
            raise Refused("no posterior")
        return select(work, threshold)

    monkeypatch.setattr(bayes_threshold.Work, "select", refusing)
    found = quick().fit(FOUR)
    assert [row["threshold"] for row in found.diagnostics["thresholds"]] == [1.5, 2.0, 2.5]
