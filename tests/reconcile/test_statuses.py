"""Civilians and fighters: apart within one root's count, contested between roots."""

from __future__ import annotations

import pytest

from tests.reconcile.test_engine import YEAR, run
from tests.reconcile.test_sums import contradictions, total
from tests.reconcile.worked_example import claim
from uncounted.link.incidents import link
from uncounted.model.claim import Claim, Count
from uncounted.model.membership import statuses_apart
from uncounted.model.reconciliation import Bounds, Question
from uncounted.model.scope import Population, Scope, Status

STRIKE = Scope(YEAR.time, YEAR.places, "all", incident="strike")
CIVILIANS, FIGHTERS, SOLDIERS, ANYBODY = (
    Population("civilian"),
    Population("combatant"),
    Population("member of armed forces"),
    Population(),
)


def dead(name: str, number: int, root: str, who: Population = ANYBODY, **fields: object) -> Claim:
    return claim(name, number, **{"root": root, "kind": "incident", "scope": STRIKE, "population": who, **fields})


def low_of_all(*claims: Claim) -> int | None:
    return answer(claims).low


def answer(claims: tuple[Claim, ...]) -> Bounds:
    (strike,) = link(claims)
    (bounds,) = run(claims, questions=(Question("killed", Scope(incident=strike.id), "all"),)).bounds
    return bounds


def test_statuses_are_apart_but_for_those_who_fight() -> None:
    assert statuses_apart("civilian", "combatant")
    assert statuses_apart("civilian", "member of armed forces")
    assert not statuses_apart("combatant", "member of armed forces")
    assert not statuses_apart("civilian", "unknown")
    assert not statuses_apart("civilian", None)


def test_a_roots_civilians_and_fighters_are_all_whom_it_counted_at_least() -> None:
    assert low_of_all(dead("c", 20, "A", CIVILIANS), dead("f", 30, "A", FIGHTERS)) == 50
    assert low_of_all(dead("c", 20, "A", CIVILIANS), dead("f", 30, "B", FIGHTERS)) == 30
    assert low_of_all(dead("s", 20, "A", SOLDIERS), dead("f", 30, "A", FIGHTERS)) == 30


def test_a_roots_groups_may_exceed_anothers_total() -> None:
    found = contradictions(run((dead("c", 20, "A", CIVILIANS), dead("f", 30, "A", FIGHTERS), dead("all", 45, "B"))))
    assert {one: each.short_by for one, each in found.items()} == {frozenset({"c", "f", "all"}): 5}


def test_groups_of_one_region_may_exceed_anothers_total() -> None:
    parts = (total("c", 60, "A", population=CIVILIANS), total("f", 55, "A", population=FIGHTERS))
    found = contradictions(run((*parts, total("all", 100, "B", population=ANYBODY))))
    assert {one: each.short_by for one, each in found.items()} == {frozenset({"c", "f", "all"}): 15}


@pytest.mark.parametrize("status", ["combatant", "member of armed forces"])
def test_two_roots_may_call_the_same_dead_different_things(status: Status) -> None:
    claims = dead("c", 30, "A", CIVILIANS), dead("f", 30, "B", Population(status)), dead("all", 30, "C")
    assert not contradictions(run(claims[:2]))
    (finding,) = contradictions(run(claims)).values()
    assert set(finding.claims) == {"c", "f", "all"}
    assert "status" in finding.causes
    assert "one-status" in finding.assumptions
    assert low_of_all(*claims) == 30
    assert not contradictions(run(claims, without=("one-status",)))


def test_a_disputed_status_leaves_the_bounds_alone() -> None:
    claims = dead("c", 30, "A", CIVILIANS), dead("f", 30, "B", FIGHTERS), dead("all", 30, "C")
    found = answer(claims)
    assert (found.low, found.high, found.consistent) == (30, 30, True)


def test_floors_of_two_roots_conflict_only_where_all_are_too_few() -> None:
    some = Count(20, None, None, "at least")
    claims = dead("c", 20, "A", CIVILIANS, count=some), dead("f", 15, "B", FIGHTERS)
    assert not contradictions(run((*claims, dead("all", 35, "C"))))
    assert contradictions(run((*claims, dead("all", 34, "C"))))
