"""Tolls of short notes: one of several attacks, fates told twice, places beside, and the past of a text."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll


def tolls(text: str, convention: str = "acled") -> tuple[int | None, int | None]:
    killed, injured = (toll(read(text), measure, convention) for measure in ("killed", "injured"))
    return (killed.point if killed else None, injured.point if injured else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two car bombs hit a market in Mira and left 30 dead. The deadliest, by the gate, claimed 22 lives.", 30),
        ("Four attacks on Monday killed 18 people. The second blast killed nine.", 18),
        ("Three raids killed 12 people in Oro. In one attack, gunmen killed seven farmers.", 12),
        ("Two bombs went off in Mira. The first killed three people. The second killed four.", 7),
    ],
)
def test_one_of_several_attacks_is_part_of_what_all_did(text, value):
    assert tolls(text)[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            (
                "A March shooting left one dead and another wounded in a bar. The barman, 40, was shot in the neck"
                " and died a day later. His sister, hit in the arm, survived."
            ),
            (1, 1),
        ),
        ("THE JUDGE WAS SHOT DEAD LAST NIGHT. HIS SON WAS INJURED. THIS IS THE FIFTH JUDGE KILLED THIS YEAR.", (1, 1)),
        (
            (
                "A man shot his wife and her parents before turning the gun on himself. The wife and her father died"
                " before police came. Her mother is in critical condition. The gunman died of his wound."
            ),
            (3, 1),
        ),
        ("Two men were shot, one of them fatally, in Mira. Ado Hill, 24, was pronounced dead at Oro Hospital.", (1, 1)),
    ],
)
def test_those_told_of_again_are_found_by_what_became_of_them(text, value):
    assert tolls(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Gunmen killed seven people in a mosque. A trader was shot dead in a nearby village.", 8),
        ("Raiders killed five farmers in Oro. Two women were killed in a neighbouring hamlet.", 7),
    ],
)
def test_those_killed_in_another_place_come_on_top(text, value):
    assert tolls(text)[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Six people were shot at a vigil on Friday for a man killed a year earlier.", (None, 6)),
        ("A boy was wounded on Friday. He is the 63rd person shot this year; 12 have died this year.", (None, 1)),
    ],
)
def test_the_past_of_a_text_is_not_its_toll(text, value):
    assert tolls(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two of the seriously wounded died, bringing to five the number of fatalities.", 5),
        ("The owner, a widow, did not make it out alive.", 1),
        ("Six corpses, among them that of the mayor, were discovered by villagers who had fled.", 6),
        ("They found the body of a woman, along with that of her son.", 2),
        ("A triple homicide, a mother and two children.", 3),
        ("Man killed wife, her two sons, then himself", 4),
        ("Six members of the Hale family, five children and their mother, were killed.", 6),
        ("Police say they shot dead ten bandits; three officers sustained gunshot wounds.", 10),
        ("The bishop condemned the murder of six teachers.", 6),
        ("m 23 dead on scene, f 20 crit", 1),
        ("vic1 DOA, 2 others to hospital", 1),
        ("The army suffered three fatalities, the rebels one.", 4),
        ("A woman selling fruit by the road and two of her sons were killed.", 3),
        ("THE REPRESENTATIVE AND TWO OF HIS BODYGUARDS WERE KILLED.", 3),
        ("Two pupils, whose bodies turned up in a ditch, had been abducted.", 2),
        ("In the first clash, five rebels were killed; in the second, two rebels.", 7),
        ("Gunmen killed 5 residents. A sixth person died after falling into a well.", 6),
        ("A bomb killed 16 people. Final toll: 22 dead and 116 injured.", 22),
        ("2 found shot dead in car", 2),
    ],
)
def test_wordings_of_notes(text, value):
    assert tolls(text)[0] == value


def test_who_takes_his_own_life_is_no_victim_of_his_deed():
    text = "A gunman killed four people at a school before taking his own life."
    assert (tolls(text)[0], tolls(text, "wikipedia")[0]) == (5, 4)
    assert tolls("Ten people, including the attacker's wife, were killed.", "wikipedia")[0] == 10


def test_who_dies_with_his_victims_is_taken_out_of_them():
    text = "A suicide bomber killed an infant and herself at a gate."
    assert (tolls(text)[0], tolls(text, "wikipedia")[0]) == (2, 1)


def test_a_second_victim_makes_two():
    assert tolls("A third person has died of wounds from a weekend shooting. Ada Hill, 18, died on Monday.")[0] == 3
    assert tolls("A third teacher was killed in Mira this month.")[0] == 1


def test_no_time_begins_with_whence_somebody_was_taken():
    (claim,) = read("He condemned the murder of six men who were taken from their homes on Saturday night.")
    assert claim.kind == "incident"
    assert claim.scope.time is not None
    assert claim.scope.time.text == "Saturday night"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A guard was shot dead in Mira. Four of his colleagues escaped with injuries.", 4),
        ("Two men threw acid at two students. Both sustained injuries.", 2),
        ("Three persons were injured during May Day marches.", 3),
        ("One child was killed and another seriously injured in Mira.", 1),
        (
            "3 dead, including gunman\n\nA man killed two clerks before shooting himself. Two more were hurt.",
            2,
        ),
    ],
)
def test_who_is_left_hurt(text, value):
    assert tolls(text)[1] == value
