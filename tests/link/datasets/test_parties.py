"""Actors as datasets print them."""

from __future__ import annotations

import pytest

from uncounted.link.datasets.parties import ActorMatch, compare_parties, parties


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        (("Islamic State",), ("ISIL",), ActorMatch.SAME),
        (("Government of Syria",), ("Military Forces of Syria (2000-)",), ActorMatch.SAME),
        (("Hill Ethnic Militia (Kenya)",), ("Hill fighters",), ActorMatch.SIMILAR),
        (("Green Column",), ("Red Star Brigade",), ActorMatch.KIND),
        (("Government of Syria",), ("Red Star Brigade",), ActorMatch.OTHER),
        (("Unidentified Armed Group (Syria)",), ("Islamic State",), ActorMatch.GENERIC),
        (("unknown gunmen",), ("Unidentified Armed Group",), ActorMatch.BOTH_GENERIC),
        (("Islamic State", "Civilians (Iraq)"), ("Islamic State",), ActorMatch.SAME),
        ((), ("Islamic State",), ActorMatch.UNKNOWN),
    ],
)
def test_actors_compare(one: tuple[str, ...], other: tuple[str, ...], match: ActorMatch) -> None:
    assert compare_parties(parties(one), parties(other)) is match
    assert compare_parties(parties(other), parties(one)) is match


def test_a_country_in_brackets_is_not_the_actor() -> None:
    assert compare_parties(parties(["Rioters (Chad)"]), parties(["Government of Chad"])) is not ActorMatch.SAME
