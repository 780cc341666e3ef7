from __future__ import annotations

import pytest

from uncounted.link.persons.dates import UNDATED, PrintedDate, month_first, read_age, read_date


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("1975", PrintedDate(1975)),
        ("1975-03", PrintedDate(1975, 3)),
        ("1975-03-09", PrintedDate(1975, 3, 9)),
        ("1975-03-09 00:00:00", PrintedDate(1975, 3, 9)),
        ("19750309", PrintedDate(1975, 3, 9)),
        ("9/3/1975", PrintedDate(1975, 3, 9)),
        ("9.3.1975", PrintedDate(1975, 3, 9)),
        ("3/1975", PrintedDate(1975, 3)),
        ("١٩٧٥-٠٣-٠٩", PrintedDate(1975, 3, 9)),
        ("unknown", UNDATED),
    ],
)
def test_dates_keep_their_precision(printed: str, read: PrintedDate) -> None:
    assert read_date(printed) == read


def test_the_column_says_whether_the_month_leads() -> None:
    assert month_first(["3/25/1975", "4/5/1980"])
    assert not month_first(["25/3/1975", "4/5/1980"])
    assert read_date("3/9/1975", month_leads=True) == PrintedDate(1975, 3, 9)


def test_a_misprinted_day_is_compared_and_is_no_day() -> None:
    date = read_date("1975-02-31")
    assert date.whole == "19750231"
    assert date.ordinal is None
    assert date.edtf is None


@pytest.mark.parametrize(("printed", "age"), [("31", 31.0), (0.5, 0.5), (-1, None), ("2019", None), ("child", None)])
def test_ages_are_those_of_persons(printed: str | float, age: float | None) -> None:
    assert read_age(printed) == age
