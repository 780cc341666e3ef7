from __future__ import annotations

import pytest

from uncounted.reference.numbers import parse_number, parse_ordinal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two dozen", 24),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("half dozen", 6),
        ("twenty-one", 21),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1.2 million", 1_200_000),
        ("a hundred", 100),
        ("no", 0),
        ("one hundred and five", 105),
        ("two thousand three hundred", 2300),
        ("nineteen hundred", 1900),
        ("three hundred thousand", 300_000),
        ("half a million", 500_000),
        ("٢٣", 23),
        ("a couple", 2),
        ("2k", 2000),
    ],
)
def test_reads_one_number(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["1,5", "1.234", "dozens", "several", "five six", "five twenty", "a", "", "12 people", "and"]
)
def test_refuses_what_is_not_one_number(text: str) -> None:
    assert parse_number(text) is None


def test_ordinals() -> None:
    assert [parse_ordinal(t) for t in ("21st", "twenty-first", "third", "three")] == [21, 21, 3, None]
