"""Three-valued membership, axis by axis, on cases that a reader would decide alike."""

from __future__ import annotations

import pytest

from uncounted.model.membership import (
    INSIDE,
    OUTSIDE,
    POSSIBLY,
    Membership,
    actors_in,
    distance_km,
    means_in,
    period_in,
    places_in,
    population_in,
    scope_in,
    silent_axes_agree,
)
from uncounted.model.scope import Actor, Period, Place, Population, Scope

SYRIA = Place(id="SY", name="Syria", country="SY")
IRAQ = Place(id="IQ", name="Iraq", country="IQ")
MOSUL = Place(id="gn:99072", country="IQ", within=("gn:92877", "IQ"), lat=36.335, lon=43.119)
NINEVEH = Place(id="gn:92877", country="IQ", within=("IQ",))
US = Actor("US", "United States", ("coalition",))
COALITION = Actor("coalition", "coalition")


@pytest.mark.parametrize(
    ("part", "whole", "answer"),
    [
        (Period("2016-01-01", "2016-02-01"), Period("2015-01-01", "2016-12-31"), INSIDE),
        (Period("2014-01-01", "2014-02-01"), Period("2015-01-01", "2016-12-31"), OUTSIDE),
        (Period("2014-12-01", "2015-01-01"), Period("2015-01-01", "2016-12-31"), POSSIBLY),
        (Period(None, "2014-12-31"), Period("2015-01-01", None), OUTSIDE),
        (Period("2016-01-01", None), Period("2015-01-01", "2016-12-31"), POSSIBLY),
        (None, Period("2015-01-01", "2016-12-31"), POSSIBLY),
        (Period("2016-07-01", "2016-07-01"), Period("2016-07-01", "2016-07-31", reading="sometime"), POSSIBLY),
    ],
)
def test_periods(part: Period | None, whole: Period | None, answer: Membership) -> None:
    assert period_in(part, whole) is answer


def test_two_readings_that_disagree_leave_it_open() -> None:
    twice = Period("2015-11-20", "2015-11-20", alternatives=(Period(None, "2015-11-20"),))
    assert period_in(twice, Period("2015-11-20", "2016-09-10")) is POSSIBLY
    assert period_in(twice, Period("2016-01-01", "2016-09-10")) is OUTSIDE


@pytest.mark.parametrize(
    ("part", "whole", "answer"),
    [
        (MOSUL, IRAQ, INSIDE),
        (MOSUL, NINEVEH, INSIDE),
        (MOSUL, SYRIA, OUTSIDE),
        (IRAQ, MOSUL, POSSIBLY),
        (Place(**{**vars(MOSUL), "relation": "near"}), IRAQ, INSIDE),
        (Place(**{**vars(MOSUL), "relation": "near"}), NINEVEH, POSSIBLY),
        (Place(**{**vars(MOSUL), "relation": "near"}), MOSUL, POSSIBLY),
        (Place(name="a village", country="IQ"), IRAQ, INSIDE),
        (Place(name="a village", country="IQ"), SYRIA, OUTSIDE),
        (Place(name="a village"), SYRIA, POSSIBLY),
        (Place(id="x:1", within=("x:region",)), Place(id="x:region"), INSIDE),
    ],
)
def test_places(part: Place, whole: Place, answer: Membership) -> None:
    assert places_in(Scope(places=(part,)), Scope(places=(whole,))) is answer


def test_several_places() -> None:
    both = Scope(places=(SYRIA, IRAQ), places_reading="all")
    assert places_in(Scope(places=(MOSUL,)), both) is INSIDE
    assert places_in(both, Scope(places=(SYRIA,))) is POSSIBLY
    assert places_in(Scope(), both) is POSSIBLY
    one_of = Scope(places=(SYRIA, IRAQ), places_reading="one_of")
    assert places_in(Scope(places=(MOSUL,)), one_of) is POSSIBLY


def test_a_member_is_within_its_coalition_and_the_coalition_may_be_the_member() -> None:
    us, coalition, other = Scope(actors=(US,)), Scope(actors=(COALITION,)), Scope(actors=(Actor("RU"),))
    assert actors_in(us, coalition) is INSIDE
    assert actors_in(coalition, us) is POSSIBLY
    assert actors_in(other, us) is OUTSIDE
    assert actors_in(other, coalition, frozenset({"coalition"})) is POSSIBLY
    assert actors_in(Scope(), us) is POSSIBLY


def test_means_only_narrow() -> None:
    assert means_in("drone strike", "airstrike") is INSIDE
    assert means_in("airstrike", "drone strike") is POSSIBLY
    assert means_in("shelling", "airstrike") is OUTSIDE
    assert means_in("shelling", None) is INSIDE
    assert means_in(None, "shelling") is POSSIBLY


def test_populations() -> None:
    child, civilian, anybody = Population("civilian", None, "child"), Population("civilian"), Population()
    assert population_in(child, civilian) is INSIDE
    assert population_in(civilian, anybody) is INSIDE
    assert population_in(anybody, civilian) is POSSIBLY
    assert population_in(Population("combatant"), civilian) is OUTSIDE
    assert population_in(Population("unknown"), civilian) is POSSIBLY


def test_a_scope_answers_with_the_least_of_its_axes() -> None:
    year = Period("2016-01-01", "2016-12-31")
    strike = Scope(Period("2016-03-05", "2016-03-05"), (MOSUL,), None, (US,), means="airstrike")
    assert scope_in(strike, Scope(year, (IRAQ,), "all", (US,))) is INSIDE
    assert scope_in(strike, Scope(year, (IRAQ,), "all")) is POSSIBLY
    assert silent_axes_agree(Scope(year, (MOSUL,)), Scope(year, (IRAQ,), "all")) is INSIDE
    assert scope_in(strike, Scope(year, (SYRIA,), "all", (US,))) is OUTSIDE


def test_distance() -> None:
    london, paris = Place(lat=51.5074, lon=-0.1278), Place(lat=48.8566, lon=2.3522)
    assert distance_km(london, paris) == pytest.approx(343.6, abs=1)
    assert distance_km(london, Place()) is None
