from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll

FILLER = (
    " Officers closed the street for three hours and asked neighbours for their films. The mayor called the evening a"
    " hard one for the whole town, and thanked those who had come to help. A meeting is planned for next week at the"
    " town hall, where the chief will answer questions from the public. Anyone who knows more is asked to call."
)


def tolls(text: str) -> tuple[int | None, int | None]:
    killed, injured = (toll(read(text), measure) for measure in ("killed", "injured"))
    return (killed.point if killed else None, injured.point if injured else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            (
                "Man shot on Elm Street.\nA 34-year-old man was shot on Elm Street on Sunday. The victim was"
                " taken to a hospital, where he died. Police identified him as Jon Hale."
            ),
            (1, None),
        ),
        (
            (
                "Doctor shot at hospital, suspect found dead\nOne person was shot at the hospital on Tuesday."
                " The suspect was found dead from a wound of his own making. The victim, a doctor, was shot twice."
                " Police identified the suspect as Stephen Pace, 55. The paper identified the victim as 44-year-old"
                " Michael Dorn. Dorn has died of his injuries."
            ),
            (2, None),
        ),
        (
            (
                "Officer Paul Moss was shot by a gunman on Monday. Moss died at a hospital. The gunman, Karl Stumm, was"
                " also killed. He was found dead in his home."
            ),
            (2, None),
        ),
        ("Marco Vale, 18, was shot in the back on Sunday. A friend drove him to a hospital, where he died.", (1, None)),
        ("A man shot his neighbor on Monday. The neighbor died at a clinic.", (1, None)),
        (
            (
                "Two people were killed and one injured in a fight. Her son and his friend were killed. The fight ended"
                " in gunfire, leaving another man wounded."
            ),
            (2, 1),
        ),
        ("Two people were wounded in a shooting. The 19-year-old victim died at a clinic.", (1, 1)),
        ("She described the man who shot her, as well as his car.", (None, 1)),
        ("Rebels killed the mayor's driver and injured his bodyguard.", (1, 1)),
    ],
)
@pytest.mark.parametrize("end", ["", FILLER])
def test_one_person_is_counted_once_however_often_told(text, value, end):
    assert tolls(text + end) == value


def test_a_death_takes_the_place_of_the_injury():
    injury, death = read("Anna Berg, 40, was shot on Monday. Berg died at a hospital on Tuesday.")
    assert [(r.type, r.claim, r.rule) for r in death.relations] == [("update_of", injury.id, "died-of-it")]


def test_two_names_are_two_people():
    one, other = read("Anna Berg was killed on Monday. Carla Dietz was killed on Monday.")
    assert [(r.type, r.claim) for r in other.relations] == [("disjoint_from", one.id)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two men were shot, one fatally, on Thursday evening.", (1, 1)),
        ("The suspect shot two victims, killing one; the suspect left.", (1, 1)),
        ("near bar, 2 shot, 1 later died", (1, 1)),
        ("Mother and son shot, son later died", (1, 1)),
        ("Two girls were shot on Elm Street. Both teens were taken to a clinic, where they died the next day.", (2, 0)),
        ("Two men were shot on Monday. One of them died.", (1, 1)),
        ("Two officers shot, suspect killed", (1, 2)),
        ("One dead, two shot", (1, 2)),
        ("4 people shot in Salem\nOne person was killed and three others were injured on Friday in Salem.", (1, 3)),
    ],
)
def test_those_shot_are_hurt_or_dead(text, value):
    assert tolls(text) == value


def test_a_headline_glued_to_the_first_sentence():
    assert tolls("Gunman drives around the town of HelmstadtSeven people were shot dead in Helmstadt.") == (7, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Overnight shooting in Salem sends 1 person to the hospital.", (None, 1)),
        ("Three people were taken to Mercy Medical Center after the fight.", (None, 3)),
        ("Police found a gunshot victim who was a passenger in a car.", (None, 1)),
        ("The clerk is in stable condition at a hospital.", (None, 1)),
        ("The suspect was taken to jail.", (None, None)),
        ("Two men were killed. A third man was taken to a hospital for tests.", (2, None)),
        ("Police found two people with gunshot wounds. One of those people, a 16-year-old boy, died.", (1, 1)),
        ("M/S; bodies found at home.", (2, None)),
    ],
)
def test_those_treated_are_hurt_where_nobody_else_is_told_of(text, value):
    assert tolls(text) == value


def test_link_lists_tell_nothing():
    links = " ".join(["Woman Killed In Crash Near Salem", "Three Injured In Fire", "County Board Opens Bridge"] * 8)
    assert tolls(f"{links} A man was shot dead in Salem on Monday, and police are looking for a car.") == (1, None)
