"""What people judge refits the calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.crossfit import probability
from uncounted.link.persons.densities import Told, put_right
from uncounted.link.persons.labels import Labels, drawn_doubt, labels_of
from uncounted.link.persons.lists import PersonJudgement
from uncounted.link.persons.matcher import Compares

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _pairs() -> Compares:
    left, right = np.array([0, 0, 1], dtype=np.int32), np.array([3, 4, 3], dtype=np.int32)
    return Compares(left, right, np.zeros((3, 1), dtype=np.int8), np.zeros(3, dtype=np.float32), (), (), ())


def test_labels_are_those_of_compared_pairs_that_say_something() -> None:
    judged = (
        PersonJudgement(3, 0, "same", 0.7), PersonJudgement(1, 3, "different"), PersonJudgement(0, 4, "unsure", 0.5),
        PersonJudgement(2, 4, "same", 0.5),
    )  # fmt: skip
    found = labels_of(judged, _pairs(), 5)
    assert found.pair.tolist() == [0, 2]
    assert found.same.tolist() == [True, False]
    assert found.expected[0] == 0.7
    assert np.isnan(found.expected[1])


def test_what_a_rival_took_from_a_pair_is_not_held_against_its_score() -> None:
    """Handed out at one half though its score alone says 0.95: an answer "different" says little of the score."""
    odds = np.array([-1.0, 3.0, 0.0])
    told = Labels(np.array([4, 7]), np.array([False, True]), np.array([0.5, np.nan])).told(
        np.array([2, 4, 7]), odds, np.full(3, 0.25)
    )
    assert told is not None
    assert told.at.tolist() == [1, 2]
    assert told.beyond.tolist() == [-3.0, 0.0]
    assert told.weight.tolist() == [1.0, 0.25]


def _world(seed: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    chance = np.random.default_rng(seed)
    match = np.arange(1200) < 600
    return np.where(match, chance.normal(4, 1.5, 1200), chance.normal(-1, 1.5, 1200)), match


def test_answers_mend_a_wrong_rate_of_known_non_matches() -> None:
    """Known non-matches are too few by half (the lists have more kin across than within): the answers show it."""
    score, match = _world(3)
    null = np.random.default_rng(4).normal(-1, 1.5, 600)
    given = np.concatenate([score, null])
    open_ = (np.arange(len(given)) < 1200).astype(float)
    known = np.where(open_ > 0, 0.0, 0.5)
    before = put_right(given, open_, known)
    unsure = np.flatnonzero(np.abs(before[:1200]) < 2)
    told = Told(unsure, match[unsure], np.ones(len(unsure)), np.zeros(len(unsure)))
    after = put_right(given, open_, known, told)
    errors = [abs(probability(each[:1200]).sum() - match.sum()) for each in (before, after)]
    assert errors[1] < errors[0] / 2


def test_without_known_non_matches_answers_narrow_the_doubt() -> None:
    chance = np.random.default_rng(1)
    odds = chance.normal(0, 1.5, 200)
    same = chance.random(200) < probability(odds - 1.0)
    told = Told(np.arange(200), same, np.ones(200), np.zeros(200))
    offsets = np.array([offset for offset, _ in drawn_doubt(odds, told, (0.4, 0.1), 400, chance)])
    assert -1.2 < offsets.mean() < -0.5
    assert offsets.std() < 0.25
