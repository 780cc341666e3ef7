from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.toll import toll


def tolls(text: str) -> tuple[int | None, int | None]:
    killed, injured = (toll(read(text), measure) for measure in ("killed", "injured"))
    return (killed.point if killed else None, injured.point if injured else None)


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("shot in hip by passing car", (None, 1)),
        ("gunshot wound to shoulder", (None, 1)),
        ("vic 1 shot in arm, vic 2 shot in thigh, vic 3 shot in leg", (None, 3)),
        ("1 killed db, near the store", (1, None)),
        ("Murder/suicide; no other details.", (2, None)),
        ("Civilians were killed in the strike.", (None, None)),
        ("Nobody was killed.", (0, None)),
    ],
)
def test_a_note_without_a_subject_tells_of_one(note, value):
    assert tolls(note) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Five militants suspected to belong to a rebel group were killed.", (5, None)),
        ("A leader of the party - a former mayor of the town - was killed.", (1, None)),
        ("One officer was killed and 3 militants too after a clash.", (4, None)),
        ("Gunmen targeted two policemen in Awaran, killing them on the spot.", (2, None)),
        ("50 people were killed: 38 at the station and 12 in hospital.", (50, None)),
        ("At least 15 and up to 25 civilians were killed and others were injured.", (15, None)),
        ("A boy suffered moderate injuries when the shell hit the house.", (None, 1)),
    ],
)
def test_families_of_wording(text, value):
    killed, injured = tolls(text)
    assert (killed, injured if value[1] is not None else None) == value


def test_a_long_text_tells_one_event_again_and_keeps_the_range_of_its_sources():
    filler = "The street was closed for most of the day while officials looked at what was left of the houses. " * 5
    text = f"Ten civilians were killed in a strike on a market. {filler} Another outlet reported 12 people killed."
    found = toll(read(text), "killed")
    assert found is not None
    assert (found.low, found.high, found.point) == (10, 12, 10)
