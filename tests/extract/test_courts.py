"""Courts, inquiries and chronicles: who contends, who planned, whose day it was, whom the bereaved lost."""

from __future__ import annotations

import pytest

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


def _claims(text: str, publisher: str = "Example Courier", published: str = "2020-05-04") -> dict[str, Claim]:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published=published, publisher=publisher))
    return {c.count.text or "": c for c in read_document(document, "grammar").claims}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The prosecution alleged that soldiers killed 20 people at Berin.", "prosecution"),
        ("Counsel for the families contends that 20 people were shot dead.", "Counsel"),
        ("The police service submitted that 20 people were killed by the mob.", "police service"),
        ("A doctor testified that 20 people had died.", "doctor"),
        ("The panel is satisfied that 20 people were killed.", "panel"),
        ("The review committee certified 20 dead.", "review committee"),
        ("Forensic experts exhumed 20 bodies.", "Forensic experts"),
    ],
)
def test_those_who_speak_before_a_court(text: str, speaker: str) -> None:
    assert next(iter(_claims(text).values())).attribution[0].name.startswith(speaker)


def test_it_is_the_body_told_of_just_before() -> None:
    found = _claims(
        "Counsel for the accused argued that nobody saw them. The tribunal acquits two of them. "
        "It finds that 22 people were killed in Dhaka.",
        "District Tribunal",
    )
    assert found["22"].root in {"tribunal", "district-tribunal"}


def test_the_ministry_of_defence_is_that_of_the_text() -> None:
    text = "The Ministry of Defence said that 12 people were killed near {} on Monday."
    assert _claims(text.format("Mullaitivu, Sri Lanka"))["12"].root == "ministry-of-defence"
    assert _claims(text.format("Salisbury, United Kingdom"))["12"].root == "uk-mod"


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Members of a wing of the outlawed Jemaah Islamiyah planned the attack in Jakarta on 3 May 2020. Twenty died.",
         "Jemaah Islamiyah"),
        ("Nine policemen were killed on Sunday when their lorry was blown up by the CPI (Maoist) near Sukma, India.",
         "Communist Party of India (Maoist)"),
        ("Nine guards were hacked to death by strikers in Rustenburg, South Africa.", "strikers"),
    ],
)  # fmt: skip
def test_doers(text: str, doer: str) -> None:
    assert [actor.name for actor in next(iter(_claims(text).values())).scope.actors] == [doer]


def test_days_by_number_alone() -> None:
    found = _claims(
        "The report deals with the strike of 9 to 16 August 2012 at Rustenburg. On Sunday the 12th two guards were "
        "killed. Four men died between the 13th and the 15th. On 16 August police opened fire.\n\nIt was cold.\n\n"
        "In all, 34 died that day."
    )
    days = {words: claim.scope.time for words, claim in found.items()}
    assert [(t.start, t.end) for t in days.values() if t is not None] == [
        ("2012-08-12", "2012-08-12"), ("2012-08-13", "2012-08-15"), ("2012-08-16", "2012-08-16"),
    ]  # fmt: skip


def test_the_bereaved_lost_their_kin() -> None:
    found = _claims("She lost her husband and three children in the flood of fire on Monday. Ali lost two brothers.")
    assert [(c.measure, c.count.point) for c in found.values()] == [("killed", 4), ("killed", 2)]
    assert not _claims("Maria lost her mother to cancer. The club lost three players.")


def test_what_is_certified_later_is_not_of_that_year() -> None:
    found = _claims("Soldiers shot villagers at Nogun in July 1950. In 2005 the committee certified 150 dead.")
    assert found["150"].scope.time is not None
    assert found["150"].scope.time.start == "1950-07-01"


def test_the_town_of_the_opening() -> None:
    found = _claims(
        "Release of the findings\nUnion Buildings, Pretoria, 25 June 2015\n\nThe panel looked into what happened "
        "at the Marikana mine, in South Africa.\n\nThirty-four people were shot dead.",
        "South African panel",
        "2015-06-25",
    )
    assert [place.name for place in found["Thirty-four"].scope.places] == ["Marikana"]
