"""In which divisions a point lies, by the settlement nearest to it: the gazetteer keeps points, no boundaries."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from uncounted.reference import unpacked

_CELL = 0.25  # degrees
_PER_DEGREE = 1000  # as the gazetteer keeps coordinates
Point = tuple[float, float]
Divisions = tuple[int | None, int | None]  # first- and second-order, by numbers that are equal for one division
_Row = tuple[float, float, int | None, int | None]


def divisions_of(points: Iterable[Point]) -> dict[Point, Divisions]:
    """The divisions of each point (degrees), by its nearest settlement; a point far from any is left out.

    "Nearest" is among settlements in the cells of a quarter of a degree around the point, some 25 to 50 km. Near a
    border the answer may be the neighbour's.
    """
    wanted = sorted(set(points))
    cells = _cells(wanted)
    found: dict[Point, Divisions] = {}
    for lat, lon in wanted:
        row, column = _cell(lat, lon)
        near = [one for r in (-1, 0, 1) for c in (-1, 0, 1) for one in cells.get((row + r, column + c), ())]
        if near:
            narrow = math.cos(math.radians(lat))
            best = min(near, key=lambda one: (one[0] - lat) ** 2 + ((one[1] - lon) * narrow) ** 2)
            found[lat, lon] = best[2], best[3]
    return found


def _cells(points: list[Point]) -> dict[tuple[int, int], list[_Row]]:
    """The settlements around the points, by cell."""
    wanted = {
        (row + r, column + c) for lat, lon in points for row, column in [_cell(lat, lon)] for r in (-1, 0, 1)
        for c in (-1, 0, 1)
    }  # fmt: skip
    cells: defaultdict[tuple[int, int], list[_Row]] = defaultdict(list)
    if not wanted:
        return cells
    rows, columns = [row for row, _ in wanted], [column for _, column in wanted]
    box = (min(rows), max(rows) + 1, min(columns), max(columns) + 1)
    base = sqlite3.connect(f"{unpacked.database().resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        stored = base.execute(
            "SELECT lat, lon, first, second FROM place WHERE kind = 's' "
            "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            [edge * _CELL * _PER_DEGREE for edge in box],
        )
        for lat, lon, first, second in stored:
            cell = _cell(lat / _PER_DEGREE, lon / _PER_DEGREE)
            if cell in wanted:
                cells[cell].append((lat / _PER_DEGREE, lon / _PER_DEGREE, first, second))
    finally:
        base.close()
    return cells


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)
