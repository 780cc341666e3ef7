from __future__ import annotations

import numpy as np

from uncounted.link.persons.coded import code, program
from uncounted.link.persons.columns import compare_columns
from uncounted.link.persons.comparisons import comparisons_for
from uncounted.link.persons.kernel import compare_pairs
from uncounted.link.persons.lists import PersonList


def test_positions_are_compared_in_bands_of_distance() -> None:
    """From (10, 20): 0, 0.8, 3, 15, 60 and 700 km north; no place on earth; not known."""
    north: list[str | float | int | None] = [10, 10, 10.0072, "10.027", 10.135, 10.54, 16.3, 95, 0]
    east: list[str | float | int | None] = [20.0] * 8 + [0]
    given = PersonList("a", {"y": north, "x": east}, {"y": "latitude", "x": "longitude"})
    records = compare_columns([given])
    comparisons = comparisons_for(records.columns)
    assert [each.name for each in comparisons] == ["position"]
    tests, columns, measured = program(comparisons)
    levels = np.empty((8, 1), dtype=np.int8)
    right = np.arange(1, 9, dtype=np.int32)
    compare_pairs(np.zeros(8, dtype=np.int32), right, code(records, columns, measured), tests, levels)
    assert levels[:, 0].tolist() == [4, 4, 3, 2, 1, 0, -1, -1]


DIVISIONS = {"Osrin": "d1", "Melvay": "d1", "Tarkost": "d2"}


def _levels(lists: list[PersonList]) -> tuple[list[str], dict[tuple[int, int], list[int]]]:
    """The comparisons, and their levels for all pairs of records."""
    records = compare_columns(lists, DIVISIONS)
    comparisons = comparisons_for(records.columns)
    tests, columns, measured = program(comparisons)
    left, right = (each.astype(np.int32) for each in np.triu_indices(len(records), 1))
    levels = np.empty((len(left), len(comparisons)), dtype=np.int8)
    compare_pairs(left, right, code(records, columns, measured), tests, levels)
    pairs = zip(left.tolist(), right.tolist(), strict=True)
    return [each.name for each in comparisons], dict(zip(pairs, levels.tolist(), strict=True))


def test_places_that_differ_may_lie_in_one_division() -> None:
    given = PersonList("a", {"town": ["Osrin", "Melvay", "Tarkost", "Nowhere", None, "Osrin"]}, {"town": "place"})
    names, levels = _levels([given])
    assert names == ["place1"]
    assert levels[0, 5] == [4]
    assert levels[0, 1] == [1]
    assert levels[0, 2] == levels[0, 3] == [0]
    assert levels[0, 4] == [-1]


def test_the_division_tells_where_lists_name_their_places_in_other_columns() -> None:
    one = PersonList("one", {"town": ["Osrin", "Tarkost"]}, {"town": "place"})
    two = PersonList("two", {"camp": ["Melvay", "Nowhere"]}, {"camp": "place"})
    names, levels = _levels([one, two])
    assert names == ["place1", "place2", "division"]
    assert levels[0, 2] == [-1, -1, 1]
    assert levels[1, 2] == [-1, -1, 0]
    assert levels[0, 1] == [0, -1, -1]
    assert levels[0, 3] == [-1, -1, -1]
