from __future__ import annotations

import pytest

from tests.extract.helpers import read
from tests.extract.test_tables import relations
from uncounted.model.claim import Claim


def told(claims: tuple[Claim, ...]) -> list[tuple[str, str]]:
    return [(c.measure, c.count.text or "") for c in claims]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The office counted 61 deaths as of 4 May, of which 50 were women and 11 girls.",
         [("killed", "61"), ("killed", "50"), ("killed", "11")]),
        ("Fighting left 40 people injured. Of the 40 injured, 12 were operated on and 3 are in a coma.",
         [("injured", "40"), ("injured", "40"), ("injured", "12"), ("injured", "3")]),
        ("- 90 people wounded\n- Among the wounded: 70 men, 15 women, five children. Two are in intensive care.",
         [("injured", "90"), ("injured", "70"), ("injured", "15"), ("injured", "five"), ("injured", "Two")]),
        ("An inquiry has 30 dead or gone: 12 whose bodies were found, 10 whom kin saw killed and 8 last seen alive.",
         [("killed", "30"), ("killed", "12"), ("killed", "10"), ("missing", "8")]),
        ("Deaths since Monday: 17, of whom 5 are female and 3 are below the age of 15.",
         [("killed", "17"), ("killed", "5"), ("killed", "3")]),
    ],
)  # fmt: skip
def test_numbers_that_open_the_members_of_a_list_count_some_of_the_figure(text, wanted):
    claims = read(text)
    assert told(claims) == wanted


def test_the_members_are_parts_of_the_figure_that_the_list_runs_down():
    claims = read("Monitors verified 48 deaths in May, of whom 30 were killed by mines and 9 by shelling.")
    assert {(kind, part, whole) for kind, part, whole in relations(claims) if kind == "part_of"} >= {
        ("part_of", "30", "48"),
        ("part_of", "9", "48"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The mission recorded 20 deaths, of which 12 houses bear traces.",
        "The boat carried 20 people who were injured, of whom 15 survived.",
        "Six people were killed: the mayor spoke at 10 and left at 11.",
    ],
)
def test_things_times_and_those_who_came_away_are_no_members(text):
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The morgue has received 49 bodies so far, 30 of which remain unidentified.", ["30"]),
        ("Ten persons lost their lives, eight on the spot and two in hospital on the next day.", ["eight", "two"]),
        ("In Osh 18 people were killed on 9 June; three were minors.", ["three"]),
        ("The centre counted 152 deaths - 76 of them militants, 43 soldiers and 33 civilians.", ["76", "43", "33"]),
        ("A raid killed ten. At least six of them were taking no part in violence.", ["At least six"]),
    ],
)
def test_parts_told_behind_a_comma_a_semicolon_or_in_the_next_sentence(text, parts):
    claims = read(text)
    assert [c.count.text for c in claims[1:]] == parts
    assert {r.type for c in claims[1:] for r in c.relations} & {"part_of", "partition"}


def test_what_killed_the_parts_did_not_kill_all_of_the_whole() -> None:
    found = {c.count.text: c for c in read("Since May 250 civilians have died: 160 by air strikes, 55 by artillery.")}
    assert found["250"].scope.means is None
    assert found["160"].scope.means == "airstrike"
    assert found["55"].scope.means != "airstrike"
    whole = next(c for c in read("An air strike killed 30 people: 18 men and 12 women.") if c.count.point == 30)
    assert whole.scope.means == "airstrike"


def test_a_rundown_of_a_number_said_again_is_of_that_figure_and_no_later_one() -> None:
    text = (
        "In the first half of 2021 the office verified 82 killings, compared with 98 in the same period of 2020. "
        "Of the 82 victims, 13 were women, 21 belonged to indigenous peoples and six were nurses."
    )
    claims = {c.count.text: c for c in read(text)}
    wholes = {claims[part].relations[0].claim for part in ("13", "21", "six")}
    assert wholes == {claims["82"].id}


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ("In January-June 2023", "January-June 2023"),
        ("In Jan–Mar 2022", "Jan–Mar 2022"),
        ("In the first half of 2023", "the first half of 2023"),
        ("In the last two weeks of May", "the last two weeks of May"),
    ],
)
def test_a_figure_over_months_or_weeks_is_of_a_period(when: str, held: str) -> None:
    (claim,) = read(f"{when} 82 people were killed in the province.")
    assert (claim.kind, claim.scope.time and claim.scope.time.text) == ("period", held)


def test_where_and_how_some_died_is_not_where_and_how_all_died() -> None:
    text = (
        "The UN counted at least 24 civilians killed in 2022 in the departments of Alibori and Atacora, including nine "
        "in an attack on the village of Monsey in December."
    )
    whole, part = read(text)
    assert (whole.kind, [p.text for p in whole.scope.places], whole.scope.means) == (
        "period",
        ["Alibori", "Atacora"],
        None,
    )
    assert (part.kind, [p.text for p in part.scope.places]) == ("subset", ["Monsey"])
    assert [(r.type, r.claim) for r in part.relations] == [("part_of", whole.id)]
