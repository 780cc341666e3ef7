from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Sequence

import pytest
from tests.link.invented import COUNTRY, FAR_TOWN, PROVINCE, TOWN, TOWN_10_KM_AWAY, A, B
from tests.link.invented import make_claim as claim

from uncounted.link.block import candidate_pairs
from uncounted.link.events import pool
from uncounted.link.incidents import link
from uncounted.model.claim import Claim, Count, Relation
from uncounted.model.incident import Incident
from uncounted.model.judgement import Judgement
from uncounted.model.scope import Period, Place, Population


def clusters(incidents: Sequence[Incident]) -> set[frozenset[str]]:
    return {frozenset(incident.claims) for incident in incidents}


def judge(target: str, verb: str, other: str, at: str = "2020-01-01T00:00:00Z") -> Judgement:
    return Judgement(id=f"j{at}", target=target, verb=verb, other=other, by="N", because="seen", at=at)  # type: ignore[arg-type]


def may_be(incidents: Sequence[Incident]) -> dict[str, set[str]]:
    first = {incident.id: incident.claims[0] for incident in incidents}
    return {first[each.id]: {first[other] for other in each.may_be} for each in incidents}


def test_two_reports_of_one_strike_are_one_incident_though_figures_differ() -> None:
    (incident,) = link([claim("c1", 10), claim("c2", 12)])
    assert incident.claims == ("c1", "c2")
    assert (incident.date_precision, incident.location_precision) == (1, 1)
    assert (incident.means, incident.place) == ("airstrike", TOWN)
    assert incident.time == Period(start="2017-03-05", end="2017-03-05", reading="sometime")


def test_only_claims_of_single_events_are_linked() -> None:
    period = claim("c1", 119, kind="period")
    eleven = claim("c2", 300, n_incidents=11)
    assert link([period, eleven, claim("c3", status="rejected")]) == ()


def test_a_subset_follows_the_claim_it_is_part_of() -> None:
    part = claim("c2", 3, None, kind="subset", places=(), relations=(Relation("part_of", "c1"),))
    of_part = claim("c3", 1, None, kind="subset", places=(), relations=(Relation("part_of", "c2"),))
    of_period = claim("c5", 2, kind="subset", relations=(Relation("part_of", "c4"),))
    found = link([of_part, claim("c1"), part, claim("c4", 119, kind="cumulative"), of_period])
    assert clusters(found) == {frozenset({"c1", "c2", "c3"})}


@pytest.mark.parametrize(
    "other",
    [
        claim("c2", day="2017-03-06"),
        claim("c2", places=(PROVINCE,)),
        claim("c2", places=(COUNTRY,)),
        claim("c2", places=()),
        claim("c2", day=None),
        claim("c2", 12, places=(TOWN_10_KM_AWAY,)),
        claim("c2", day=Period(start="2017-03-01", end="2017-03-10", reading="sometime")),
        claim("c2", means="shelling"),
        claim("c2", 400),
        claim("c2", places=(Place(text="Talla"),)),
        claim("c2", day=Period("2017-03-09", "2017-03-09", alternatives=(Period("2017-03-05", "2017-03-05"),))),
    ],
)
def test_what_might_be_one_event_stays_apart_and_says_so(other: Claim) -> None:
    found = link([claim("c1"), other])
    assert may_be(found) == {"c1": {"c2"}, "c2": {"c1"}}


@pytest.mark.parametrize(
    "other",
    [
        claim("c2", day="2017-03-08"),
        claim("c2", places=(FAR_TOWN,)),
        claim("c2", means="shooting"),
        claim("c2", places=(COUNTRY,), actors=(B,)),
        claim("c2", day=None, said_on="2017-02-01"),
    ],
)
def test_what_cannot_be_one_event_is_not_linked(other: Claim) -> None:
    found = link([claim("c1"), other])
    assert may_be(found) == {"c1": set(), "c2": set()}


def test_rival_attributions_of_one_strike_are_possibly_one_event() -> None:
    found = link([claim("c1"), claim("c2", actors=(B,))])
    assert may_be(found) == {"c1": {"c2"}, "c2": {"c1"}}


