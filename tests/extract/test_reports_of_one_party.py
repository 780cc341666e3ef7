"""Chronologies of one party's deeds, lists that share a figure out, and what a report leaves out of its totals."""

from __future__ import annotations

import pytest

from tests.extract.helpers import extraction, figures, read
from uncounted.extract.entries import entry_of
from uncounted.extract.left_out import left_out
from uncounted.extract.parsing import parse
from uncounted.extract.sentences import sentences


@pytest.mark.parametrize(
    ("text", "day", "place", "rest"),
    [
        ("DEC 24-27, 2008 - CHRISTMAS RAIDS. Fighters strike.", "DEC 24-27, 2008", None, "CHRISTMAS RAIDS."),
        ("March 1992, Mostar - Three men died.", "March 1992", "Mostar", "Three men"),
        ("Basra, 13 June: mortar rounds hit a house.", "13 June", "Basra", "mortar"),
        ("1983-1987 - A death squad murders 27.", "1983-1987", None, "A death"),
        ("14 May 1998. A bomb kills two.", "14 May 1998", None, "A bomb"),
    ],
)
def test_labels_of_entries(text, day, place, rest):
    entry = entry_of(text, 0, len(text))
    assert entry is not None
    assert text[slice(*entry.day)] == day
    assert (text[slice(*entry.place)] if entry.place else None) == place
    assert text[entry.end :].startswith(rest)


@pytest.mark.parametrize("text", ["Dakar, 30 May 2016", "Three people died on 3 May: one of them a girl."])
def test_bylines_and_sentences_are_no_entries(text):
    assert entry_of(text, 0, len(text)) is None


ENTRIES = """

FEB 3, 1999 - A car bomb in Bilbao kills two people.

March 1999 - Four guards are shot in Vitoria. Two days later a fifth dies.

2000 - Nine people are killed."""


@pytest.mark.parametrize(
    "title", ["ETA: a chronology", "Major attacks of the separatist group ETA", "ETA's bloodiest bombings"]
)
def test_a_chronology_of_one_party_is_its_doing(title):
    claims = extraction(title + ENTRIES).claims
    assert [actor.text for claim in claims for actor in claim.scope.actors] == ["ETA"] * len(claims)
    assert claims[0].scope.time is not None
    assert claims[0].scope.time.text == "FEB 3, 1999"
    assert claims[-1].kind == "period"


def test_a_chronology_of_attacks_on_somebody_names_no_doer():
    assert not any(claim.scope.actors for claim in extraction("Attacks on schools" + ENTRIES).claims)


LIST = """Monthly report, May 2020

A total of 74 civilians were killed in May.

{heading}
- {one}: 41 killed.
- {two}: 30 killed.
- {three}: the remaining 3."""


def test_a_list_by_perpetrator():
    made = LIST.format(heading="BY PERPETRATOR", one="Houthi militia", two="Arab coalition", three="Others")
    found = extraction(made)
    assert [[a.text for a in c.scope.actors] for c in found.claims] == [
        [], ["Houthi militia"], ["Arab coalition"], ["Others"]
    ]  # fmt: skip
    assert all(claim.relations[0].claim == found.claims[0].id for claim in found.claims[1:])


def test_a_list_by_place():
    found = extraction(LIST.format(heading="By governorate", one="Taiz", two="Hajjah", three="Elsewhere"))
    assert [[p.text for p in c.scope.places] for c in found.claims[1:]] == [["Taiz"], ["Hajjah"], []]
    assert [c.kind for c in found.claims[1:]] == ["subset"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Five gunmen died and are not part of this count.",
        "Eleven officers died there, which is not included.",
        "The 43 dead of its allies come on top of these numbers.",
        "They were left out of our figures.",
    ],
)
def test_words_that_leave_people_out(text):
    assert left_out(parse(text, sentences(text)[0], 0)) is not None


def test_those_told_just_before_are_left_out():
    text = "Losses\n\nLast year 20 soldiers were killed. In a mutiny four men died. They are not in these numbers."
    claims = read(text)
    assert [r.type for claim in claims for r in claim.relations] == ["excluded_from"]


def test_two_numbers_are_of_what_two_before_were():
    found = figures("19 soldiers were killed and 116 wounded. In May the army had reported 18 and 86.")
    assert [(measure, point) for measure, _, _, point in found] == [
        ("killed", 19), ("injured", 116), ("killed", 18), ("injured", 86)
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Not a single civilian was harmed.", "Not one soldier was killed."])
def test_not_a_single_one(text):
    assert [(low, high) for _, low, high, _ in figures(text)] == [(0, 0)]


def test_saints_end_no_sentence():
    text = "Planes bombed a clinic in St. George's, killing two. It stood on Main St. Police counted them."
    assert len(sentences(text)) == 3


LINES = """ETA: a chronology

Feb. 3, 1999
A car bomb in Bilbao kills two people.

May 2, 2000
Four guards are shot dead.

July 1, 2001
Nine people are hurt."""


def test_days_on_lines_of_their_own_head_entries():
    claims = extraction(LINES).claims
    assert [(c.scope.time.text, c.scope.actors[0].text) for c in claims if c.scope.time] == [
        ("Feb. 3, 1999", "ETA"), ("May 2, 2000", "ETA"), ("July 1, 2001", "ETA")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The list names 304 men, women and children whom the police killed.", ("killed", 304)),
        ("It has 67 whose bodies were handed over.", ("killed", 67)),
        ("12 men whom rebels abducted have been found dead.", ("killed", 12)),
        ("Seven brave soldiers paid the supreme price.", ("killed", 7)),
        ("Gunmen carried off 20 villagers.", ("abducted", 20)),
        ("The department claims to have killed six militants.", ("killed", 6)),
    ],
)
def test_harm_that_a_clause_behind_tells(text, wanted):
    assert [(measure, point) for measure, _, _, point in figures(text)] == [wanted]


@pytest.mark.parametrize(
    "text", ["It let go 82 of the girls whom it abducted.", "Some 40 or 50 per cent of the victims had been shot."]
)
def test_the_freed_and_shares_are_no_figures(text):
    assert not [point for _, _, _, point in figures(text) if point in {82, 40}]


def test_places_in_one_line_share_a_figure_out():
    told = "March 2022\n\nA total of 27 people were killed in the month."
    claims = read(f"{told}\n\nBy district: Quetta 13, Kech 9, others 5.")
    assert [(c.count.point, c.kind, [p.text for p in c.scope.places]) for c in claims[1:]] == [
        (13, "subset", ["Quetta"]), (9, "subset", ["Kech"]), (5, "subset", [])
    ]  # fmt: skip


def test_the_whole_of_a_campaign():
    text = (
        "Weekly brief, 4 to 10 March 2019\n\nOperation Dawn, which commenced on 21 February, continues.\n\n"
        "On 5 March two soldiers were killed.\n\n"
        "Since the operation began, 126 rebels have been killed. Own losses stand at 13 killed."
    )
    claims = extraction(text).claims
    assert [c.kind for c in claims] == ["incident", "cumulative", "cumulative"]
    assert claims[2].population.status == "member of armed forces"


def test_a_day_by_its_number_is_of_the_month_told_before():
    text = "The raids began in December 1972. On the night of the 26th, bombs killed 287 people."
    assert [c.scope.time.text for c in read(text) if c.scope.time] == ["26 December 1972"]


def test_a_paragraph_opens_with_the_name_of_its_place():
    text = "Cases\n\nRío Blanco. On 6 December 1982 soldiers entered. They killed 62 people."
    assert [[p.text for p in c.scope.places] for c in read(text)] == [["Río Blanco"]]
