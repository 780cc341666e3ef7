"""Calibration by pairs that did not help to set it, and the matches that no rule brought."""

from __future__ import annotations

import numpy as np

from uncounted.link.persons.crossfit import centred, probability
from uncounted.link.persons.densities import put_right
from uncounted.link.persons.missed import Agreement, missed_odds


def test_log_odds_that_say_too_much_are_put_right() -> None:
    chance = np.random.default_rng(1)
    match = np.arange(6000) < 2000
    score = np.where(match, chance.normal(3, 1.5, 6000), chance.normal(-1, 1.5, 6000))
    null = chance.normal(-1, 1.5, 4000)
    right = np.log(0.5) + ((score + 1) ** 2 - (score - 3) ** 2) / (2 * 1.5**2)
    odds = np.concatenate([score, null]) + 1.5
    open_ = np.arange(len(odds)) < 6000
    found = probability(put_right(odds, open_.astype(float), (~open_).astype(float)))[:6000]
    assert abs(found.sum() / match.sum() - 1) < 0.05
    assert probability(odds[:6000]).sum() / match.sum() > 1.1
    assert np.abs(found - probability(right)).mean() < 0.03


def test_what_chance_leaves_over_is_not_taken_for_matches() -> None:
    """Few pairs: where those that may match and known non-matches differ by chance alone, hardly a match is seen."""
    excess = []
    for seed in range(20):
        chance = np.random.default_rng(seed)
        score = np.concatenate([chance.normal(6, 1, 300), chance.normal(-2, 2, 200)])
        null = chance.normal(-2, 2, 200)
        open_ = np.arange(700) < 500
        given = np.concatenate([score, null])
        found = probability(put_right(given, open_.astype(float), (~open_).astype(float)))[:500]
        excess.append(found.sum() - 300)
    assert abs(np.mean(excess)) < 2


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
    said = np.ones_like(on)
    whole = Agreement(columns, on, said, rules)
    brought = whole.met() > 0
    missed = (~brought).sum() / brought.sum()
    odds = missed_odds(Agreement(columns, on[brought], said[brought], rules), np.ones(brought.sum()), 200, seed=1)
    assert np.quantile(odds, 0.025) * 0.8 < missed < np.quantile(odds, 0.975) * 1.2
    assert missed / 3 < odds.mean() < missed * 3
