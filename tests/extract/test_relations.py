"""Relations that words and brackets say."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read


def relations(text: str) -> set[tuple[str, str, str]]:
    claims = read(text)
    words = {claim.id: f"{claim.measure} {claim.count.text}" for claim in claims}
    return {(words[c.id], r.type, words[r.claim]) for c in claims for r in c.relations}


def test_a_bracket_breaks_a_group_down() -> None:
    text = "In 2015 the mission counted 900 casualties. Among them were 210 children (80 killed and 130 injured)."
    found = relations(text)
    assert ("killed 80", "part_of", "casualties 210") in found
    assert ("injured 130", "part_of", "casualties 210") in found
    children = [c for c in read(text) if c.count.point in {80, 130}]
    assert {c.population.age_group for c in children} == {"child"}


@pytest.mark.parametrize(
    ("text", "newer", "older"),
    [
        ("The ministry said 31 people were killed in Tala on Monday. It had earlier put the toll at 22.", 31, 22),
        ("Police counted 12 people killed on 3 May, after 7 dead in a first statement and 9 dead in a second.", 12, 9),
        ("Police counted 12 people killed on 3 May, after 7 dead in a first statement and 9 dead in a second.", 9, 7),
    ],
)
def test_a_figure_takes_the_place_of_an_earlier_one(text: str, newer: int, older: int) -> None:
    assert (f"killed {newer}", "update_of", f"killed {older}") in relations(text)


def test_another_sources_earlier_figure_is_not_out_of_date() -> None:
    text = "Doctors said 31 people were killed in Tala on Monday. Local media had first reported 22 killed."
    assert not any(kind == "update_of" for _, kind, _ in relations(text))
