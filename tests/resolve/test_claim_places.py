"""Places of the claims of whole texts: datelines, facilities, provinces, and where people came from."""

from __future__ import annotations

import pytest

from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


@pytest.mark.parametrize(
    ("text", "count", "place"),
    [
        ("Gunmen killed 21 people at Nairobi's Westgate market on 3 May 2014, police said.", "21", "Nairobi"),
        ("In May 2014 raiders killed 40 people in the Anbar and Diyala provinces of Iraq.", "40", "Anbar, Diyala"),
        (
            "Town mourns its dead\n\nBAIDOA - A car bomb killed 14 people on Saturday. Three of the boys were from "
            "Afgooye in Lower Shabelle.\n\n"
            + "The market was closed and the shops had their shutters down. "
            * 10
            + "\n\nIn 2011 "
            "a bomb in Mogadishu killed 100.\n",
            "14",
            "Baidoa",
        ),
        ("BUREAU OF STATE AFFAIRS OFFICE\n\nIn May 2014 shelling killed 8 people in Sloviansk.", "8", "Sloviansk"),
    ],
)
def test_where_the_harm_was(text: str, count: str, place: str) -> None:
    document = read_bytes(
        text.encode(), path="a.txt", flags=Metadata(published="2014-05-06", publisher="Example Times")
    )
    claims = read_document(document, "grammar").claims
    found = next(claim for claim in claims if claim.count.text == count)
    assert ", ".join(sorted(one.name or "" for one in found.scope.places)) == place


@pytest.mark.parametrize(
    ("text", "count", "country"),
    [
        (
            (
                "NIGER: TILLABERI\nUpdate\n\nOn 3 May raiders killed 6 people in Torodi.\n\nBURKINA FASO\n"
                "On 4 May four people were killed in Sampelga, and three in Yeltou.\n"
            ),
            "four",
            "BF",
        ),
        ("NIGER: TILLABERI\nUpdate\n\nOn 3 May raiders killed 6 people in Yeltou, in Torodi.\n", "6", "NE"),
        (
            (
                "Border clashes\n\nArmenia\nThree men died in Sotk on 3 May.\n\nAzerbaijan\n"
                "Five people were wounded in Kelbecher-Xacin on 4 May.\n"
            ),
            "Five",
            "AZ",
        ),
    ],
)
def test_a_place_that_nobody_knows_lies_in_the_country_of_its_section(text: str, count: str, country: str) -> None:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published="2014-05-06", publisher="Example Aid"))
    claims = read_document(document, "grammar").claims
    found = next(claim for claim in claims if claim.count.text == count)
    assert {one.country for one in found.scope.places} == {country}


def test_a_title_of_a_country_and_its_division_gives_the_division() -> None:
    text = "SOMALIA: GEDO\nUpdate 3\n\nKilled: 14 people (2 - 9 May)\nWounded: 20\n"
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published="2014-05-16", publisher="Example Aid"))
    assert {p.name for c in read_document(document, "grammar").claims for p in c.scope.places} == {"Gedo"}
