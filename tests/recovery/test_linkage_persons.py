"""Simulated lists with typos: are the persons found again?"""

from __future__ import annotations

import numpy as np
import pytest
from evaluation.linkage_coverage import DESIGNS, outcome
from evaluation.linkage_persons import pairwise

from uncounted.link.persons.linking import link_persons
from uncounted.link.persons.lists import LinkSettings
from uncounted.link.persons.simulate import simulate


@pytest.mark.slow
def test_kin_who_died_together_are_told_apart() -> None:
    given = simulate(1500, (0.5, 0.4, 0.3), seed=3)
    linkage = link_persons(given.lists, LinkSettings(draws=40))
    precision, recall, _ = pairwise(linkage.victim, np.asarray(given.truth, dtype=np.int32))
    assert precision > 0.95
    assert recall > 0.98
    assert linkage.quality.basis == "known non-matches"
    assert abs(linkage.quality.precision.value - precision) < 0.04


def test_few_known_non_matches_are_better_than_none() -> None:
    found = outcome(DESIGNS["short lists"], seed=3, draws=60)
    assert found.inside >= 5
    assert found.precision
    assert found.by_draws
