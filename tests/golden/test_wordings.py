"""When, where, by whom and by what: families of wording, read to the end."""

from __future__ import annotations

import pytest

from uncounted.model.claim import Claim
from uncounted.pipeline.reading import read_document
from uncounted.read import read_bytes
from uncounted.read.metadata import Metadata


def claims(text: str) -> tuple[Claim, ...]:
    document = read_bytes(text.encode(), path="a.txt", flags=Metadata(published="2024-05-15"))  # a Wednesday
    return read_document(document, "grammar").claims


def days(claim: Claim) -> tuple[str | None, str | None]:
    time = claim.scope.time
    return (time.start, time.end) if time is not None else (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Shelling killed 12 people in Sumy on Friday and Saturday.", "2024-05-10", "2024-05-11"),
        ("Shelling killed 12 people in Sumy between May 2, 2024, and May 4, 2024.", "2024-05-02", "2024-05-04"),
        ("In Iraq 140 civilians were killed in the first three months of the year.", "2024-01-01", "2024-03-31"),
        (
            "A strike on Sumy on Saturday killed people. The toll rose to 40 on Monday, up from 30 a day earlier.",
            "2024-05-11",
            "2024-05-11",
        ),
        (
            "Israel's attacks had killed 300 people and wounded 400 since May 7, a ministry said.",
            "2024-05-07",
            "2024-05-15",
        ),
    ],
)
def test_the_days_are_those_of_the_harm(text: str, start: str, end: str) -> None:
    assert {days(claim) for claim in claims(text)} == {(start, end)}


def test_the_strike_is_the_one_told_before() -> None:
    told = claims(
        "On Saturday a drone strike killed 12 people in Sumy. On Sunday, Ukrainian shelling killed five in Donetsk. "
        "A senior commander was killed in the strike."
    )
    assert days(told[2]) == days(told[0])
    assert [place.name for place in told[2].scope.places] == ["Sumy"]
    assert told[2].scope.means == "drone strike"


def test_a_place_keeps_what_holds_it() -> None:
    told = claims("Eight people were killed in Ariha, in northwestern Syria's Idlib province, on Monday.")
    assert [place.country for place in told[0].scope.places] == ["SY"]
    assert len(told[0].scope.places) == 1


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Israel's attacks killed 12 people in Gaza on Monday.", ["Israel"]),
        ("Joint Israeli and American strikes killed 30 people on Monday.", ["Israel", "United States"]),
        ("Each side accused the other of shelling a market in Beni, in which eight people died.", []),
        ("The army and the rebels traded fire in Beni on Monday; 20 people were killed.", []),
        ("A bomb planted by unknown attackers killed five soldiers in Mopti.", ["unidentified attackers"]),
    ],
)
def test_who_did_it(text: str, actors: list[str]) -> None:
    assert [actor.name for actor in claims(text)[0].scope.actors] == actors


def test_exclusions_belong_to_the_figures_just_told() -> None:
    told = claims(
        "The attack in Saada on May 9 killed 51 people, the Red Cross said.\n\n"
        "The United Nations said that 6,660 civilians had been killed and 10,563 injured in Yemen since March 2015. "
        "The figures do not include deaths from hunger."
    )
    assert [bool(claim.exclusions) for claim in told] == [False, True, True]
    assert [claim.population.status for claim in told[1:]] == ["civilian", "civilian"]


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("Police confirmed 12 deaths in Beni but said the true toll is likely higher.", "confirmed"),
        ("At least so far 12 people were killed in Beni.", "so far"),
        ("The UN has verified 120 deaths in Beni this year.", "verif"),
        ("Twelve people were killed in Beni.", ""),
    ],
)
def test_words_that_make_a_figure_a_floor(text: str, floor: str) -> None:
    said = claims(text)[0].floor or ""
    assert said.startswith(floor)
    assert bool(said) == bool(floor)
