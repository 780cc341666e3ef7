"""Who counted a figure that nobody says: who has it, whose bracket follows it, what the next sentence tells of it."""

from __future__ import annotations

import pytest

from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


def _roots(text: str) -> dict[str, str]:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published="2020-05-04", publisher="Example Wire"))
    claims = read_document(document, "grammar").claims
    return {c.count.text or "": (c.root or "").split(":")[-1] for c in claims}


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        (
            "The toll of the siege has risen to 335, the health ministry said. The emergencies ministry gives 338.",
            {"335": "health-ministry", "338": "emergencies-ministry"},
        ),
        (
            "Harbour Watch counted 412 deaths in May. Others differ: the Delta Centre has 387, the local council 430.",
            {"387": "delta-centre", "430": "local-council"},
        ),
        (
            "The mayor said 40 people had died. Reporters saw about 10 bodies in the street.",
            {"40": "mayor", "about 10": "reporters"},
        ),
        (
            "The rebels said 50 people died. An estimate by the Delta Centre, shared with envoys, was 100.",
            {"50": "rebels", "100": "delta-centre"},
        ),
        (
            "The number of injured stands at 1,269 in Berin (Ministry of Health), 224 in Koro (Red Crescent Society).",
            {"1,269": "ministry-of-health", "224": "red-crescent-society"},
        ),
        (
            "According to the police 12 people died, including three children, as verified by the Delta Centre.",
            {"12": "police", "three": "delta-centre"},
        ),
        ("Local reports that eight villagers died are being reviewed.", {"eight": "reports"}),
        ("It was a raid at night. Officially 208 people died. That figure, from the health ministry, is of bodies.",
         {"208": "health-ministry"}),
        ("Paramilitaries killed 27 people. That is the finding of the public prosecutor.", {"27": "public-prosecutor"}),
        (
            "Researchers interviewed 1,849 households. They estimate 654,965 deaths.",
            {"654,965": "researchers"},
        ),
        (
            "Nine people died, the charity Doctors Without Borders said. It further found that 14 were injured.",
            {"Nine": "msf", "14": "msf"},
        ),
    ],
)  # fmt: skip
def test_who_has_the_figure(text: str, roots: dict[str, str]) -> None:
    found = _roots(text)
    assert {count: found.get(count) for count in roots} == roots


def test_lines_with_sources_of_their_own() -> None:
    found = _roots(
        "Attacks of the week\n\n- 7 March, Arbin: 29 killed, warplanes. Source: civil defence\n"
        "- 8 March, Duma: 7 killed. Sources: local council; one video\n"
    )
    assert found == {"29": "civil-defence", "7": "local-council"}


def test_the_name_in_a_line_of_sources() -> None:
    found = _roots(
        "In May 118 civilians were killed in Berin.\n\n"
        "Source: figures compiled by the Delta Centre from its members' alerts, data to 31 May."
    )
    assert found == {"118": "delta-centre"}


def test_a_place_that_has_a_number_counts_nobody() -> None:
    found = _roots("The mayor said 416 people died. Balochistan has the highest number, 126, followed by Sindh.")
    assert found.get("126") in {None, "mayor", "example-wire"}
