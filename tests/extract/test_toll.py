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
