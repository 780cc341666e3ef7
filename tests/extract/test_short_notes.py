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
        ("Police found two men shot. One of them, Jon Moss, 30, was pronounced dead. The other was taken to a clinic.",
         (1, 1)),
        ("Two men walked into a hospital with gunshot wounds early Saturday.", (None, 2)),
        ("A gunshot victim was dropped off at Mercy Hospital. Minutes later a second gunshot victim arrived by car.",
         (None, 2)),
        ("A boy was shot in the back. His sister was cut by flying glass.", (None, 2)),
        ("A priest was found with his throat slit inside a temple.", (1, None)),
        ("A raid killed a trader, inflicting injuries of various degrees on the other 12 members of his family.",
         (1, 12)),
        ("Gunmen killed nine; 20 sustained varying degrees of injury.", (9, 20)),
        ("A soldier who was injured in the 3 May ambush succumbed to his injuries.", (1, None)),
        ("A guard was killed in a blast. Another explosion in the same area left a child dead.", (2, None)),
        ("A sailor was beheaded in Sumi. Another sailor was found dead the same day.", (2, None)),
        ("Police killed at least 22 suspects. A woman living nearby was hit by a bullet and died.", (23, None)),
        ("14 patients admitted with blast injuries, 3 brought dead, 2 expired during treatment.", (5, 14)),
        ("Three shot, one dead after a funeral. Minutes later another man was dead. One more man was wounded.", (1, 2)),
        ("2 officers shot after chase - Example.com LEEDS (AP) - A shooting hurt an officer, a deputy, and a woman.",
         (None, 3)),
        # as notes have it
        ("vic 1 shot in leg vic 2 grazed", (None, 2)),
        ("man hit in head w/gun, woman shot in leg", (None, 2)),
        ("girl shot in hand, male graze head", (None, 2)),
        ("3 vics, 1 killed", (1, 2)),
        ("two men shot, 1 fatal", (1, 1)),
        ("husband shot wife, then self; both dead", (2, None)),
        ("Men shot at a guard in the bazaar. The targeted killing was a reaction to a raid.", (1, None)),
        ("Two persons lost their lives in a shooting. Another received serious injuries.", (2, 1)),
        ("A guard and a civilian sustained injuries.", (None, 2)),
        ("Troops shot dead three militants; one army man also laid down his life.", (4, None)),
        ("The bodies of a missing couple were found in a canal; both had been shot.", (2, None)),
        ("An angry mob beat two alleged robbers to death.", (2, None)),
        ("Two women are recovering after they were shot while sitting on a porch.", (None, 2)),
        ("One man was found dead and another with life-threatening injuries at a house.", (1, 1)),
        ("Gunmen killed one man and wounded his friend in Oro. Earlier in the day, another man was shot dead.", (2, 1)),
    ],
)  # fmt: skip
def test_notes_come_to_a_toll(text, value):
    assert tolls(text) == value


def test_others_beside_officers_and_a_militant_are_not_militants():
    text = "Five police officers and 1 militant were killed and 4 others injured in a standoff."
    assert tolls(text, "wikipedia") == (5, 4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A man attacked passengers on a train, injuring five. He was shot dead by police.", (None, 5)),
        ("The perpetrator of the attacks, Jon Moss, was held after a shootout which left 3 officers and Moss wounded.",
         (None, 3)),
        ("He stole a car, killing the passenger. Then, he attacked a shop, where 2 civilians were killed.", (3, None)),
    ],
)  # fmt: skip
def test_attackers_told_by_name_or_pronoun_are_left_out_where_they_do_not_count(text, value):
    assert tolls(text, "wikipedia") == value


@pytest.mark.parametrize(
    ("text", "acled", "wikipedia"),
    [
        ("A suicide bomber blew himself up at a checkpoint, wounding three soldiers.", 1, None),
        ("Two suicide bombers detonated their vests at a mosque, killing 11 worshippers.", 13, 11),
        # people at large may hold the bombers
        ("Two suicide bombers detonated their vests in a market, killing 11 people.", 11, 11),
        ("Police shot a bomber before he could detonate his vest. Three guards were killed.", 3, 3),
        ("The bomber and two guards were killed when he detonated his vest.", 3, 2),
    ],
)
def test_bombers_who_blew_themselves_up_are_dead(text, acled, wikipedia):
    assert (tolls(text)[0], tolls(text, "wikipedia")[0]) == (acled, wikipedia)
