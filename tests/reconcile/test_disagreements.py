from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tests.link.invented import make_claim as claim
from uncounted.model.claim import Claim, Count
from uncounted.model.incident_figures import Disagreement
from uncounted.pipeline.reconciling import reconcile_claims
from uncounted.reconcile.disagreements import compatible


def found(*claims: Claim) -> tuple[tuple[Disagreement, ...], int]:
    result, _ = reconcile_claims(claims)
    return result.disagreements, len(result.contradictions)


def test_four_outlets_that_differ_give_one_finding() -> None:
    counts = {"c1": 10, "c2": 12, "c3": 12, "c4": 15}
    (one,), pairs = found(*(claim(name, n) for name, n in counts.items()))
    assert pairs == 5
    assert len(one.contradictions) == 5
    assert (one.low, one.high, one.more) == (10, 15, False)
    assert [told.claim for told in one.told] == ["c1", "c2", "c3", "c4"]
    assert one.compatible == (("c2", "c3"), ("c1",), ("c4",))
    assert "4 sources differ on how many were killed, from 10 to 15." in one.text


def test_a_floor_goes_with_what_lies_above_it() -> None:
    least = claim("c2", count=Count(12, None, None, "at least"))
    (one,), _ = found(claim("c1", 10), least, claim("c3", 15))
    assert one.compatible == (("c2", "c3"), ("c1",))
    assert not one.more


def test_agreement_is_no_finding() -> None:
    assert found(claim("c1"), claim("c2")) == ((), 0)


def test_measures_are_apart() -> None:
    claims = [claim("c1", 1), claim("c2", 2), claim("c3", 7, measure="injured"), claim("c4", 8, measure="injured")]
    findings, _ = found(*claims)
    assert sorted(each.measure for each in findings) == ["injured", "killed"]


SETS = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3), max_size=6)


@given(SETS)
def test_compatible_sets_are_all_the_largest(conflicts: list[frozenset[str]]) -> None:
    every = [frozenset(some) for n in range(7) for some in itertools.combinations("abcdef", n)]
    fit = [some for some in every if not any(conflict <= some for conflict in conflicts)]
    largest = {some for some in fit if not any(some < other for other in fit)}
    assert {frozenset(some) for some in compatible("abcdef", conflicts)} == largest
