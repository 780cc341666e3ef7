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
