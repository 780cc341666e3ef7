from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from tests.link.invented import COUNTRY, PROVINCE, TOWN, B
from tests.link.invented import make_claim as claim

from uncounted.link.incidents import link
from uncounted.model.claim import Claim, Relation
from uncounted.model.incident import Incident
from uncounted.model.scope import Period, Place, Population

OPEN = Period(None, "2017-03-06", reading="sometime", rule="by-publication")
MONTH = Period("2017-03-01", "2017-03-31", reading="sometime")


def clusters(incidents: Sequence[Incident]) -> set[frozenset[str]]:
    return {frozenset(incident.claims) for incident in incidents}


def story(*told: Claim) -> list[Claim]:
    """The claims in one document, a sentence each, in this order."""
    return [dataclasses.replace(each, document="d") for each in told]


def said(name: str, n: int, words: str, at: int, **fields: Any) -> Claim:
    return claim(name, n, document="d", sentence=words, at=at, **fields)


def test_sources_that_disagree_about_one_scene_tell_of_one_event() -> None:
    fighters = claim("c3", 2, population=Population(status="combatant"))
    children = claim(
        "c4", 4, kind="subset", population=Population(age_group="child"), relations=(Relation("part_of", "c2"),)
    )
    assert len(link(story(claim("c1", 9), claim("c2", 6), fighters, children, claim("c5", 20, measure="injured")))) == 1


def test_two_totals_of_one_source_are_not_joined_by_their_scene() -> None:
    assert len(link(story(claim("c1", 9, root="r"), claim("c2", 6, root="r")))) == 2


def test_parts_that_make_up_a_toll_are_of_its_event_though_some_died_later() -> None:
    whole = claim("c1", 10, root="r")
    rest = [(8, "2017-03-05"), (2, "2017-03-07")]
    ties = (Relation("part_of", "c1"), Relation("partition", "c1"))
    parts = [claim(f"c{i}", n, day, root="r", relations=ties) for i, (n, day) in enumerate(rest, start=2)]
    assert len(link(story(whole, *parts))) == 1


def test_a_bombing_told_of_beside_a_strike_is_another_event() -> None:
    strike = said("c1", 10, "The drone strike killed 10 civilians.", 0)
    words = "The strike was flown three days after the bombing at the gate in which 13 died."
    bombing = said("c2", 13, words, 50)
    at = 50 + words.index("13")
    spans = {**bombing.spans, "count": dataclasses.replace(bombing.spans["sentence"], start=at, end=at + 2, quote="13")}
    found = link([strike, dataclasses.replace(bombing, spans=spans)])
    assert clusters(found) == {frozenset({"c1"}), frozenset({"c2"})}
    assert all(not each.may_be for each in found)


def test_what_follows_a_turn_is_left_open() -> None:
    first = said("c1", 10, "An airstrike killed 10.", 0)
    second = said("c2", 7, "Another strike killed seven.", 40)
    after = said("c3", 5, "Five were wounded.", 80, measure="injured")
    found = link([first, second, after])
    assert frozenset({"c1", "c2"}) not in {each & {"c1", "c2"} for each in clusters(found)}


def test_a_loose_figure_joins_the_one_event_within_it() -> None:
    sharp = claim("c1", 51)
    for loose in (
        claim("c2", 50, places=(PROVINCE,)),
        claim("c2", 51, MONTH, places=(COUNTRY,)),
        claim("c2", 51, OPEN),
    ):
        assert len(link(story(sharp, loose))) == 1
    village = claim("c3", 7, places=(Place(name="Unlisted", country="SY"),))
    assert len(link(story(sharp, village, claim("c2", 50, places=(PROVINCE,))))) == 3


def test_a_loose_figure_that_differs_or_names_another_actor_joins_nothing() -> None:
    sharp = claim("c1", 51)
    assert len(link(story(sharp, claim("c2", 12, MONTH)))) == 2
    assert len(link(story(sharp, claim("c2", 50, places=(PROVINCE,), actors=(B,))))) == 2


def test_figures_hardly_alike_by_chance_link_documents() -> None:
    assert len(link([claim("c1", 57), claim("c2", 57, means="shelling")])) == 1
    assert len(link([claim("c1", 57), claim("c2", 57, places=(PROVINCE,))])) == 1
    assert len(link([claim("c1", 57), claim("c2", 57, day="2017-03-06")])) == 1
    assert len(link([claim("c1", 50), claim("c2", 50, places=(PROVINCE,))])) == 2
    assert len(link([claim("c1", 57), claim("c2", 57, MONTH, places=(PROVINCE,))])) == 2


def test_days_that_two_documents_give_alike_are_one_event() -> None:
    days = Period("2017-03-27", "2017-03-31", reading="sometime")
    assert len(link([claim("c1", 500, days), claim("c2", 480, days)])) == 1
    assert len(link([claim("c1", 500, MONTH), claim("c2", 480, MONTH)])) == 2


def test_rows_of_one_list_with_ids_of_their_own_are_never_one_event() -> None:
    rows = [claim(f"c{i}", 57, incident=f"e{i}", root="a list") for i in range(4)]
    found = link(rows)
    assert len(found) == 4
    assert all(not each.may_be for each in found)
    other = claim("c9", 57, incident="f1", root="another list", places=(dataclasses.replace(TOWN),))
    assert len(link([rows[0], other])) == 1


def test_a_far_figure_of_nowhere_and_no_day_might_not_be_it() -> None:
    found = link([claim("c1", 5), claim("c2", 300, OPEN, places=(COUNTRY,))])
    assert all(not each.may_be for each in found)


def test_an_increment_of_the_same_day_and_place_is_of_the_event() -> None:
    more = claim("c2", 109, measure="injured", kind="increment")
    assert len(link(story(claim("c1", 57), more))) == 1
