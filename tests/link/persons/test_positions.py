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
