from __future__ import annotations

import pytest

from uncounted.model.scope import Period, Place
from uncounted.reference.actors import Actors
from uncounted.resolve.actors import resolve_actor
from uncounted.resolve.dates import resolve_date

SYRIA, IRAQ, YEMEN, MYANMAR = (Place(id=c, country=c) for c in ("SY", "IQ", "YE", "MM"))
JULY_2016 = Period("2016-07-11", "2016-07-20")


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("a US air strike", "US"),
        ("the US military", "US"),
        ("US Central Command", "US"),
        ("Israeli strikes", "IL"),
        ("the IDF", "IL"),
        ("Russian forces", "RU"),
        ("Syrian government forces", "SY"),
        ("Boko Haram militants", "boko-haram"),
        ("Houthi rebels", "houthis"),
        ("suspected Islamic State gunmen", "isis"),
        ("the RSF", "rsf"),
        ("Saudi-led coalition", "coalition-yemen"),
        ("Israel's military", "IL"),
    ],
)
def test_parties_by_phrase(text: str, actor_id: str) -> None:
    found = resolve_actor(text)
    assert found is not None
    assert found.id == actor_id


def test_the_coalition_is_that_of_the_place_and_time() -> None:
    syria = resolve_actor("a coalition air strike", places=[SYRIA], time=JULY_2016)
    yemen = resolve_actor("the coalition", places=[YEMEN], time=Period("2018-08-09", "2018-08-09"))
    nowhere = resolve_actor("the coalition")
    assert [a and a.id for a in (syria, yemen, nowhere)] == ["coalition-oir", "coalition-yemen", None]


def test_the_united_states_is_within_the_coalition_for_that_operation_only() -> None:
    inside = resolve_actor("US airstrikes", places=[SYRIA, IRAQ], time=JULY_2016)
    elsewhere = resolve_actor("US airstrikes", places=[YEMEN], time=JULY_2016)
    before = resolve_actor("US airstrikes", places=[IRAQ], time=Period("2012-01-01", "2012-12-31"))
    assert [a and a.within for a in (inside, elsewhere, before)] == [("coalition-oir",), (), ()]


def test_since_a_year_begins_some_day_of_it() -> None:
    time = resolve_date("since 2014", on="2016-11-09")
    assert time is not None
    closed = Period(time.start, "2016-11-09", "2014/2016-11-09")
    found = resolve_actor("US airstrikes", places=[SYRIA, IRAQ], time=closed)
    assert found is not None
    assert found.within == ("coalition-oir",)


def test_unknown_armed_parties_have_no_id() -> None:
    found = resolve_actor("gunmen")
    assert found is not None
    assert (found.id, found.name) == (None, "gunmen")


def test_fighters_of_a_nation_are_not_its_state() -> None:
    found = resolve_actor("Palestinian militants")
    assert found is not None
    assert (found.id, found.name) == (None, "Palestinian militants")
    assert resolve_actor("an explosion in Iraq") is None


def test_the_army_is_that_of_the_one_country() -> None:
    alone = resolve_actor("the army", places=[MYANMAR])
    assert alone is not None
    assert alone.id == "MM"
    assert resolve_actor("the army", places=[SYRIA, IRAQ]) is None


def test_things_are_no_actors() -> None:
    assert resolve_actor("the explosion") is None


def test_the_table_is_whole() -> None:
    table = Actors.default()
    for held in table.memberships:
        assert table.get(held.member), held
        assert table.get(held.operation), held
    assert all(table.get(up) for party in table.parties.values() for up in party.part_of)


@pytest.mark.parametrize(
    ("text", "country", "year", "actor_id"),
    [
        ("UPC", "CF", "2019", "upc-car"),
        ("UPC fighters", "CD", "2003", "upc-ituri"),
        ("the UPC", "ES", "2019", None),
        ("RCD", "DZ", "2001", None),
        ("RCD rebels", "CD", "2000", "rcd"),
        ("al-Shabaab", "SO", "2020", "al-shabaab"),
        ("al-Shabaab", "MZ", "2020", "is-mozambique"),
        ("Maoist rebels", "NP", "2004", "cpn-maoist"),
        ("Maoists", "IN", "2010", "naxalites"),
        ("the Yugoslav army", "HR", "1991", "jna"),
        ("the Yugoslav army", "XK", "1999", "vj"),
        ("JeM", "IN", "2019", "jaish-e-mohammed"),
        ("the junta", "MM", "2023", "tatmadaw"),
        ("the junta", "NE", "2023", "NE"),
    ],
)
def test_names_that_others_bear_are_a_party_s_only_where_and_when_it_acted(
    text: str, country: str, year: str, actor_id: str | None
) -> None:
    time = Period(f"{year}-01-01", f"{year}-12-31")
    found = resolve_actor(text, places=[Place(id=country, country=country)], time=time)
    assert (found.id if found else None) == actor_id


def test_a_shared_name_without_a_country_is_nobody_s() -> None:
    assert resolve_actor("GIA") is None
    found = Actors.default().find("GIA")
    assert found is not None  # though it names a party
    assert found.type == "non-state armed group"
