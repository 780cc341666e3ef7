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
