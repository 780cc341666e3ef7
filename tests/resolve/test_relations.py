"""Relations that show once scopes are resolved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from uncounted.model.claim import Attribution, Claim, Count, Relation
from uncounted.model.document import Span
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


DAY, NEXT = Period("2019-03-01", "2019-03-01"), Period("2019-03-02", "2019-03-02")
CHILD = Population(age_group="child")


def event(name: str, count: int, **parts: object) -> Claim:
    return claim(name, count, **{"kind": "incident", "time": DAY, "places": TOWN, **parts})


def said(claim: Claim, words: str, start: int = 0) -> Claim:
    """The claim with the words of its sentence, which begin at ``start``."""
    whole, count = Span(start, start + len(words), words), Span(start, start + 1, words[0])
    return replace(claim, spans={"sentence": whole, "count": count})


def sums_to(*claims: Claim) -> set[tuple[str, str]]:
    return {(part, whole) for part, kind, whole in ties(*claims) if kind == "partition"}


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0)])
def test_figures_that_add_up_to_another_exhaust_it(order: tuple[int, int, int]) -> None:
    three = (claim("all", 867), claim("civil", 468, population=Population("civilian")), claim("forces", 399))
    assert sums_to(*(three[k] for k in order)) == {("civil", "all"), ("forces", "all")}


def test_sums_check_to_the_unit_and_within_one_source_time_and_measure() -> None:
    whole, one, other = claim("all", 867), claim("one", 468), claim("other", 399)
    assert not sums_to(whole, one, replace(other, count=Count(398, 398, 398)))
    assert not sums_to(whole, one, replace(other, root="paper"))
    assert not sums_to(whole, one, replace(other, measure="injured"))
    assert not sums_to(whole, one, replace(other, scope=Scope(time=DECADE, places=LAND), kind="cumulative"))
    last = Scope(time=Period("2018-01-01", "2018-12-31"), places=LAND)
    assert not sums_to(whole, one, replace(other, scope=last))  # another year's
    assert not sums_to(whole, one, replace(other, count=Count(24, None, None, "vague word")))


def test_children_of_two_periods_are_the_children_of_both() -> None:
    first, second = Period("2019-01-01", "2019-06-30"), Period("2019-07-01", "2019-12-31")
    found = sums_to(
        claim("children", 104, kind="subset", population=CHILD),
        claim("spring", 610, time=first), claim("spring children", 17, time=first, kind="subset", population=CHILD),
        claim("autumn", 700, time=second), claim("autumn children", 87, time=second, kind="subset", population=CHILD),
    )  # fmt: skip
    assert found == {("spring children", "children"), ("autumn children", "children")}


def test_those_who_died_later_are_of_the_toll() -> None:
    toll = event("toll", 27, root="unnamed:official")
    later = event("later", 3, time=NEXT)
    found = sums_to(toll, event("at once", 21), event("found", 3), later)
    assert found == {("at once", "toll"), ("found", "toll"), ("later", "toll")}
    paper = (Attribution("The Paper", "organisation", "reports"),)
    named = replace(toll, root="paper", attribution=paper)
    assert not sums_to(named, event("at once", 21), event("found", 3), later)


def test_small_sums_need_words_of_adding() -> None:
    parts = event("guests", 3), event("gunman", 1)
    assert sums_to(*parts, said(event("all", 4), "In all, four people died.")) == {("guests", "all"), ("gunman", "all")}
    assert not sums_to(*parts, said(event("all", 4), "Four people died in the river."))


def test_an_earlier_count_and_its_increase_are_no_parts() -> None:
    more = event("more", 75, kind="increment", relations=(Relation("part_of", "now", "increase"),))
    assert not sums_to(event("now", 587), event("before", 512), more)


def test_a_figure_told_again_is_not_counted_twice() -> None:
    again = claim("again", 468, relations=(Relation("same_claim", "one", "same-figure"),))
    assert not sums_to(claim("all", 936), claim("one", 468), again)


def test_a_figure_smaller_than_one_inside_it_is_the_whole_of_nothing() -> None:
    spring = Period("2019-01-01", "2019-06-30")
    found = ties(
        claim("all", 1640), claim("spring", 610, time=spring),
        claim("spring children", 17, time=spring, kind="subset", population=CHILD), claim("medics", 41),
    )  # fmt: skip
    assert ("medics", "part_of", "all") in found
    assert not any(whole == "medics" for _, _, whole in found)


def test_a_figure_alone_with_the_words_of_another_is_no_part_of_it() -> None:
    assert not ties(claim("one", 90), claim("other", 80))


def test_one_event_of_several_days_is_one_time() -> None:
    days = Period("2019-03-01", "2019-03-05", reading="sometime")
    civil = event("civil", 20, time=days, population=Population("civilian"))
    assert ties(event("all", 500, time=days), civil) == {("civil", "part_of", "all")}


def test_a_village_of_a_days_event_is_part_of_the_districts_figure() -> None:
    district = (Place(id="gn:9", name="Dura", country="AF", within=("AF",)),)
    village = (Place(id="gn:10", name="Nona", country="AF", within=("gn:9", "AF")),)
    whole = said(event("all", 223, places=district, population=Population("civilian")), "all")
    part = said(event("one", 44, places=village), "one", start=50)
    assert ties(whole, part) == {("one", "part_of", "all")}
    assert not ties(whole, said(event("one", 44, places=village, time=NEXT), "one", start=50))


def test_a_total_told_in_other_words_is_the_same() -> None:
    first = said(claim("first", 119), "first")
    assert ties(first, said(claim("second", 119), "second", start=90)) == {("second", "same_claim", "first")}
    other = said(claim("second", 119, root="paper"), "second", start=90)
    assert not ties(first, other)


def test_half_a_figure_said_later_is_of_something_else() -> None:
    first = event("first", 512, said_on="2019-03-04")
    assert not ties(first, event("later", 70, said_on="2019-03-09"))


def test_women_of_a_time_are_of_the_civilians_that_the_source_counted() -> None:
    civil = claim("civil", 900, population=Population("civilian"))
    women = claim("women", 90, population=Population(sex="woman", age_group="adult"))
    assert ties(civil, women) == {("women", "part_of", "civil")}
    assert not ties(civil, claim("people", 90))


def test_a_total_of_years_is_not_of_the_means_told_before_it() -> None:
    strikes = Scope(time=DECADE, places=LAND, means="airstrike")
    decade = claim("decade", 900, kind="cumulative")
    year = claim("year", 90)
    inherited = replace(decade, scope=strikes, inherited={"means": "event"})
    assert ties(inherited, year) == {("year", "part_of", "decade")}
    assert not ties(replace(decade, scope=strikes), year)
