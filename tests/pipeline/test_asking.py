"""A question in words: places, days, actors, people; and what is said of a name that nobody knows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reconcile.worked_example import claim, claims

from uncounted.model.errors import InputError, UnknownName
from uncounted.model.scope import Place, Scope
from uncounted.pipeline.asking import FIRST, LAST, Asking, period, question


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2016-11-09", "2016-11-09", "2016-11-09"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014/2016-11", "2014-01-01", "2016-11-30"),
        ("2014/..", "2014-01-01", LAST),
        ("2014/", "2014-01-01", LAST),
        ("../2016", FIRST, "2016-12-31"),
        ("/2016-04-30", FIRST, "2016-04-30"),
        ("9999", "9999-01-01", LAST),
    ],
)
def test_a_period_is_closed_and_an_open_end_leaves_nothing_out(text: str, start: str, end: str) -> None:
    assert (period(text).start, period(text).end) == (start, end)


@pytest.mark.parametrize("text", ["yesterday", "2016-13", "2016-02-30", "2016/2015", "20161109", "0000"])
def test_what_is_no_interval_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError, match="--when") as error:
        period(text)
    assert "\n" not in str(error.value)


def test_all_the_parts_of_a_question() -> None:
    asked = question(
        Asking(("Syria", "Iraq"), "2014/2016-11", ("US-led coalition",), ("civilian", "children"), "air strikes"),
        claims(),
    )
    scope = asked.scope
    assert [place.id for place in scope.places] == ["SY", "IQ"]
    assert [actor.id for actor in scope.actors] == ["coalition-oir"]
    assert scope.means == "airstrike"
    assert scope.population is not None
    assert (scope.population.status, scope.population.age_group) == ("civilian", "child")
    assert asked.text == ("children killed: Syria and Iraq; by US-led coalition; airstrike; 2014-01-01 to 2016-11-30")


@pytest.mark.parametrize("words", ["US", "United States", "the United States"])
def test_an_actor_is_named_by_id_or_name(words: str) -> None:
    (actor,) = question(Asking(("Syria",), "2014/2016", (words,)), claims()).scope.actors
    assert (actor.id, actor.within) == ("US", ("coalition-oir",))


def test_a_place_that_the_claims_speak_of_goes_before_its_namesakes() -> None:
    lebanon = Place("gn:266826", "Tripoli", "LB", within=("LB",))
    told = [claim("one", 3, scope=Scope(places=(lebanon,)))]
    assert question(Asking(("Tripoli",)), told).scope.places[0].country == "LB"
    assert question(Asking(("Tripoli",)), ()).scope.places[0].country == "LY"


def test_a_name_left_open_between_a_town_and_its_division_is_asked_in_the_wider_sense() -> None:
    town = Place("gn:1138958", "Kabul", "AF", within=("gn:1138957", "AF"))
    either = replace(town, alternatives=(Place("gn:1138957", "Kabul", "AF", within=("AF",)),))
    assert (
        question(Asking(("Kabul",)), [claim("one", 3, scope=Scope(places=(either,)))]).scope.places[0].id
        == "gn:1138957"
    )
    assert (
        question(Asking(("Kabul",)), [claim("one", 3, scope=Scope(places=(town,)))]).scope.places[0].id == "gn:1138958"
    )


def test_a_place_is_named_by_its_id_too() -> None:
    assert question(Asking(("SY",)), ()).scope.places[0].name == "Syria"


@pytest.mark.parametrize(
    ("asking", "known"),
    [
        (Asking(("Qwzzyx",)), "Manbij"),
        (Asking(by=("the Zorgs",)), "United States"),
        (Asking(who=("zorgs",)), "civilian"),
        (Asking(means="zapping"), "airstrike"),
        (Asking(measure="dead"), "killed"),
    ],
)
def test_an_unknown_name_is_answered_with_what_there_is(asking: Asking, known: str) -> None:
    with pytest.raises(UnknownName) as error:
        question(asking, claims())
    assert any(known in one for one in error.value.known)
    assert "\n" not in str(error.value)


def test_nobody_is_a_woman_and_a_man() -> None:
    with pytest.raises(InputError, match="both"):
        question(Asking(who=("women", "men")), ())
