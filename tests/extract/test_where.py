"""Where it was: the narrowest place of a phrase, ground that attacks go into, "there", items of lists and titles."""

from __future__ import annotations

import pytest

from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


def _places(text: str) -> dict[str, list[str]]:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published="2020-05-04", publisher="Example Wire"))
    claims = read_document(document, "grammar").claims
    return {c.count.text or "": [p.name or p.text or "" for p in c.scope.places] for c in claims}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A strike on a convoy near Urum Qubla, west of Aleppo, killed 20 people on Monday.", "Urum Qubla"),
        ("A blast in Olenivka, in the Russian-held part of Donetsk region, killed 20 prisoners.", "Olenivka"),
        ("A bomb exploded in Enniskillen, County Fermanagh, on Sunday and killed 20 people.", "Enniskillen"),
        ("Rockets killed 20 people in the Arab village of Maghar in northern Israel.", "Maghar"),
        ("In the Vedeno gorge a patrol clashed with rebels; 20 of these were killed. Chechnya is at war.", "Vedeno"),
        ("Soldiers killed at least 20 people along the Gaza border on Monday.", "Gaza Strip"),
        ("Troops took the town of Abyei on Friday. The UN mission there said that 20 people were killed.", "Abyei"),
    ],
)
def test_the_narrowest_place(text: str, place: str) -> None:
    (found,) = (places for count, places in _places(text).items() if "20" in count)
    assert found == [place]


def test_rockets_into_a_village() -> None:
    found = _places(
        "Helicopters fired rockets into the village of Kobo on Monday, killing at least 12 people, a chief said. "
        "Soldiers shot dead five men in front of the mosque. Three died at Weldiya."
    )
    assert found["at least 12"] == found["five"] == ["Kobo"]


def test_items_of_which_some_are_known() -> None:
    found = _places(
        "Civilian casualties, Mosul, May 2020\n\n* Al-Jadida: 105 killed when a house was hit.\n"
        "* Rajm Old: 22 dead, mortar fire.\n* Bab al-Tobi: a sniper killed three people.\n"
        "* Elsewhere in the city: at least 11 killed.\n"
    )
    assert found["22"] == ["Rajm Old"]
    assert found["three"] == ["Bab al-Tobi"]
    assert found["at least 11"] == ["Mosul"]


def test_the_division_in_a_title_with_marks() -> None:
    found = _places(
        "Protection update, Ituri, April 2020\n\nKey points\n- 118 civilians killed in the month.\n"
        "- In Drodro, 14 displaced people were killed on 4 April.\n"
    )
    assert found == {"118": ["Ituri"], "14": ["Drodro"]}


def test_a_name_behind_the_same_district() -> None:
    found = _places(
        "Gunmen killed 45 people in Acteal on Monday. In the same municipality, Chenalho, 18 people had been killed."
    )
    assert found["18"] == ["Chenalhó"]
