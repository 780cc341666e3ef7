from __future__ import annotations

import pytest

from tests.extract.helpers import figures, one, read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The toll rose after 40 people were killed. The ministry put the number at 1,429.",
         [("killed", 40), ("killed", 1429)]),
        ("Twelve people were injured. The total stood at 1,190 or more.", [("injured", 12), ("injured", 1190)]),
        ("The ministry counted 1,204 deaths, an increase of 75 over May.", [("killed", 1204), ("killed", 75)]),
        ("In all 920 militants were killed in the operation.", [("killed", 920)]),
        ("In all the villages 12 people were killed.", [("killed", 12)]),
        ("Doctors saw neurotoxic symptoms in 3,600 patients, 355 of whom died.", [("injured", 3600), ("killed", 355)]),
        ("Soldiers found 40 bodies in a well.", [("killed", 40)]),
        ("The committee reported 2,248 such killings.", [("killed", 2248)]),
        ("The army reported 120 militants killed on Tuesday.", [("killed", 120)]),
        ("The number of dead rose to at least 1,500.", [("killed", 1500)]),
        ("The raids killed 1,200 people, at least 426 of them children.", [("killed", 1200), ("killed", 426)]),
    ],
)  # fmt: skip
def test_counts_whose_harm_is_told_elsewhere(text, wanted):
    assert [(measure, low or point) for measure, low, _, point in figures(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed. The number of schools stood at 40.",
        "Twelve people were killed. The ministry will put the number at 40.",
        "Twelve people were killed. Prices rose, an increase of 75% over May.",
        "Twelve people were killed. Flu symptoms were seen in 300 patients.",
    ],
)
def test_other_numbers_are_none(text):
    assert [low for _, low, _, _ in figures(text)] == [12]


def test_an_increase_is_part_of_the_figure_before_it():
    whole, added = read("The ministry counted 1,204 deaths, an increase of 75 over May.")
    assert added.kind == "increment"
    assert [(r.type, r.claim) for r in added.relations] == [("part_of", whole.id)]


def test_a_list_of_kin_without_a_verb_is_one_figure():
    claim = one("House fire in Leeds: a mother, her two children and a friend among the dead")
    assert (claim.count.point, claim.count.text) == (4, "a mother, her two children and a friend")
