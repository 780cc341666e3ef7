"""Printed places to the divisions that hold them."""

from __future__ import annotations

from uncounted.link.persons.lists import PersonList
from uncounted.pipeline.person_places import divisions_of


def _list(*towns: str | None) -> PersonList:
    return PersonList("a", {"town": towns}, {"town": "place"})


def test_towns_get_the_division_of_the_country_that_most_are_in() -> None:
    found = divisions_of([_list("Manbij", "Jarabulus", "Raqqa", None, "Qwxyzzy")])
    assert found["Manbij"] == found["Jarabulus"] != found["Raqqa"]
    assert "Qwxyzzy" not in found


def test_unknown_places_have_none() -> None:
    assert divisions_of([_list("Qwxyzzy", None)]) == {}
    assert divisions_of([PersonList("a", {"name": ["Ralo"]}, {"name": "name"})]) == {}
