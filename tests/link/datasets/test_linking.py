"""Records of invented datasets, linked: what is one event, what is kept apart, and why."""

from __future__ import annotations

import random

import pytest
from tests.link.datasets.invented_events import background, event

from uncounted.link.datasets.linked import EventLink, Linked
from uncounted.link.datasets.linking import link_datasets
from uncounted.link.datasets.report import report
from uncounted.model.errors import InputError
from uncounted.model.event_record import EventRecord

DAY, NEXT = "2016-03-10", "2016-03-11"


def linked(*records: EventRecord) -> Linked:
    return link_datasets([*background(), *records])[0]


def together(found: Linked, one: str, other: str) -> bool:
    return any({one, other} <= {key[1] for key in (*each.records, *each.episodes)} for each in found.incidents)


def link(found: Linked, one: str, other: str) -> EventLink:
    return next(each for each in found.links if {each.one[1], each.other[1]} == {one, other})


def test_the_same_event_is_one_incident_and_says_why() -> None:
    found = linked(event("alpha", "x", DAY, best=17.0), event("beta", "y", DAY, best=17.0, lat=33.11))
    assert together(found, "x", "y")
    told = link(found, "x", "y")
    assert told.relation == "same"
    assert told.probability > 0.9
    words = {ground.name: ground.words for ground in told.grounds}
    assert words["time"] == "same day"
    assert words["deaths"] == "17 and 17: equal"
    assert sum(ground.weight for ground in told.grounds) == pytest.approx(told.weight, abs=0.05)


def test_sequential_events_in_one_town_are_kept_apart() -> None:
    found = linked(
        event("alpha", "x1", DAY, best=17.0), event("alpha", "x2", NEXT, best=3.0),
        event("beta", "y1", DAY, best=16.0), event("beta", "y2", NEXT, best=3.0),
    )  # fmt: skip
    assert together(found, "x1", "y1")
    assert together(found, "x2", "y2")
    assert not together(found, "x1", "y2")
    assert not together(found, "x2", "y1")


def test_two_events_coded_a_day_late_are_assigned_as_a_whole() -> None:
    """Each record alone might prefer the event of its own day; both together leave one answer."""
    found = linked(
        event("alpha", "x1", DAY, best=6.0), event("alpha", "x2", NEXT, best=21.0),
        event("beta", "y1", NEXT, best=6.0), event("beta", "y2", "2016-03-12", best=21.0),
    )  # fmt: skip
    assert together(found, "x1", "y1")
    assert together(found, "x2", "y2")


def test_a_precision_code_widens_the_window() -> None:
    exact = event("alpha", "x", DAY, best=17.0)
    far = {"lat": 33.55, "lon": 44.45, "place": "northern hills", "best": 17.0}
    assert not together(linked(exact, event("beta", "y", DAY, **far)), "x", "y")
    assert together(linked(exact, event("beta", "y", DAY, location_precision=3, **far)), "x", "y")


def test_a_vague_day_is_a_window_of_days() -> None:
    exact = event("alpha", "x", DAY, best=17.0)
    assert not together(linked(exact, event("beta", "y", "2016-03-15", best=17.0)), "x", "y")
    assert together(linked(exact, event("beta", "y", "2016-03-15", best=17.0, date_precision=3)), "x", "y")


def test_a_source_without_a_name_for_the_actor_still_matches() -> None:
    found = linked(
        event("alpha", "x", DAY, best=17.0), event("beta", "y", DAY, best=17.0, actors=("Unidentified Armed Group",))
    )
    assert together(found, "x", "y")


def test_distant_towns_are_not_one_event_though_all_else_agrees() -> None:
    other = event("beta", "y", DAY, best=17.0, lat=35.2, lon=43.1, place="Elmira")
    assert not together(linked(event("alpha", "x", DAY, best=17.0), other), "x", "y")


