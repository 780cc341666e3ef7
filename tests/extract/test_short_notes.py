"""Tolls of short notes: how many were killed and hurt, whatever the words."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll


def tolls(text: str, convention: str = "acled") -> tuple[int | None, int | None]:
    claims = read(text)
    killed, injured = (toll(claims, measure, convention) for measure in ("killed", "injured"))
    return killed.point if killed is not None else None, injured.point if injured is not None else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # names: an initial, an article of another language, a name before its kin, kin named behind a comma
        ("Two officers, Carl M. Moss and Lee G. Bell, were shot. Officer Moss would eventually die.", (1, 1)),
        ("A 59 year-old baker Omar el-Amis (also known as Abu Nur) was killed.", (1, None)),
        ("Gunmen shot and killed Floros and his nine-year-old daughter, and wounded her mother.", (2, 1)),
        ("Moss's cousin, 24-year-old Jon Moss, the only passenger, was struck in the foot.", (None, 1)),
        ("Police found Ana Bell, 44, and her sister, Eva Bell, 41, dead. A third woman was flown to a trauma center.",
         (2, 1)),
        # who "they" are
        ("Ali Moss and Carl Bell, a baker, were sitting in a car when they were shot. They both died.", (2, 0)),
        ("Jon Moss, 19, stood on a porch with two friends when they were shot. Moss died at the scene.", (1, 2)),
        # lists
        ("2 soldiers, 5 rebels dead.", (7, None)),
        ("Four were killed in Dessa, 3 in Luma, 1 in Oro, and 1 in Tana.", (9, None)),
        ("Militants killed a guard, two tourists and three soldiers before troops killed all four gunmen.", (10, None)),
        ("He buried 32 members of his family who were killed in an airstrike.", (32, None)),
        # more words for the dead
        ("The police found the dismembered remains of five men in a truck.", (5, None)),
        ("Two people died on the spot while a third breathed his last in hospital.", (3, None)),
        ("A driver, Omar Moss, was also likely killed in the attack.", (1, None)),
        ("In addition to the bomber, at least 89 people were killed and 42 were injured.", (90, 42)),
        ("The front lost one man.", (1, None)),
        ("Rebels shelled a convoy, killing and wounding 12 soldiers.", (None, None)),
        # all of them
        ("A father shot his two sons and his wife before turning the gun on himself. All four were found dead.",
         (4, None)),
        ("An officer was shot in the arm and a suspect was hit in the leg. Both were taken to a hospital.", (None, 2)),
        # who is hurt beside the dead, and who of the hurt died
        ("Five people were hurt; one of them succumbed in hospital.", (1, 4)),
        ("Six of nine miners have been confirmed dead, and three are in hospital.", (6, 3)),
        ("The hospital received 17 bodies and was treating 60 people for bullet and machete wounds.", (17, 60)),
        ("No deaths were reported, though several people needed treatment.", (0, 2)),
        ("Guards beat an inmate, Jon Moss, who died. Three others were treated for fractures.", (1, 3)),
        ("Two men were killed. A third man was taken to a hospital for tests.", (2, None)),
    ],
)  # fmt: skip
def test_notes_come_to_a_toll(text, value):
    assert tolls(text) == value


def test_others_beside_officers_and_a_militant_are_not_militants():
    text = "Five police officers and 1 militant were killed and 4 others injured in a standoff."
    assert tolls(text, "wikipedia") == (5, 4)
