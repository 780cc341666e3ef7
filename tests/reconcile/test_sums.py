"""Parts of one box taken together, parts of two measures, and silence about the actor."""

from __future__ import annotations

import pytest

from tests.reconcile.test_engine import YEAR, incident, run
from tests.reconcile.worked_example import SYRIA, US, claim, throughout
from uncounted.model.claim import Attribution, Claim, Count, Relation
from uncounted.model.reconciliation import Contradiction, Reconciliation
from uncounted.model.scope import Period, Place, Population, Scope

ALEPPO = Place(id="gn:2", name="Aleppo", country="SY", within=("SY",))
IDLIB = Place(id="gn:3", name="Idlib", country="SY", within=("SY",))

TOLD = (Relation("part_of", "all", "of them"),)


def total(name: str, number: int, root: str, scope: Scope = YEAR, **fields: object) -> Claim:
    own = (Attribution(root, "publisher"),)
    return claim(name, number, **{"root": root, "kind": "period", "scope": scope, "attribution": own, **fields})


def year_of(place: Place) -> Scope:
    return Scope(YEAR.time, (place,), "all")


def contradictions(found: Reconciliation) -> dict[frozenset[str], Contradiction]:
    return {frozenset(one.claims): one for one in found.contradictions if one.kind == "contradiction"}


@pytest.mark.parametrize("root", ["A", "B"])
def test_parts_that_are_apart_are_summed_within_their_whole(root: str) -> None:
    parts = (total("aleppo", 60, root, year_of(ALEPPO)), total("idlib", 55, root, year_of(IDLIB)))
    found = contradictions(run((total("whole", 100, "A"), *parts)))
    assert {one: finding.short_by for one, finding in found.items()} == {frozenset({"whole", "aleppo", "idlib"}): 15}


def test_parts_that_may_overlap_are_not_summed() -> None:
    early = Scope(throughout("2016-01-01", "2016-08-31"), (SYRIA,), "all")
    late = Scope(throughout("2016-06-01", "2016-12-31"), (SYRIA,), "all")
    assert not contradictions(
        run((total("whole", 100, "A"), total("one", 60, "B", early), total("two", 55, "B", late)))
    )


def test_killed_and_injured_are_known_parts_of_casualties() -> None:
    told = (Relation("partition", "all", "by-harm"),)
    claims = (
        total("all", 100, "A", measure="casualties"),
        total("killed", 40, "A", relations=told),
        total("injured", 60, "A", measure="injured", relations=told),
        total("more", 45, "B"),
    )
    found = contradictions(run(claims))
    assert found[frozenset({"killed", "more"})].short_by == 5
    assert not {("killed", "more"), ("more", "killed")} & set(run(claims).within)


def test_casualties_of_a_box_bound_each_measure_in_it() -> None:
    found = run(
        (total("all", 100, "A", measure="casualties"), total("k", 45, "B"), total("i", 50, "B", measure="injured"))
    )
    finding = contradictions(found)[frozenset({"all", "k", "i"})]
    assert (finding.short_by, finding.short_by_all) == (5, 5)


def test_rows_that_do_not_add_up_are_short_by_the_whole_difference() -> None:
    told = (Relation("partition", "whole", "table"),)
    parts = (
        total("aleppo", 40, "A", year_of(ALEPPO), relations=told),
        total("idlib", 20, "A", year_of(IDLIB), relations=told),
    )
    found = contradictions(run((total("whole", 65, "A"), *parts)))
    assert {one: finding.short_by for one, finding in found.items()} == {frozenset({"whole", "aleppo", "idlib"}): 5}


def test_an_event_lies_in_a_total_that_leaves_the_actor_unsaid_as_it_does() -> None:
    whole, strike = total("whole", 15, "A"), incident("strike", 10, "A")
    rest = run((whole, strike)).derived
    assert [(one.low, one.high, one.assumptions) for one in rest] == [(5, 5, ("same-scope",))]
    assert not run((whole, strike), without=("same-scope",)).derived
    blamed = incident("strike", 20, "B", scope=Scope(strike.scope.time, strike.scope.places, actors=(US,)))
    assert not contradictions(run((whole, blamed)))
    assert contradictions(run((whole, incident("strike", 20, "B"))))