@pytest.mark.parametrize(
    "other",
    [
        claim("c2", 10, places=(TOWN_10_KM_AWAY,)),
        claim("c2", 12, places=(dataclasses.replace(TOWN_10_KM_AWAY, relation="near", precision=2),)),
        claim("c2", 12, places=(dataclasses.replace(TOWN, relation="near", precision=2),)),
        claim("c2", 12, means="drone strike"),
        claim("c2", 12, actors=(), means=None),
        claim("c2", 20, measure="injured"),
        claim("c2", 10, day=Period(start="2017-03-04", end="2017-03-05", reading="sometime")),
    ],
)
def test_compatible_tellings_are_one_incident(other: Claim) -> None:
    assert len(link([claim("c1"), other])) == 1


def test_a_second_strike_of_the_day_stays_apart() -> None:
    first = claim("c1", 10, document="d1", sentence="An airstrike on Tala killed 10 people.", at=0)
    second = claim("c2", 7, document="d1", sentence="A second strike killed seven.", at=40)
    wounded = claim("c3", 5, document="d1", sentence="The second strike also wounded five.", at=70, measure="injured")
    found = link([first, second, wounded])
    assert clusters(found) == {frozenset({"c1"}), frozenset({"c2", "c3"})}
    assert all(not incident.may_be for incident in found)


def test_disjoint_counts_are_two_events_unless_they_differ_by_who_died() -> None:
    further = claim("c2", 7, document="dc1", relations=(Relation("disjoint_from", "c1"),))
    assert len(link([claim("c1"), further])) == 2
    fighters = dataclasses.replace(further, population=Population(status="combatant"))
    civilians = claim("c1", population=Population(status="civilian"), root="root c2")
    assert len(link([civilians, fighters])) == 1


def test_two_figures_of_one_root_in_one_document_are_not_surely_one_event() -> None:
    found = link([claim("c1", 10, document="d", root="r"), claim("c2", 7, document="d", root="r")])
    assert may_be(found) == {"c1": {"c2"}, "c2": {"c1"}}


def test_another_documents_figure_chooses_between_two_strikes() -> None:
    strikes = [claim("c1", 10, document="d", root="r"), claim("c2", 7, document="d", root="r")]
    assert clusters(link([*strikes, claim("c3", 7)])) == {frozenset({"c1"}), frozenset({"c2", "c3"})}
    undecided = link([*strikes, claim("c3", 8)])
    assert clusters(undecided) == {frozenset({"c1"}), frozenset({"c2"}), frozenset({"c3"})}
    assert may_be(undecided)["c3"] == {"c1", "c2"}


def test_no_chain_through_a_weak_link() -> None:
    days = [claim(f"c{i}", day=Period(f"2017-03-0{i}", f"2017-03-0{i + 2}", reading="sometime")) for i in (1, 3, 5)]
    found = link(days)
    assert all(len(incident.claims) <= 2 for incident in found)


def test_relations_tie_across_scopes() -> None:
    update = claim("c2", 15, None, places=(), relations=(Relation("update_of", "c1"),))
    (incident,) = link([update, claim("c1")])
    assert incident.claims == ("c1", "c2")


def test_a_smaller_event_inside_a_larger_one_is_not_the_larger_one() -> None:
    battle = claim("c1", 200, Period("2017-03-01", "2017-04-30", reading="throughout"), places=(PROVINCE,))
    strike = claim("c2", 10, relations=(Relation("part_of", "c1"),))
    assert len(link([battle, strike])) == 2


def test_incident_ids_are_taken_at_their_word() -> None:
    named = [claim("c1", incident="e1"), claim("c2", day="2018-01-01", incident="e1"), claim("c3", incident="e2")]
    alike = [dataclasses.replace(each, document=None) for each in named]
    assert clusters(link(alike)) == {frozenset({"c1", "c2"}), frozenset({"c3"})}


