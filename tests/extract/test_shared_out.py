"""Lists and sections that share a figure out, and the periods that reports say they cover."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.model.claim import Claim


def by_words(text: str) -> dict[str, Claim]:
    return {claim.count.text or "": claim for claim in read(text)}


def wholes(text: str) -> dict[str, set[str]]:
    """For each figure those that it is told to be a part of."""
    claims = read(text)
    words = {claim.id: claim.count.text or "" for claim in claims}
    return {
        claim.count.text or "": {words[r.claim] for r in claim.relations if r.type in {"part_of", "partition"}}
        for claim in claims
    }


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 mines killed 151 people and injured 212.\n\nBy sex\n- Men: 96 killed\n- Women: 55 killed\n",
        "In 2021 mines killed 151 people and injured 212.\n\nSex and age:\n\nMen\t96 killed\nWomen\t55 killed\n",
        "The register has 151 killed.\n\nMen: 96 killed.\n\nWomen: 55 killed.\n",
    ],
)
def test_labelled_lines_are_parts_of_the_figure_that_they_add_up_to(text: str) -> None:
    told = wholes(text)
    assert told["96"] >= {"151"}
    assert told["55"] >= {"151"}
    figures = by_words(text)
    assert (figures["96"].population.sex, figures["55"].population.sex) == ("man", "woman")
    assert not figures["96"].scope.places


def test_lines_of_two_measures_are_parts_of_each() -> None:
    text = """The group recorded 90 killed and 60 injured in 2019.

By device
Vehicle mines\t50 killed, 20 injured
Other mines\t40 killed, 40 injured
"""
    told = wholes(text)
    assert told["50"] == {"90"}
    assert told["20"] == {"60"}


def test_entries_of_a_chronology_are_no_list_though_they_add_up() -> None:
    text = """The attack killed 21 people.

March 3, 1987: At the barracks 11 people died.

March 9, 1991: In the port 10 people died.
"""
    told = wholes(text)
    assert "21" not in told["11"] | told["10"]


def test_what_stands_under_a_heading_that_shares_out_is_of_the_sum() -> None:
    text = """In 2021 the group counted 151 people killed in Yemen.

By governorate

Hodeidah remains the worst affected with 74 people killed.
"""
    assert wholes(text)["74"] == {"151"}


@pytest.mark.parametrize(
    "line",
    [
        "Coverage: 3 April 2021 - 9 June 2022",
        "These figures cover the period from 3 April 2021 to 9 June 2022.",
        "This bulletin covers the time between 3 April 2021 and 9 June 2022.",
    ],
)
def test_figures_are_of_the_period_that_the_report_says_it_covers(line: str) -> None:
    text = f"Protest monitor\n\n{line}\n\nObservers registered 71 dead in Maputo and 40 in Beira.\n"
    figure = by_words(text)["71"]
    assert figure.scope.time is not None
    assert "3 April 2021" in (figure.scope.time.text or "")
    assert figure.kind == "period"


def test_a_year_in_review_is_the_period_of_its_figures() -> None:
    text = "MINES IN YEMEN: 2021 IN REVIEW\n\nMines killed 61 people in all.\n"
    figure = by_words(text)["61"]
    assert figure.scope.time is not None
    assert figure.scope.time.text == "2021"


@pytest.mark.parametrize(
    ("text", "measure", "count"),
    [
        ("Civilian casualties rose to 141 in May.", "casualties", "141"),
        ("Deaths in the north fell by half to 12 in June.", "killed", "12"),
        ("In the quarter injuries numbered 190.", "injured", "190"),
    ],
)
def test_harm_that_moved_to_a_figure_is_counted(text: str, measure: str, count: str) -> None:
    assert by_words(text)[count].measure == measure


def test_of_whom_some_died_counts_those_alone() -> None:
    text = "From October to December casualties rose to 141, of whom 64 died."
    figures = by_words(text)
    assert figures["141"].measure == "casualties"
    assert figures["64"].measure == "killed"
    assert wholes(text)["64"] == {"141"}


@pytest.mark.parametrize(
    "words",
    ["twice as many as in 2020", "a rise of 10 per cent on the previous year", "more than in March 2019"],
)
def test_what_a_figure_is_measured_by_is_not_its_time(words: str) -> None:
    time = by_words(f"In the capital 31 people were killed, {words}.")["31"].scope.time
    assert time is None


@pytest.mark.parametrize(
    "text",
    [
        "The prosecutor first announced six dead, then 18; by Thursday the bodies of 31 men had been found.",
        "Police initially spoke of six deaths, later of 18 deaths, and by evening they put it at 31 deaths.",
    ],
)
def test_figures_told_in_turn_take_each_others_place(text: str) -> None:
    claims = read(text)
    words = {claim.id: claim.count.text for claim in claims}
    newer = {(c.count.text, words[r.claim]) for c in claims for r in c.relations if r.type == "update_of"}
    assert ("18", "six") in newer


@pytest.mark.parametrize(
    "words",
    [
        "Not in the table: the 33 inmates who died in the prison of Machava.",
        "Not included in these figures are 33 inmates who died in a prison.",
        "In the prison 33 inmates died. They are not counted above.",
    ],
)
def test_what_a_note_leaves_out_is_apart_from_the_sum(words: str) -> None:
    text = f"Bulletin\n\nSince October 2024 the monitor has recorded 300 deaths.\n\nNote\n\n{words}\n"
    claims = read(text)
    total = next(c for c in claims if c.count.point == 300)
    inmates = next(c for c in claims if c.count.point == 33)
    assert ("excluded_from", total.id) in {(r.type, r.claim) for r in inmates.relations}


def test_under_another_heading_children_among_the_dead_are_of_the_sum() -> None:
    text = """Since October 2024 the monitor has recorded 300 deaths.

This week

In the seven days to Sunday 14 people were killed by police.

Note

At least ten children are among the dead.
"""
    assert wholes(text)["At least ten"] == {"300"}


def test_we_outside_quotation_are_those_who_publish() -> None:
    text = "The Prosecutor's Office announced six dead.\n\nIn the first seven months we registered 47 deaths."
    assert by_words(text)["47"].attribution[-1].name == "Example Times"
    assert all(link.name != "Prosecutor's Office" for link in by_words(text)["47"].attribution)
