from __future__ import annotations

import dataclasses

import pytest
from tests.publish import worked

from uncounted.model.errors import UnknownName
from uncounted.pipeline import explaining
from uncounted.pipeline.publishing import reconciled
from uncounted.publish.explain import explanations, question_id


@pytest.fixture(scope="module")
def view():
    """The worked example as the program itself reconciles it."""
    return reconciled(worked.make_view())


def of(view, count: int):
    """The question that the figure of so many answers, and its basis."""
    claim = next(claim for claim in view.claims if claim.count.point == count and claim.scope.places)
    found = next(b for b in view.reconciliation.bounds if claim.id in b.low_because)
    return claim, found, view.basis[found.question]


def test_each_side_names_the_assumptions_that_it_needs_and_no_others(view):
    _, _, basis = of(view, 10)
    assert basis.low_needs == ("no-overcount",)
    assert basis.high_needs == ("full-count",)
    _, asked, basis = of(view, 300)
    assert asked.high is None
    assert basis.high_needs == ()


def test_a_side_is_weaker_without_what_it_needs(view):
    claim, asked, _ = of(view, 10)
    bare = reconciled(worked.make_view(), without=["no-overcount"])
    same = next(b for b in bare.reconciliation.bounds if b.question == asked.question)
    assert (asked.low, same.low) == (claim.count.low, 0)


def test_figures_are_the_same_people_a_part_more_or_perhaps_some(view):
    months, _, basis = of(view, 64)
    claims = {bearer.how: view.claim_by_id[bearer.claim] for bearer in basis.bearers}
    how = {view.claim_by_id[bearer.claim].count.point: bearer.how for bearer in basis.bearers}
    assert how[64] == "same"
    assert how[10] == "part"
    assert how[5] == "overlap", "one reading of its date lies before the months"
    assert claims["wider"].id == view.claims[1].id
    assert how[300] == "overlap"
    assert months.id in {bearer.claim for bearer in basis.bearers}


def test_too_many_claims_are_not_tried_and_all_in_force_is_named(view, monkeypatch):
    monkeypatch.setattr(explaining, "TRIED", 3)
    untried = reconciled(worked.make_view())
    _, asked, basis = of(untried, 10)
    assert (basis.low_needs, basis.high_needs) == (None, None)
    one = next(one for one in explanations(untried) if one.id == question_id(asked))
    assert set(one.needs) == set(asked.assumptions)


def test_one_is_found_by_id_by_its_start_and_by_words(view):
    every = explanations(view)
    one = next(one for one in every if one.kind == "remainder")
    assert explaining.explain_one(view, every, one.id) == one
    assert explaining.explain_one(view, every, one.id[:7]) == one
    asked = next(one for one in every if one.kind == "bounds")
    assert explaining.explain_one(view, every, asked.heading.upper()) == asked
    assert explaining.explain_one(view, every, view.claims[6].id).kind == "claim"
    for wanted in ("nothing like it", ""):
        with pytest.raises(UnknownName):
            explaining.explain_one(view, every, wanted)


def test_remainders_and_contradictions_keep_what_they_need(view):
    every = explanations(view)
    assert () in {one.needs for one in every if one.kind == "remainder"}
    bounds = [one for one in every if one.kind == "bounds"]
    assert all(one.needs for one in bounds), "a bound on the truth needs something that joins counts to it"
    assert dataclasses.asdict(every[0])