def test_judgements_win_and_the_later_one_holds() -> None:
    pair = [claim("c1"), claim("c2")]
    assert len(link(pair, [judge("c1", "different", "c2")])) == 2
    assert all(not each.may_be for each in link(pair, [judge("c2", "different", "c1")]))
    later = [judge("c1", "different", "c2"), judge("c1", "same", "c2", at="2020-02-01T00:00:00Z")]
    assert len(link(pair, later)) == 1
    apart = [claim("c1"), claim("c2", day="2019-01-01")]
    assert len(link(apart, [judge("c1", "same", "c2")])) == 1


def test_a_judgement_splits_what_words_tie() -> None:
    tied = [claim("c1"), claim("c2", relations=(Relation("same_claim", "c1"),))]
    assert len(link(tied)) == 1
    assert len(link(tied, [judge("c1", "different", "c2")])) == 2


def test_incidents_can_be_judged_by_their_ids() -> None:
    pair = [claim("c1"), claim("c2", places=(PROVINCE,))]
    one, other = (incident.id for incident in link(pair))
    assert len(link(pair, [judge(one, "same", other)])) == 1


def test_a_claim_said_later_keeps_the_id() -> None:
    (before,) = link([claim("c5")])
    (after,) = link([claim("c5"), claim("c1", said_on="2017-04-01")])
    assert before.id == after.id


def test_events_that_say_neither_when_nor_where_are_left_alone() -> None:
    silent = [claim(f"c{i}", day=None, places=(), said_on=None) for i in (1, 2)]
    assert all(not incident.may_be for incident in link(silent))
    assert len(link(silent)) == 2


def test_few_pairs_of_many_claims_are_compared(many: Callable[[int], list[Claim]]) -> None:
    claims = many(3000)
    events = [pool([each]) for each in claims]
    assert sum(1 for _ in candidate_pairs(events)) < 60 * len(events)


@pytest.fixture
def many() -> Callable[[int], list[Claim]]:
    """Claims over a year and 200 towns of one country, one in ten dated or placed loosely."""

    def build(n: int) -> list[Claim]:
        rng = random.Random(7)  # noqa: S311 (a fixed seed, no secret)
        built = []
        for i in range(n):
            month, day, town = rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 199)
            start = f"2016-{month:02}-{day:02}"
            when = Period(f"2016-{month:02}-01", f"2016-{month:02}-28") if rng.random() < 0.05 else Period(start, start)
            where = dataclasses.replace(
                TOWN, id=f"gn:{town}", lat=32 + (town % 20) / 4, lon=36 + (town // 20) / 2, name=f"T{town}"
            )
            places = (COUNTRY,) if rng.random() < 0.05 else (where,)
            built.append(claim(f"c{i:05}", rng.randint(1, 40), when, places=places, actors=(rng.choice((A, B)),)))
        return built

    return build


def test_counts_that_are_open_above_agree_when_they_say_the_same() -> None:
    open_above = Count(low=10, modifier="at least")
    found = link([claim("c1", count=open_above), claim("c2", count=open_above, places=(TOWN_10_KM_AWAY,))])
    assert len(found) == 1


def test_groups_listed_in_one_sentence_are_of_one_event() -> None:
    words = "A bombing at the airport killed 13 soldiers and 169 others."
    soldiers = claim("c1", 13, document="d", root="r", sentence=words, population=Population(status="combatant"))
    others = claim("c2", 169, document="d", root="r", sentence=words, relations=(Relation("disjoint_from", "c1"),))
    assert len(link([soldiers, others])) == 1
    elsewhere = dataclasses.replace(others, scope=dataclasses.replace(others.scope, places=(FAR_TOWN,)))
    assert len(link([soldiers, elsewhere])) == 2
    turned = "A bombing killed 13 soldiers and another bombing 169 people."
    two = [claim(c.id, 13, document="d", sentence=turned, relations=c.relations) for c in (soldiers, others)]
    assert len(link(two)) == 2


def test_two_roots_of_one_document_may_differ_but_hardly_by_half() -> None:
    said = {"document": "d", "sentence": "Officials gave a figure.", "at": 0}
    assert len(link([claim("c1", 12, **said), claim("c2", 10, **said)])) == 1
    assert len(link([claim("c1", 50, **said), claim("c2", 12, **said)])) == 2
