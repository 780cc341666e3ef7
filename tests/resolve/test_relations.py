"""Relations that show once scopes are resolved."""

from __future__ import annotations

from uncounted.model.claim import Claim, Count
from uncounted.model.scope import Period, Place, Population, Scope
from uncounted.resolve.relations import relate

LAND = (Place(id="AF", name="Afghanistan"),)
TOWN = (Place(id="gn:1", name="Tala", country="AF", within=("AF",)),)
YEAR, DECADE = Period("2019-01-01", "2019-12-31"), Period("2009-01-01", "2020-02-22")


def claim(name: str, count: int, **parts: object) -> Claim:
    scope = Scope(time=parts.pop("time", YEAR), places=parts.pop("places", LAND))  # type: ignore[arg-type]  # test data
    base = {"measure": "killed", "kind": "period", "root": "mission"}
    return Claim(id=name, count=Count(count, count, count), scope=scope, **{**base, **parts})  # type: ignore[arg-type]  # test data


def ties(*claims: Claim) -> set[tuple[str, str, str]]:
    return {(c.id, r.type, r.claim) for c in relate(claims) for r in c.relations}


def test_a_year_is_inside_a_decade_and_a_town_inside_its_country() -> None:
    decade = claim("decade", 900, time=DECADE, kind="cumulative")
    assert ties(claim("year", 90), decade) == {("year", "part_of", "decade")}
    assert ties(claim("land", 90), claim("town", 9, places=TOWN)) == {("town", "part_of", "land")}


def test_the_nearest_whole_is_taken() -> None:
    decade = claim("decade", 900, time=DECADE, kind="cumulative")
    children = claim("children", 9, population=Population(age_group="child"))
    assert ties(decade, claim("year", 90), children) == {("children", "part_of", "year"), ("year", "part_of", "decade")}


def test_other_sources_larger_figures_and_open_axes_are_no_parts() -> None:
    whole = claim("whole", 90)
    assert not ties(whole, claim("other", 9, root="paper", places=TOWN))
    assert not ties(whole, claim("larger", 900, places=TOWN))
    assert not ties(whole, claim("undated", 9, time=None, places=TOWN))


def test_what_a_source_says_later_of_one_event_is_an_update() -> None:
    day = Period("2019-03-01", "2019-03-01")
    first = claim("first", 12, kind="incident", time=day, places=TOWN, said_on="2019-03-01")
    later = claim("later", 15, kind="incident", time=day, places=TOWN, said_on="2019-03-04")
    assert ties(first, later) == {("later", "update_of", "first")}
    assert not ties(
        first, claim("else", 15, kind="incident", time=day, places=TOWN, said_on="2019-03-04", root="paper")
    )
