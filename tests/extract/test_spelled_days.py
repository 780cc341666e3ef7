"""Days of a month that are spelled out, and headings that say whom a total leaves out."""

from __future__ import annotations

import pytest

from tests.extract.helpers import read
from uncounted.extract.times import time_phrases
from uncounted.resolve.dates import resolve_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("the thirteenth of April 1919", "1919-04-13"),
        ("the twenty-first day of May 1993", "1993-05-21"),
        ("the first of October 1965", "1965-10-01"),
    ],
)
def test_a_spelled_day(words: str, day: str) -> None:
    found = resolve_date(words)
    assert found is not None
    assert (found.start, found.end, found.text) == (day, day, words)
    text = f"On {words}, a Sunday, soldiers fired into the crowd."
    (phrase,) = [each for each in time_phrases(text, 0, len(text)) if "19" in each.text]
    assert text[phrase.start : phrase.end] == words
    told = resolve_date(phrase.text)
    assert told is not None
    assert told.start == day


def test_a_rank_of_something_else_is_no_day() -> None:
    text = "The first of the raids came in April 1919 and the third of many in May 1920."
    assert [each.text for each in time_phrases(text, 0, len(text))] == ["April 1919", "May 1920"]


def test_a_total_that_leaves_suspects_out_leaves_out_nobody_told_above() -> None:
    week = "WEEK 2\n\n- Quito: gunmen killed four in a house.\n- Manta: two policemen were shot dead.\n\n"
    claims = read(f"{week}WEEK TOTAL (our count, suspects excluded)\nDead: 19\nInjured: 16\n")
    assert not [r for claim in claims for r in claim.relations if r.type == "excluded_from"]
    under = read(f"{week}NOT INCLUDED ABOVE\nDead in prisons: 19\n")
    assert [r for claim in under for r in claim.relations if r.type == "excluded_from"]
