from __future__ import annotations

import pytest

from tests.extract.helpers import figures, read
from uncounted.extract.toll import toll


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The raid left several injuries and deaths.", {("injured", 2), ("killed", 2)}),
        ("The raid resulted in the deaths and injuries of several farmers.", {("injured", 2), ("killed", 2)}),
        ("The raid resulted in eleven deaths and other injuries.", {("killed", 11), ("injured", 2)}),
        ("Reports of fatalities range from 1 to 2.", {("killed", 1)}),
        ("Five farmers were killed. Others were injured.", {("killed", 5), ("injured", 2)}),
        ("At least one farmer was killed. Others had been killed too, but nobody knew who.", {("killed", 1)}),
    ],
)
def test_nouns_of_harm_share_a_count(text, found):
    assert {(measure, low) for measure, low, _, _ in figures(text)} == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Gunmen killed a revenue collector at the bus station.", 1),
        ("A supporter of the party was killed by a crowd.", 1),
        ("The district head of intelligence was killed in the raid.", 1),
        ("A guard in the port stabbed a man to death over a debt.", 1),
        ("The crowd pulled a man out of his car and beat him to death.", 1),
        ("A Workers Front (WF) activist and a student were killed.", 2),
        ("Police say a teacher and a village head were gunned down.", 2),
        ("The driver and his assistant died in the hospital.", 2),
        ("A shop owner was stabbed by members of the Workers Front (WF) on Monday night and died in hospital.", 1),
    ],
)
def test_whom_a_verb_of_killing_befell_is_a_person(text, number):
    found = toll(read(text), "killed")
    assert found is not None
    assert found.point == number


def test_animals_and_things_are_nobody():
    assert figures("Hunters killed a leopard.") == []
    assert figures("The army destroyed two rebel camps militants had used.") == []


def test_a_strict_convention_counts_from_the_next_number_and_shares_vague_words():
    more = read("More than 20 people were injured.")
    assert [toll(more, "injured", name).point for name in ("acled", "airwars")] == [20, 21]  # type: ignore[union-attr]
    both = read("A number of people were killed and injured.")
    assert toll(both, "killed", "acled") is None
    assert toll(both, "killed", "airwars").point == 2  # type: ignore[union-attr]
