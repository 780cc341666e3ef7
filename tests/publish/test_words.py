from __future__ import annotations

import pytest

from uncounted.model.claim import Count
from uncounted.model.scope import Actor, Period, Place, Population, Scope
from uncounted.publish import words


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(119, 119, 119), "119"),
        (Count(1204, 1204, 1204), "1,204"),
        (Count(300, None, 300, "at least"), "at least 300"),
        (Count(101, None, 100, "more than"), "more than 100"),
        (Count(101, None, None, "more than"), "more than 100"),
        (Count(None, 99, 100, "less than"), "fewer than 100"),
        (Count(None, 60, 60, "at most"), "at most 60"),
        (Count(None, None, 40, "about"), "about 40"),
        (Count(24, 60, None, "range"), "24 to 60"),
        (Count(24, None, None, "range", "from 24 to 60+"), "“from 24 to 60+”"),
        (Count(24, None, None, "vague word", "dozens"), "“dozens”"),
        (Count(), "a number not said"),
        (Count(0, 0, 0), "0"),
    ],
)
def test_counts_keep_their_modifier(count, said):
    assert words.count(count) == said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (None, "not said"),
        (Period(), "not said"),
        (Period(text="last week"), "“last week”, not resolved to a date"),
        (Period("2016-03-05", "2016-03-05"), "5 March 2016"),
        (Period("2016-07-01", "2016-07-31"), "July 2016"),
        (Period("2016-01-01", "2016-12-31"), "2016"),
        (Period("2016-07-11", "2016-07-20", reading="sometime"), "some time within 11 to 20 July 2016"),
        (Period("2016-03-05", "2016-06-01"), "5 March to 1 June 2016"),
        (Period("2015-11-20", "2016-09-10"), "20 November 2015 to 10 September 2016"),
        (Period("2014-06-15", None), "since 15 June 2014"),
        (Period(None, "2016-10-31"), "until 31 October 2016"),
    ],
)
def test_periods_say_no_more_than_is_known(period, said):
    assert words.period(period) == said


def test_bounds():
    assert words.bounds(55, 55) == "exactly 55"
    assert words.bounds(None, None) == "no bound"
    assert words.bounds(0, 64) == "at least 0 and at most 64"


@pytest.mark.parametrize(
    ("population", "said"),
    [
        (Population(), "people"),
        (Population("civilian"), "civilians"),
        (Population("civilian", "woman"), "civilian women"),
        (Population(None, None, "child"), "children"),
        (Population("civilian", "man", "child"), "civilian boys"),
        (Population("unknown"), "people of undetermined status"),
        (Population("member of armed forces", "woman"), "women (members of armed forces)"),
    ],
)
def test_people_not_said_are_not_civilians(population, said):
    assert words.people(population) == said


def test_places_and_actors():
    mosul = Place("gn:1", "Mosul", "IQ", relation="near")
    assert words.place(mosul, {"IQ": "Iraq"}) == "near Mosul, Iraq"
    assert words.place(Place("IQ", "Iraq", "IQ")) == "Iraq"
    assert words.place(Place(name="X", relation="km", km=7.5)) == "7.5 km from X"
    assert words.places(Scope(places=(Place(name="A"), Place(name="B")), places_reading="one_of")) == "A or B"
    assert (
        words.actors(Scope(actors=(Actor(name="A"), Actor(text="b")), actors_reading="jointly")) == "A and “b”, jointly"
    )


def test_dates_in_a_text_are_said_in_words():
    assert words.dated("outside 2015-11-20 to 2016-09-10") == "outside 20 November 2015 to 10 September 2016"
    assert words.dated("on 2016-03-05; c2016-99-99") == "on 5 March 2016; c2016-99-99"


def test_a_question_without_a_scope_says_so():
    assert words.question("civilians killed: ") == "Civilians killed, nothing more said"
    assert words.question("civilians killed: Syria") == "Civilians killed: Syria"
