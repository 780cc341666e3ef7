"""Wires in ALL CAPS: editors' brackets, ordinals, titles; totals and insertions."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ARDEN, 29 JUN 89 (RADIO NORTH) -- [TEXT] PEDRO MORALES, LEADER OF THE UNION, WAS SERIOUSLY INJURED.", 1),
        ("THREE POLICEMEN, A SOLDIER OF THE 1ST INFANTRY BRIGADE, AND FOUR CIVILIANS WERE WOUNDED.", 8),
        ("Six were killed and over 100 more including 35 children injured in an attack.", 100),
        ("Ten were killed and 91 were injured in a hall; in total 26 were killed and 91 were injured.", 91),
        ("The blast killed at least 20 people and another 29 were injured.", 29),
    ],
)
def test_the_injured_of_a_wire(text, value):
    found = toll(read(text), "injured")
    assert found is not None
    assert found.point == value


def test_a_bracket_inside_a_phrase_opens_no_sentence():
    found = toll(read("Two NLF(S) [Northern League] cadre were killed on Saturday near Arden."), "killed")
    assert found is not None
    assert found.point == 2


def test_a_figure_says_more_than_many():
    rest = " The owners said that the building had stood there for many years and would be built again soon." * 5
    text = (
        "A bomb went off in a shop; many people were injured." + rest + " The clinic said that 86 people were injured."
    )
    found = toll(read(text), "injured")
    assert found is not None
    assert found.point == 86
