from __future__ import annotations

import pytest

from tests.extract.helpers import figures, read
from uncounted.extract.toll import toll


def killed(text: str) -> list[tuple[int | None, int | None, int | None]]:
    return [figure[1:] for figure in figures(text) if figure[0] == "killed"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Nine members of the Adler family, including two boys, a nurse, and two men, were killed.", (9, 9, 9)),
        ("Nine people – among them a priest and two nuns – were killed on Friday.", (9, 9, 9)),
        ("Nine people, including four women, one of whom was pregnant, were killed.", (9, 9, 9)),
        ("Nine people including two women and four children were killed.", (9, 9, 9)),
        ("Three civilians, John Adler (40), his wife Mary (38) and their son Tom (6), were killed.", (3, 3, 3)),
        ("The shell hit a farm, killing two civilians, John Adler and his daughter Mary.", (2, 2, 2)),
        ("Between 80 and \u201cover 200\u201d people were killed.", (80, None, None)),
        ("At least 78, and up to 175, people were killed.", (78, 175, None)),
        ("At least16 members of the Adler family were killed.", (16, None, None)),
    ],
)
def test_what_stands_between_is_no_subject(text, whole):
    assert killed(text)[0] == whole


def test_forces_of_another_side_are_counted_beside_the_whole():
    text = "At least 21 militants including 2 commanders and 4 Ruritanian soldiers were killed."
    assert sorted(low for low, _, _ in killed(text)) == [2, 4, 21]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A guard who worked for the mill and his mother were killed on Friday.", 2),
        ("John Adler, a reporter for the local radio and his mother, were killed.", 2),
        ("A gang killed a rival in the market and his lawyer.", 2),
        ("The strike hit a house, killing a child named John Adler (14), and a child named Tom Adler (13).", 2),
        ("John and Tom Adler-two activists of the party-were shot dead.", 2),
    ],
)
def test_a_list_goes_on_behind_what_stands_between(text, number):
    assert sum(point or 0 for _, _, point in killed(text)) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Five were killed, including two women, and 15 others were injured.", {("killed", 5), ("killed", 2)}),
        ("A 59 year-old engineer Adam Adler al-Ruri (also known as Abu Adam), was killed.", {("killed", 1)}),
        ("Troops killed 56 RF/WF fighters on Monday.", {("killed", 56)}),
        ("Two RLF (Old) [Ruri Liberation Front (RLF)-Old] cadres were killed on Monday.", {("killed", 2)}),
        ("The blast killed the poet Ada (Adah) Kamal Adler alongside her son and ten guests.", {("killed", 12)}),
        ("29 others were hurt, with dozens of children badly injured.", set()),
    ],
)  # fmt: skip
def test_parts_and_company(text, found):
    assert {(measure, low) for measure, low, _, _ in figures(text) if measure == "killed"} == found


def test_who_is_told_of_with_the_injured_is_of_them():
    claims = read("29 others were hurt, with dozens of children badly injured.")
    assert [c.kind for c in claims] == ["incident", "subset"]


def test_both_ends_of_one_range_are_not_added():
    found = toll(read("At least 52 civilians and up to 68 civilians were killed in the raid."), "killed", "airwars")
    assert found is not None
    assert found.point == 52
