"""Compared columns in numbers, and comparisons as numbered tests: what the compiled loops work on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from uncounted.link.persons.columns import Compared
from uncounted.link.persons.comparisons import Compare
from uncounted.link.persons.conditions import EARTH, KINDS, Condition

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBERS = frozenset({"within", "near"})


class Coded(NamedTuple):
    """Records in numbers, a row each.

    ``codes`` number the values, one numbering for all columns (-1: silent); value v of ``codes`` is the bytes
    ``text[start[v]:start[v + 1]]`` of UTF-8. ``numbers`` hold the columns that are measured (NaN: silent).
    """

    codes: NDArray[np.int32]
    numbers: NDArray[np.float64]
    text: NDArray[np.uint8]
    start: NDArray[np.int64]


class Program(NamedTuple):
    """Comparisons as tests.

    Comparison c has the conditions ``first[c]`` to ``first[c + 1]``, of which the first says that it is silent;
    condition k the alternatives ``alternatives[k]`` to ``alternatives[k + 1]``; alternative a the tests ``tests[a]`` to
    ``tests[a + 1]``; a test has its ``kind``, two columns and a ``limit``.

    ``counted`` is, for each comparison, the column whose commonness counts at full agreement, or -1.
    """

    first: NDArray[np.int64]
    alternatives: NDArray[np.int64]
    tests: NDArray[np.int64]
    kind: NDArray[np.int8]
    one: NDArray[np.int16]
    other: NDArray[np.int16]
    limit: NDArray[np.float64]
    counted: NDArray[np.int16]


def code(records: Compared, columns: Sequence[str], measured: Sequence[str]) -> Coded:
    """The records in numbers: ``columns`` by their values, ``measured`` ones as they are."""
    known: dict[object, int] = {None: -1}
    codes = np.empty((len(records), len(columns)), dtype=np.int32)
    for c, column in enumerate(columns):
        values = records.columns[column]
        for value in dict.fromkeys(values):
            if value is not None:
                known.setdefault(value, len(known) - 1)
        codes[:, c] = np.fromiter(map(known.__getitem__, values), dtype=np.int32, count=len(values))
    spelt = [value.encode() if isinstance(value, str) else b"" for value in known if value is not None]
    start = np.zeros(len(spelt) + 1, dtype=np.int64)
    np.cumsum([len(each) for each in spelt], out=start[1:])
    numbers = np.full((len(records), max(len(measured), 1)), np.nan)
    for c, column in enumerate(measured):
        numbers[:, c] = np.asarray(records.columns[column], dtype=np.float64)
    return Coded(codes, numbers, np.frombuffer(b"".join(spelt) or b" ", dtype=np.uint8), start)


def program(comparisons: Sequence[Compare]) -> tuple[Program, list[str], list[str]]:
    """The comparisons as tests, and the columns they look at: those compared by value, and those measured."""
    columns: dict[str, int] = {}
    measured: dict[str, int] = {}
    first, alternatives, tests = [0], [0], [0]
    rows: list[tuple[int, int, int, float]] = []
    for compare in comparisons:
        conditions: list[Condition] = [compare.silent, *(level.condition for level in compare.levels)]
        for condition in conditions:
            for alternative in condition:
                for test in alternative:
                    places = measured if test.kind in NUMBERS else columns
                    at = [places.setdefault(name, len(places)) for name in (test.one, test.other)]
                    limit = np.sin(test.limit / EARTH / 2) ** 2 if test.kind == "near" else test.limit
                    rows.append((KINDS.index(test.kind), at[0], at[1], float(limit)))
                tests.append(len(rows))
            alternatives.append(len(tests) - 1)
        first.append(len(alternatives) - 1)
    counted = [next((level.frequency for level in compare.levels if level.frequency), None) for compare in comparisons]
    kind, one, other, limits = zip(*rows, strict=True)
    made = Program(
        np.asarray(first), np.asarray(alternatives), np.asarray(tests), np.asarray(kind, dtype=np.int8),
        np.asarray(one, dtype=np.int16), np.asarray(other, dtype=np.int16), np.asarray(limits, dtype=np.float64),
        np.asarray([columns[each] if each else -1 for each in counted], dtype=np.int16),
    )  # fmt: skip
    return made, list(columns), list(measured)
