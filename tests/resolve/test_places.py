from __future__ import annotations

import pytest

from uncounted.resolve.places import mentions, resolve_mentions, resolve_place, resolve_places, why


@pytest.mark.parametrize(
    ("text", "place_id", "relation", "precision"),
    [
        ("near Dayr Az Zawr, eastern Syria", "gn:170794", "near", 2),
        ("in Syria's Aleppo Governorate", "gn:170062", "in", 4),
        ("near Manbij, in Syria's Aleppo Governorate", "gn:167357", "near", 2),
        ("in and around the Iraqi city of Mosul", "gn:99072", "around", 2),
        ("the northern Gaza Strip", "gn:281132", "in", 5),
        ("Kharkiv region", "gn:706482", "in", 4),
        ("Kharkiv", "gn:706483", "in", 1),
        ("Goma, in the DRC's east", "gn:216281", "in", 1),
        ("near Mosul, northern Iraq", "gn:99072", "near", 2),
        ("northern Syria", "SY", "in", 5),
        ("in Iraq", "IQ", "in", 6),
        ("South Sudan", "SS", "in", 6),
        ("دير الزور", "gn:170794", "in", 1),
        ("mosul", "gn:99072", "in", 1),
        ("in the town of Bucha, near Kyiv", "gn:711350", "in", 1),
        ("Borno State, Nigeria", "gn:2346794", "in", 4),
        ("Helmand", "gn:1140043", "in", 4),
        ("the United States", "US", "in", 6),
        ("Texas", "adm1:US.TX", "in", 4),
        ("New York", "gn:5128581", "in", 1),
        ("W.Va.", "adm1:US.WV", "in", 4),
        ("Paris, Texas", "gn:4717560", "in", 1),
        ("Paris, Ky.", "gn:4303602", "in", 1),
        ("Cape Town", "gn:3369157", "in", 1),
        ("Africa", "region:africa", "in", 5),
        ("European", "region:europe", "in", 5),
        ("Suffolk County, New York", "fips:36103", "in", 3),
        ("Mosul University", "gn:99072", "near", 2),
        ("the University of Mosul", "gn:99072", "near", 2),
        ("Aleppo International Airport", "gn:170063", "near", 2),
    ],
)
def test_phrases(text: str, place_id: str, relation: str, precision: int) -> None:
    found = resolve_place(text)
    assert found is not None
    assert (found.id, found.relation, found.precision) == (place_id, relation, precision)
    assert found.text == text


def test_kilometres_and_miles() -> None:
    found = resolve_place("30 km north of Mosul")
    assert found is not None
    assert (found.relation, found.km, found.id) == ("km", 30.0, "gn:99072")
    miles = resolve_place("some 20 miles (32km) south-west of Kirkuk")
    assert miles is not None
    assert miles.km == pytest.approx(32.187)


def test_the_usual_name_the_words_and_all_that_holds_it() -> None:
    found = resolve_place("near Dayr Az Zawr, eastern Syria")
    assert found is not None
    assert (found.name, found.country, found.admin1) == ("Deir ez-Zor", "SY", "Deir ez-Zor")
    assert found.within.index("gn:170792") < found.within.index("SY")


def test_an_unknown_village_keeps_its_name_and_what_holds_it() -> None:
    found = resolve_place("Xyzzyville, Aleppo province, Syria")
    assert found is not None
    assert (found.id, found.name, found.country) == (None, "Xyzzyville", "SY")
    assert found.within[:2] == ("gn:170062", "SY")


def test_what_cannot_be_told_apart_is_left_open_with_its_candidates() -> None:
    found = resolve_place("Springfield")
    assert found is not None
    assert found.id is None
    assert 2 <= len(found.alternatives) <= 5


def test_a_country_in_the_words_goes_before_the_documents() -> None:
    found = resolve_place("near Mosul, northern Iraq", country="SY")
    assert found is not None
    assert (found.id, found.country) == ("gn:99072", "IQ")


def test_what_lies_in_another_division_than_the_one_named_is_no_answer() -> None:
    found = resolve_place("Kobani, Daraa governorate, Syria")
    assert found is not None
    assert found.id is None
    assert found.alternatives[0].name == "Kobani"


def test_names_of_a_document_decide_one_another() -> None:
    def ids(text: str, *names: str) -> list[str | None]:
        spans = [(text.index(name), text.index(name) + len(name)) for name in names]
        return [place.id if place else None for place in resolve_mentions(text, spans)]

    text = "Athens, Gainesville and Macon, Georgia, were hit."
    assert ids(text, "Athens", "Macon", "Georgia") == ["gn:4180386", "gn:4207400", "adm1:US.GA"]
    assert ids("Athens and Thessaloniki in Greece", "Athens", "Greece") == ["gn:264371", "GR"]
    assert ids("from Tbilisi to Batumi, across Georgia", "Georgia") == ["GE"]
    assert ids("Police in Paris, Texas, said so.", "Paris") == ["gn:4717560"]
    assert ids("no place: the attack", "the attack") == [None]


def test_a_close_spelling_alone_is_a_suggestion() -> None:
    found = resolve_place("Manbuur", country="SY")
    assert found is None or found.id is None


def test_a_division_or_the_document_settles_it() -> None:
    assert [p and p.country for p in (resolve_place("Tripoli"), resolve_place("Tripoli", country="LB"))] == ["LY", "LB"]
    context = [p for p in (resolve_place("Beirut"),) if p]
    near = resolve_place("Tripoli, northern Lebanon", context=context)
    assert near is not None
    assert near.country == "LB"


@pytest.mark.parametrize("text", ["a hospital", "", "the attack", "..."])
def test_no_place(text: str) -> None:
    assert resolve_place(text) is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Syria & Iraq", ["SY", "IQ"]),
        ("both Iraq as well as Syria", ["IQ", "SY"]),
        ("Mosul, northern Iraq", ["gn:99072"]),
        ("Trinidad and Tobago", ["TT"]),
        ("Bosnia and Herzegovina", ["BA"]),
        ("Mosul and Raqqa", ["gn:99072", "gn:172955"]),
    ],
)
def test_coordination(text: str, ids: list[str]) -> None:
    assert [p.id for p in resolve_places(text)] == ids


def test_why_says_how_the_name_was_met() -> None:
    found = resolve_place("Dayr az Zawr", country="SY")
    assert found is not None
    assert "in the country given" in why(found, "Dayr az Zawr", country="SY")


def test_mentions_are_places_and_nothing_else() -> None:
    text = (
        "On March 5, Major John Thomas told Reuters that US forces near Manbij, in Syria's Aleppo Governorate, had "
        "fought. "
        "President Jordan Smith said May was hard. Iraqi troops left the village of Abu Xyzzy."
    )
    found = mentions(text)
    names = [m.name for m in found]
    assert all(text[m.start : m.end] == m.name for m in found)
    assert {"Manbij", "Syria", "Aleppo Governorate", "Iraqi"} <= set(names)
    assert not {"March", "Reuters", "US", "May", "Smith", "Thomas", "Major", "John"} & set(names)
    assert ("Abu Xyzzy", "unknown") in [(m.name, m.kind) for m in found]


def test_the_same_consonants_far_away_say_nothing_of_a_names_country():
    (place,) = resolve_places("Kitchanga")
    assert (place.id, place.country, place.within) == (None, None, ())


def test_a_village_that_nobody_knows_lies_in_the_territory_that_is_named():
    (place,) = resolve_places("Lala, Djugu territory")
    assert (place.id, place.name, place.country) == (None, "Lala", "CD")
