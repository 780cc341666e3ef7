"""Scores of linked event records, and the baseline's matching, on cases that can be counted by hand."""

from __future__ import annotations

import pytest
from evaluation.events.melt import entry, match
from evaluation.events.scores import score

A1, A2, B1, B2 = (("a", "1"), ("a", "2"), ("b", "1"), ("b", "2"))
TRUTH = {A1: frozenset({1}), B1: frozenset({1}), A2: frozenset({2}), B2: frozenset({3})}


def test_a_perfect_answer_scores_one() -> None:
    found = score(TRUTH, {(A1, B1)}, [[A1, B1], [A2], [B2]])
    assert (found.precision, found.recall, found.b_f1, found.overlap_error) == (1, 1, 1, 0)


def test_a_wrong_pair_and_a_missed_one_count() -> None:
    found = score(TRUTH, {(A2, B2)}, [[A1], [B1], [A2, B2]])
    assert (found.precision, found.recall) == (0, 0)
    assert found.b_precision == pytest.approx(0.75)
    assert found.b_recall == pytest.approx(0.75)
    assert found.overlap_error == 0  # two alone and one shared: the table is right though the pairs are wrong


def test_a_record_of_two_incidents_lies_in_both() -> None:
    truth = {A1: frozenset({1, 2}), B1: frozenset({1}), B2: frozenset({2})}
    found = score(truth, {(A1, B1), (A1, B2)}, [[B1, A1], [B2, A1]])
    assert (found.precision, found.recall, found.b_f1, found.overlap_error) == (1, 1, 1, 0)


def test_the_baseline_takes_the_best_taxonomy_within_its_window() -> None:
    bomb, raid, vague = ("bomb", "attack"), ("raid", "attack"), ("march", "display")
    one = entry(A1, "2016-03-10", "2016-03-10", 33.0, 44.0, (bomb,))
    near = entry(B1, "2016-03-11", "2016-03-11", 33.01, 44.0, (raid,))
    best = entry(B2, "2016-03-10", "2016-03-10", 33.0, 44.01, (bomb,))
    far = entry(B2, "2016-03-10", "2016-03-10", 33.5, 44.0, (bomb,))
    other = entry(B2, "2016-03-10", "2016-03-10", 33.0, 44.0, (vague,))
    assert [A1, B2] in match([one, near, best], ("a", "b"))
    assert [A1, B1] in match([one, near, far], ("a", "b"))
    assert len(match([one, other], ("a", "b"))) == 2
