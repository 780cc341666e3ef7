"""Draws as a report shows them."""

from __future__ import annotations

import dataclasses

from uncounted.estimate import Chao, DecomposableGraphs, Histories, LogLinear
from uncounted.estimate.draws import BINS, COARSE, histograms

THREE = Histories(("A", "B", "C"), {"100": 50, "010": 40, "001": 30, "110": 8, "101": 6, "011": 5, "111": 2})


def test_many_histograms_have_fewer_bins() -> None:
    one = Chao().fitted(THREE)
    assert len(histograms([one])[0].shares) == BINS
    assert {len(each.shares) for each in histograms([one] * 30)} == {COARSE}
    assert histograms([dataclasses.replace(one, draws=None)]) == []


def test_what_draws_are_of_is_told() -> None:
    assert LogLinear().fit(THREE).diagnostics["draws"] == "sampling"
    assert DecomposableGraphs().fit(THREE).diagnostics["draws"] == "posterior"
    assert "draws" not in LogLinear().fit(Histories(("A", "B"), {"10": 3, "01": 2, "11": 1})).diagnostics
