from __future__ import annotations

import pytest

from uncounted.estimate import Histories
from uncounted.model.errors import InputError, UnknownName


def table() -> Histories:
    return Histories(("A", "B", "C"), {"100": 5, "010": 4, "001": 3, "110": 2, "011": 0, "111": 1})


def test_counts_of_the_overlap_table() -> None:
    found = table()
    assert found.n_observed == 15
    assert (found.records("A"), found.both("A", "B"), found.both("B", "C")) == (8, 3, 1)
    assert found.frequencies() == (12, 2, 1)
    assert found.singles() == (5, 4, 3)
    assert found.pairs() == (("A", "B"), ("A", "C"), ("B", "C"))


def test_a_list_is_usable_with_a_record_and_an_overlap() -> None:
    found = Histories(("A", "B", "lonely", "empty"), {"1000": 5, "1100": 2, "0010": 9}, admits={"A": "civilians"})
    assert found.usable() == ("A", "B")
    assert [use.reason for use in found.uses()] == [None, None, "shares no victim with another list", "no record"]
    assert found.uses()[0].admits == "civilians"


def test_restricting_drops_those_on_no_list_left() -> None:
    assert table().restrict(("C", "A")) == Histories(("C", "A"), {"01": 7, "10": 3, "11": 1})


def test_zero_cells_do_not_tell_tables_apart() -> None:
    assert Histories(("A", "B"), {"11": 1, "10": 0}) == Histories(("A", "B"), {"11": 1})


@pytest.mark.parametrize(
    ("lists", "cells", "words"),
    [
        ((), {}, "no list"),
        (("A", "A"), {"11": 1}, "two lists"),
        (("A", " "), {"11": 1}, "no name"),
        (("A", "B"), {"111": 1}, "one 0 or 1 for each"),
        (("A", "B"), {"1x": 1}, "one 0 or 1 for each"),
        (("A", "B"), {"11": -1}, "whole number"),
        (("A", "B"), {"11": 1.5}, "whole number"),
        (("A", "B"), {"11": True}, "whole number"),
        (("A", "B"), {"00": 7}, "no list"),
        (("A", "B"), {"11": 10**12}, "mankind"),
    ],
)
def test_what_is_no_table_is_refused(lists: tuple[str, ...], cells: dict[str, int], words: str) -> None:
    with pytest.raises(InputError, match=words):
        Histories(lists, cells)


def test_an_unknown_list_is_named() -> None:
    with pytest.raises(UnknownName, match="'D'"):
        table().records("D")
