"""Numbers alone that no other rule reads: people beside those told before, unless something says they are not."""

from __future__ import annotations

import pytest

from tests.extract.helpers import figures


@pytest.mark.parametrize(
    "text",
    [
        "Snipers killed 30 civilians in June, barrel bombs 25.",
        "The commission verified 30 killings by soldiers. Police were responsible for 25.",
        "The commission verified 30 killings in June. Twenty-five could not be attributed.",
        "Floods of shells killed 30 people in the port, the mayor says. Dock workers speak of 25.",
        "30 civilians were killed in May, of which 25 were women.",
    ],
)
def test_a_number_alone_beside_a_figure_counts_the_same_harm(text: str) -> None:
    assert [(measure, point) for measure, _, _, point in figures(text)] == [("killed", 30), ("killed", 25)]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The raid left 12 dead. Seven are in intensive care.", ["killed", "injured"]),
        ("Twelve died at once and 40 were in hospital on Friday.", ["killed", "injured"]),
        ("The raid killed 12 and wounded 40. The radio had given 9 and 36.", ["killed", "injured"] * 2),
        ("Since 1 May twelve have been killed and 5,000 driven from their homes.", ["killed", "displaced"]),
        ("40 were wounded by Sunday.\nDeaths since Thursday: 12", ["injured", "killed"]),
    ],
)
def test_what_they_suffered_is_told_by_their_own_words(text: str, measures: list[str]) -> None:
    assert [measure for measure, *_ in figures(text)] == measures


@pytest.mark.parametrize(
    "text",
    [
        "A shell killed 12 people. Maria Lopes, 34, saw it fall.",
        "A shell killed 12 people, among them a girl of nine.",
        "A shell killed 12 people at ten past nine on Sunday.",
        "A shell killed 12 people. Nineteen were released the day after.",
        "A shell killed 12 people. The regiment wrote in statement No. 14 that it had not fired.",
        "A shell killed 12 people. Three in five had lived there since 1994.",
        "A shell killed 12 people. The road to it was closed in 2009.",
        "A shell killed 12 people. Witnesses called 112.",
        "A shell killed 12 people. Four houses burnt down and six were damaged.",
        "A shell killed 12 people. The court sentenced the gunner to nine years and the officer to five.",
        "12 people were killed in May.\nShelters open: 80",
        "12 people were killed in May. All of the rest were unharmed: 19.",
    ],
)
def test_what_is_no_count_of_people_is_left(text: str) -> None:
    assert [point for measure, _, _, point in figures(text) if measure == "killed" and point != 1] == [12]


def test_without_a_figure_nothing_is_read_into_a_number() -> None:
    assert figures("The village mourned its dead. Townspeople speak of 25.") == []
