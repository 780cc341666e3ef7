"""Short notes that tell of the same people twice, or of several sides, and what their tolls come to."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll


def tolls(text: str, convention: str = "acled") -> tuple[int | None, int | None]:
    """Killed and injured of a text."""
    killed, injured = (toll(read(text), measure, convention) for measure in ("killed", "injured"))
    return (killed.point if killed else None, injured.point if injured else None)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A union leader may have been hacked to death by rivals. The deceased was identified as Omar Dey, 32.", 1),
        ("A union leader was shot dead on Monday.The deceased was identified as Omar Dey, 32.", 1),
        ("Rebels killed a civilian in the town. On 3 May they said that they had killed the imam of the mosque.", 1),
        ("A shop employee died when a bomb hit a lorry. The truck driver died later in the hospital.", 2),
    ],
)
def test_one_person_told_of_twice(text: str, killed: int) -> None:
    assert tolls(text)[0] == killed


def test_news_with_a_headline_tells_its_event_again_where_a_note_adds_up() -> None:
    told = (
        "Two men were shot dead outside a bar on Sunday, police said. Officers were called at noon and found a great"
        " many casings on the ground near the door of the bar. Neighbours had heard a quarrel and saw a car leave. The"
        " street was closed for hours while detectives looked for films and asked those who had been there. Police said"
        " that a clerk was killed in the shooting."
    )
    assert tolls("Two men shot dead outside a bar\n" + told)[0] == 2


def test_a_fourth_victim_is_one_more_than_three() -> None:
    text = (
        "Three people dead after shootings in the county\nPolice confirm that a fourth victim has died in hospital, the"
        " chief said on Sunday night. Officers were called at noon and found a great many casings on the ground near"
        " the door of the bar. Neighbours had heard a quarrel and saw a car leave the street at high speed. The bar was"
        " closed for hours while detectives looked for films and asked those who had been there. The four dead have"
        " not been named."
    )
    assert tolls(text)[0] == 4


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Police shot a man dead after he stabbed and killed a teacher on a street.", 1),
        ("A man was shot dead by police after he stabbed two people to death.", 2),
        ("A man killed a guard after he opened fire on police.", 1),
        ("A clerk was killed by a robber after he shot at police.", 1),
    ],
)
def test_who_was_shot_for_what_he_did_is_the_attacker(text: str, killed: int) -> None:
    assert tolls(text, "wikipedia")[0] == killed
    assert (tolls(text)[0] or 0) >= killed


def test_no_1_is_nobody() -> None:
    assert tolls("A bomb went off at a bus stop, but no 1 was injured.")[1] == 0
