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


def test_a_scan_is_read_and_quoted_as_it_stands() -> None:
    found = _claims(
        "On Sunday so1diers f1red at a crowd in Lahore. Nine civi1ians were ki11ed and 16 hurt at the camp."
    )
    assert [(words, claim.measure) for words, claim in found.items()] == [("Nine", "killed"), ("16", "injured")]
    assert found["Nine"].population.status == "civilian"
    assert "ki11ed" in found["Nine"].spans["sentence"].quote


def test_paragraphs_by_number_tell_each_its_own_event() -> None:
    found = _claims(
        "Commission of Inquiry\nReport of 31 October 2005\n\n"
        "681. On 6 April 1999 militiamen surrounded a house in Dili. Nineteen people were killed.\n\n"
        "704. On 6 September 1999 soldiers entered a church in Suai. They killed three priests first. "
        "Forty more died in the yard, a nun said.\n"
    )
    assert "681" not in found
    days = {words: claim.scope.time.start for words, claim in found.items() if claim.scope.time is not None}
    assert days == {"Nineteen": "1999-04-06", "three": "1999-09-06", "Forty": "1999-09-06"}
    assert [place.name for place in found["Forty"].scope.places] == ["Suai"]


def test_parts_by_what_they_were() -> None:
    found = _claims("The strike killed 33 civilians. Of the civilians, eight were men, three women and 12 children.")
    wholes = {words: [r.claim for r in claim.relations if r.type == "part_of"] for words, claim in found.items()}
    assert wholes["eight"] == wholes["three"] == wholes["12"] == [found["33"].id]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A member alleged in the Legislative Council that 12 men were shot dead.", []),
        ("The minister told the Senate that 12 men were shot dead in the National Bank.", []),
        ("A doctor said 12 men were shot dead at Lahore.", ["Lahore"]),
    ],
)
def test_forums_are_no_places(text: str, place: list[str]) -> None:
    assert [found.name for found in _claims(text)["12"].scope.places] == place


def test_an_independent_body_of_a_country_does_not_admit() -> None:
    found = _claims(
        "Afghan soldiers killed many people near Herat in August. The Afghanistan Independent Human Rights Commission "
        "counted 91 dead. It was told that 69 Taliban died."
    )
    assert found["91"].stance == "asserts"
    assert found["69"].population.status == "combatant"


def test_the_force_of_the_accused_did_it() -> None:
    found = _claims(
        "Summary of judgement\n\nThe two Accused were leaders of the Civil Defence Forces in the south. In Tongo, on "
        "14 January 1998, twenty men were separated from the others and hacked to death."
    )
    assert [actor.name for actor in found["twenty"].scope.actors] == ["Civil Defence Forces"]


def test_people_of_the_publisher_speak_for_it() -> None:
    found = _claims("The Network's focal points recorded 97 civilians killed in May 2020.", "Delta Rights Network")
    assert found["97"].attribution[0].name == "Delta Rights Network"


def test_doers_in_one_line_share_a_figure_out() -> None:
    found = _claims(
        "The Network recorded 84 civilians killed in North Kivu in April 2020. By alleged perpetrator: ADF 48, "
        "Nyatura 14, NDC-R 9, FDLR 6, unidentified gunmen 7."
    )
    doers = {words: [actor.name for actor in claim.scope.actors] for words, claim in found.items()}
    assert doers["48"] == ["Allied Democratic Forces"]
    assert doers["6"][0] is not None
    assert doers["7"] == ["unidentified gunmen"]
    assert all(r.claim == found["84"].id for r in found["14"].relations if r.type == "part_of")


def test_among_them_it_said_were() -> None:
    found = _claims(
        "The commission reported that 45 civilians were executed in Merawi; among them, it said, were two teachers and "
        "a pregnant woman."
    )
    assert [r.claim for r in found["two"].relations if r.type == "part_of"] == [found["45"].id]
    assert found["a pregnant woman"].population.sex == "woman"


def test_a_field_of_place_with_an_unknown_name_first() -> None:
    found = _claims(
        "Case 12\n\nDate: 17 March 2011, about 10.45 a.m.\nPlace: Datta Khel bus depot, North Waziristan, Pakistan\n"
        "\nDrones fired at a meeting. Forty people were killed.",
        "Example Strike Monitor",
    )
    assert "Datta Khel" in (found["Forty"].scope.places[0].name or "")


def test_the_headline_goes_with_its_event_to_the_town() -> None:
    found = _claims(
        "Army executes dozens in Amhara region\n\nSoldiers executed several dozen civilians in the town of Merawi in "
        "late April, the group said. In one video it counted at least 22 bodies along the road.",
        "Rights Group",
    )
    assert [place.name for place in found["at least 22"].scope.places] == ["Merawi"]


def test_records_of_a_database_are_events_of_their_own() -> None:
    found = _claims(
        "INCIDENT SUMMARIES\n\n201907010012\nDate: 07/01/2019. Location: Kabul (Afghanistan)\n"
        "Summary: Assailants stormed an office. 40 people were killed.\n\n"
        "201907250009\nDate: 07/25/2019. Location: Khogyani, Nangarhar (Afghanistan)\n"
        "Summary: A roadside bomb struck a car. Nine people died.\n"
    )
    told = {w: (c.scope.time and c.scope.time.start, c.scope.places[0].name) for w, c in found.items()}
    assert told == {"40": ("2019-07-01", "Kabul"), "Nine": ("2019-07-25", "Khogyani")}


def test_people_told_before_a_clause() -> None:
    found = _claims("Ten peacekeepers, who had been sent to protect her, were killed in Kigali.")
    assert list(found) == ["Ten"]
    found = _claims("More than 2,000 refugees were led to a hill near Kigali, where they were massacred.")
    assert [(c.measure, c.count.low) for c in found.values()] == [("killed", 2001)]


def test_soldiers_fall_and_girls_have_ages() -> None:
    assert list(_claims("Since 2014, 50 French soldiers have fallen in Mali. Two soldiers fell ill.")) == ["50"]
    ages = "He killed 22 people. The youngest was eight. The mother of a girl who was 15 spoke."
    assert list(_claims(ages)) == ["22"]
