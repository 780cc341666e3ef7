"""Calibration by pairs that did not help to set it, and the matches that no rule brought."""

from __future__ import annotations

import numpy as np

from uncounted.link.persons.crossfit import centred, probability, put_right
from uncounted.link.persons.missed import Agreement, missed_odds


def test_log_odds_that_say_too_much_are_put_right() -> None:
    chance = np.random.default_rng(1)
    right = np.concatenate([chance.normal(4, 1, 2000), chance.normal(-3, 1.5, 4000)])
    match = chance.random(6000) < probability(right)
    null = right[~match]
    odds = np.concatenate([right, null]) + 1.5
    open_ = np.arange(len(odds)) < 6000
    found = probability(put_right(odds, open_.astype(float), (~open_).astype(float)))[:6000]
    assert abs(found.sum() / match.sum() - 1) < 0.03
    assert probability(odds[:6000]).sum() / match.sum() > 1.1


def test_versions_keep_their_spread_and_have_the_expected_mean() -> None:
    versions = [np.array([-4.0, 1.0]), np.array([0.0, 3.0])]
    expected = np.array([0.05, 0.9])
    moved = centred(versions, expected)
    assert np.allclose(np.mean([probability(each) for each in moved], axis=0), expected, atol=1e-4)
    assert np.allclose(moved[1] - moved[0], [4.0, 2.0])


def test_pairs_that_no_rule_brings_lie_between_the_two_estimates() -> None:
    chance = np.random.default_rng(2)
    columns = ("birth", "death", "family_s", "place1")
    on = chance.random((20_000, 4)) < 0.8
    rules = tuple(frozenset(pair) for pair in (columns[:2], columns[1:3], columns[2:], (columns[0], columns[3])))
    whole = Agreement(columns, on, rules)
    brought = whole.met() > 0
    missed = (~brought).sum() / brought.sum()
    odds = missed_odds(Agreement(columns, on[brought], rules), np.ones(brought.sum()), 200, seed=1)
    assert np.quantile(odds, 0.025) * 0.8 < missed < np.quantile(odds, 0.975) * 1.2
    assert missed / 3 < odds.mean() < missed * 3