def test_a_record_that_merges_a_day_of_strikes_is_an_episode() -> None:
    found = linked(
        event("alpha", "x1", DAY, best=12.0), event("alpha", "x2", DAY, best=9.0, lat=33.12),
        event("alpha", "x3", DAY, best=7.0, lat=33.14), event("beta", "y", DAY, best=28.0),
    )  # fmt: skip
    holding = [each for each in found.incidents if ("beta", "y") in each.episodes]
    assert {key[1] for each in holding for key in each.records} == {"x1", "x2", "x3"}
    assert {link(found, name, "y").relation for name in ("x1", "x2", "x3")} == {"part of"}
    assert all(each.high is not None and each.high < 28 for each in holding)


def test_a_duplicate_inside_a_dataset_is_flagged() -> None:
    found = linked(event("alpha", "x", DAY, best=17.0), event("alpha", "x-again", DAY, best=17.0))
    assert link(found, "x", "x-again").relation in {"duplicate", "perhaps duplicate"}


def test_two_records_of_one_dataset_are_never_one_incident_for_being_near() -> None:
    found = linked(
        event("alpha", "x1", DAY, best=17.0), event("alpha", "x2", DAY, best=2.0), event("beta", "y", DAY, best=17.0)
    )
    assert together(found, "x1", "y")
    assert not together(found, "x1", "x2")


def test_the_order_of_records_changes_nothing() -> None:
    records = [*background(), event("alpha", "x", DAY, best=17.0), event("beta", "y", NEXT, best=17.0)]
    first = link_datasets(records, n_draws=3)
    random.Random(5).shuffle(records)  # noqa: S311
    assert link_datasets(records, n_draws=3) == first


def test_a_repeated_id_is_refused() -> None:
    with pytest.raises(InputError, match="have the id 'x'"):
        linked(event("alpha", "x", DAY), event("alpha", "x", NEXT))


def test_few_records_and_no_meeting_are_no_trouble() -> None:
    found, overlap, _ = link_datasets([event("alpha", "x", DAY), event("beta", "y", "2019-01-01")], n_draws=2)
    assert len(found.incidents) == 2
    assert overlap.cells == {"01": 1, "10": 1}
    assert overlap.draws == (overlap.cells, overlap.cells)


def test_a_record_without_a_place_or_a_toll_is_kept() -> None:
    bare = event("beta", "y", DAY, lat=None, lon=None, place=None, location_precision=None, best=None, actors=())
    found = linked(event("alpha", "x", DAY), bare)
    assert sum(("beta", "y") in each.records for each in found.incidents) == 1


def test_the_overlap_table_counts_every_incident_once() -> None:
    found, overlap, _ = link_datasets(background(120), n_draws=5)
    assert sum(overlap.cells.values()) == len(found.incidents)
    assert overlap.lists == ("alpha", "beta")
    assert len(overlap.draws) == 5
    records = sum(n for history, n in overlap.cells.items() for bit in history if bit == "1")
    assert records <= len(found.records)


def test_the_report_tells_what_each_has_alone_and_where_figures_differ() -> None:
    found = linked(
        event("alpha", "x", DAY, best=17.0), event("beta", "y", NEXT, best=21.0, actors=("Red Star Brigade",))
    )
    told = report(found)
    assert told.incidents == len(found.incidents)
    alpha = next(each for each in told.datasets if each.dataset == "alpha")
    assert alpha.alone == sum(each.datasets == {"alpha"} for each in found.incidents)
    code = next(each.code for each in found.incidents if ("alpha", "x") in each.records)
    mine = {each.what: dict(each.said) for each in told.differences if each.code == code}
    assert mine["deaths"] == {"alpha": "17", "beta": "21"}
    assert mine["date"] == {"alpha": DAY, "beta": NEXT}
    shared = next(each for each in told.pairs if each.one == "alpha").shared
    assert shared == sum(len(each.datasets) == 2 for each in found.incidents)
