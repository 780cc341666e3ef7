from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll
from uncounted.model.errors import UnknownName


def killed(text: str, convention: str = "acled") -> int | None:
    found = toll(read(text), "killed", convention)
    return found.point if found is not None else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Two soldiers were killed along with 15 militants.", 17),
        ("Twelve people, including three children, were killed.", 12),
        ("Man shot dead in Delhi\n\nA man was shot dead in Delhi on Monday, police said.", 1),
        ("The toll rose to 27 from 19.", 27),
        ("In Lima, a man and a woman were shot dead. 2 fatalities.", 2),
        ("Dozens of people were killed.", 12),
        ("No one was killed.", 0),
    ],
)
def test_a_toll_is_derived_not_picked(text, value):
    assert killed(text) == value


def test_who_counts_and_what_a_vague_word_is_worth_are_conventions():
    text = "Two farmers and five militants were killed."
    assert (killed(text), killed(text, "airwars")) == (7, 2)
    assert killed("Dozens of people were killed.", "ucdp") == 24


def test_saying_nothing_is_not_nought():
    assert killed("The road is closed.") is None
    with pytest.raises(UnknownName, match="acled"):
        toll((), "killed", "nobody")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # one that names nobody told before is one more
        ("Nine shoppers were killed in the hall. The attacker then shot and killed himself.", 10),
        ("An intruder killed Officer Ana Bell in Leeds. Police chased Carl Moss, who was killed near a bridge.", 2),
        ("Militants killed seven guards. A civilian was also killed.", 8),
        # one that may be among those told before is not
        ("Nine people, including the attacker, were killed. The attacker had shot himself.", 9),
        ("Officer Ana Bell was shot dead in Leeds on Monday. Bell died at the scene.", 1),
        # words for all of them
        ("A bomb killed four shoppers in Kabul, then another went off; in total 26 were killed.", 26),
    ],
)
def test_one_more_or_told_again(text, value):
    assert killed(text) == value


def test_a_fuller_telling_takes_the_place_of_the_lead():
    rest = " The court heard the case for many hours and sent it back to the state attorney." * 6
    text = "The bishops condemned the murder of six priests." + rest + " The six priests and two maids were shot dead."
    assert killed(text) == 8


def test_a_figure_of_old_does_not_take_the_place_of_the_news():
    rest = " Friends said that the student leader had returned to the town a short while before and had feared." * 5
    text = (
        "Ana Moor was found dead in Arden." + rest + " The death of several of her comrades three months ago shook all."
    )
    assert killed(text) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Twelve people were killed, including the bomber.", 11),
        ("At least 26 people, including the perpetrator, were killed.", 25),
        ("A car bomb killed 8 people, including two attackers.", 6),
        ("Eight people were killed. Police found the attacker.", 8),
    ],
)
def test_attackers_inside_a_figure_are_taken_out_where_they_do_not_count(text, value):
    assert killed(text, "wikipedia") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Six guerrillas and two farmers were killed in the attack on the mill.", 2),
        ("Four judges have been murdered so far this year.", None),
        ("A judge was shot dead last month.", 1),
        ("Two policemen were killed by gunmen in the capital.", 2),
    ],
)
def test_a_toll_of_terrorist_incidents_holds_no_guerrillas_and_no_figures_of_a_year(text, value):
    assert killed(text, "muc") == value


def test_a_figure_in_total_is_that_of_a_long_text_too():
    text = (
        "A driver steered a van into a crowd on the main bridge on Saturday, causing numerous injuries before "
        "he crashed it into the gates of the town hall, where the council was meeting then, witnesses said. The "
        "van had been hired the day before in a village near the border, and its windows were dark, the owner "
        "told the police when they asked him for its papers, of which he had kept no copies at all. "
        "In total there were 40 injuries, 20 of which were treated in hospital."
    )
    found = toll(read(text), "injured", "wikipedia")
    assert found is not None
    assert found.point == 40


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A gunman fired into a pub, killing 2 civilians. He then took a cab and shot the driver dead.", 3),
        ("A gunman fired into a pub, killing 2 civilians. Police later found the driver dead.", 2),
        ("A man was killed near Arden and his dismembered body was found. 1 fatality", 1),
        ("A truck hit the wall of a shop. A shop employee has died. The truck driver died later.", 2),
        ("A senator was shot on Monday. The politician died at once.", 1),
        ("The singer was shot dead by robbers. A sound technician was also killed.", 2),
        ("Five policemen and one militant were killed. Hours later a militant stabbed a policeman to death.", 7),
    ],
)
def test_who_is_one_more(text, value):
    assert killed(text) == value


def test_others_also_hurt_are_more_in_a_long_text():
    text = (
        "EIGHT SEAMEN WERE INJURED TODAY WHEN A BOMB EXPLODED IN A BUS ON AN AVENUE OF THE CAPITAL. POLICE SAID THAT "
        "10 OTHER PEOPLE WERE ALSO INJURED AND TWO CARS DAMAGED. " + "NOBODY HAS CLAIMED THE ATTACK SO FAR. " * 9
    )
    found = toll(read(text), "injured", "muc")
    assert found is not None
    assert found.point == 18


def test_the_other_attacker_does_not_count_where_attackers_do_not():
    text = "Raiders stabbed 4 guests. One of the attackers was shot dead and the other was wounded by guards."
    found = toll(read(text), "injured", "wikipedia")
    assert found is not None
    assert found.point == 4
