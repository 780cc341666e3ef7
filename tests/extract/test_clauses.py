"""Who stands where: reflexives, infinitives between, lists that look like insertions, sums told again."""

from __future__ import annotations

import pytest

from tests.extract.helpers import figures, read
from uncounted.extract.toll import toll


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The clerk offered himself for a hostage, was later shot and died of his wounds.", "The clerk"),
        ("The driver was able to take a few steps before being gunned down by the gang.", "The driver"),
    ],
)
def test_the_subject_is_past_a_reflexive_and_an_infinitive(text: str, words: str) -> None:
    assert [c.count.text for c in read(text) if c.measure == "killed"] == [words]


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        (
            "MARIA LEON, FIFTH JUDGE OF CIVIL CASES, AND TWO OF HER GUARDS, WERE ASSASSINATED IN ARDEN TODAY.",
            "killed",
            3,
        ),
        ("An inquiry was opened into the murders of four reporters, three Danes and a Pole.", "killed", 4),
        ("The bomb killed four reporters, three soldiers and a nurse.", "killed", 8),
        ("The gang is behind the assassinations of Judge Carlos Mora and Colonel Pedro Ruiz.", "killed", 2),
        ("Thirtythree sailors were injured in the blast.", "injured", 33),
        ("Raiders stormed the inn, stabbing 4 foreign guests from Norway and Chile.", "injured", 4),
        ("The judge was killed at noon near his home in the capital, along with two of his guards.", "killed", 3),
    ],
)
def test_lists(text: str, measure: str, value: int) -> None:
    count = toll(read(text), measure)  # type: ignore[arg-type]
    assert count is not None
    assert count.point == value


def test_a_toll_of_wounded_counts_no_dead() -> None:
    found = figures("The blast has left a toll of 3 people wounded and damage to 20 shops.")
    assert found == [("injured", 3, 3, 3)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Nineteen patients have since died.", [19]),
        ("Forty-one of the wounded have since died.", [41]),
        ("Volunteers buried 62 people in a mass grave.", [62]),
        ("A burial team said it had buried 1,180 people.", [1180]),
        ("Three villagers were buried on Sunday.", [3]),
        ("Villagers buried 12 bodies.", [12]),
        ("At least 30 people were buried under the rubble.", []),
        ("The landslide buried 40 people.", []),
        ("They will bury five people tomorrow.", []),
    ],
)
def test_those_who_have_since_died_and_those_who_are_buried(text: str, values: list[int]) -> None:
    assert [c.count.point for c in read(text) if c.measure == "killed"] == values