def test_words_told_again_later_are_no_new_count() -> None:
    scopes = [Scope(throughout("2016-01-01", day), (SYRIA,), "all") for day in ("2016-10-26", "2016-10-27")]
    chain = (Attribution("ngo", "organisation"), Attribution("paper", "publisher"))
    own = total(
        "own", 0, "ngo", scopes[0], kind="cumulative", count=Count(None, None, 300, "about"), said_on="2016-10-26"
    )
    relay = total(
        "relay", 0, "ngo", scopes[1], kind="cumulative", count=Count(300, None, None, "at least"), document="paper",
        attribution=chain, said_on="2016-10-27",
    )  # fmt: skip
    assert {one: why.split(":")[0] for one, why in (run((own, relay)).not_rows or {}).items()} == {"relay": "relayed"}


def test_nobody_killed_denies_the_event_that_others_tell_of() -> None:
    denial = incident("denial", 0, "A", stance="denies")
    assert contradictions(run((denial, incident("told", 24, "B"))))[frozenset({"denial", "told"})].short_by == 24


def test_children_of_one_source_are_no_other_event_than_the_dead_of_another() -> None:
    everybody = incident("all", 50, "A", population=Population())
    told = (Relation("part_of", "all", "including"),)
    few = incident("few", 8, "A", population=Population(None, None, "child"), kind="subset", relations=told)
    more = incident("more", 9, "B", population=Population(None, None, "child"))
    assert contradictions(run((everybody, few, more)))[frozenset({"few", "more"})].short_by == 1


def test_parts_of_two_cuts_leave_a_rest_each() -> None:
    whole = total("all", 849, "A", population=Population())
    civil = total("civil", 490, "A", population=Population("civilian"), kind="subset", relations=TOLD)
    armed = total("armed", 350, "A", population=Population("member of armed forces"), kind="subset", relations=TOLD)
    town = total("town", 299, "A", year_of(ALEPPO), population=Population())
    rests = {frozenset(one.from_[1:]): (one.low, one.high) for one in run((whole, civil, armed, town)).derived}
    assert rests == {frozenset({"civil", "armed"}): (9, 9), frozenset({"town"}): (550, 550)}


def test_harms_that_exhaust_a_total_leave_what_the_parties_did_not_cause() -> None:
    whole = total("all", 100, "A", measure="casualties")
    harms = (
        total("killed", 40, "A", relations=(Relation("partition", "all", "by-harm"),)),
        total("injured", 60, "A", measure="injured", relations=(Relation("partition", "all", "by-harm"),)),
    )
    party = total("party", 70, "A", Scope(YEAR.time, YEAR.places, "all", (US,)), measure="casualties", relations=TOLD)
    assert [(one.from_, one.low) for one in run((whole, *harms, party)).derived] == [(("all", "party"), 30)]


def test_a_subset_is_of_the_people_of_its_whole() -> None:
    whole = incident("all", 105, "A")
    parts = tuple(
        incident(name, number, "A", population=Population(), kind="subset", relations=(Relation("partition", "all"),))
        for name, number in (("house", 101), ("next door", 4))
    )
    found = run((whole, *parts))
    assert not found.contradictions
    assert {("house", "all"), ("next door", "all")} == set(found.within)


def test_each_army_counts_its_own_dead() -> None:
    told = (Relation("disjoint_from", "two"),)
    armed = Population("member of armed forces")
    assert not run(
        (total("one", 9, "A", population=armed, relations=told), total("two", 8, "B", population=armed))
    ).contradictions


def test_nobody_is_presumed_a_civilian_whom_the_source_itself_does_not_count_among_them() -> None:
    whole = total("all", 849, "A", population=Population())
    civil = total("civil", 490, "A", kind="subset", relations=TOLD)
    assert not run((whole, civil)).contradictions
    assert run((whole, total("civil", 490, "B"))).contradictions


def test_a_figure_of_near_a_place_answers_its_own_question() -> None:
    near = Scope(YEAR.time, (Place(id="gn:2", name="Aleppo", country="SY", within=("SY",), relation="near"),), "all")
    (answer,) = run((total("near", 978, "A", near),)).bounds
    assert (answer.low, answer.high) == (978, 978)


def test_a_subset_of_a_year_is_of_the_whole_year() -> None:
    some_day = Scope(Period("2016-01-01", "2016-12-31", reading="sometime"), YEAR.places, "all")
    few, more = (
        total(
            name, number, root, some_day, population=Population(None, None, "child"), kind="subset", relations=(told,)
        )
        for name, number, root, told in (
            ("few", 8, "A", Relation("part_of", "all")),
            ("more", 9, "B", Relation("part_of", "other")),
        )
    )
    found = contradictions(run((total("all", 50, "A"), few, total("other", 50, "B"), more)))
    assert found[frozenset({"few", "more"})].short_by == 1
