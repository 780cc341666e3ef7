"""What two records are tested for: one definition, told to a database in SQL and to the compiled loops in numbers.

A condition is alternatives of tests: it holds if all tests of one alternative hold. A test of a silent value fails.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind = Literal["equal", "unequal", "one edit", "alike", "within", "near", "left silent", "right silent"]
KINDS: tuple[Kind, ...] = (
    "equal", "unequal", "one edit", "alike", "within", "near", "left silent", "right silent",
)  # fmt: skip
EARTH = 6371.0088  # km, mean radius


@dataclass(frozen=True)
class Test:
    """One test of column ``one`` of the left record and column ``other`` of the right one.

    ``limit``: the least Jaro-Winkler similarity (``alike``), the greatest difference (``within``), or the greatest
    distance in km (``near``, in which ``one`` and ``other`` are latitude and longitude of both records).
    """

    kind: Kind
    one: str
    other: str
    limit: float = 0.0


Condition: TypeAlias = tuple[tuple[Test, ...], ...]


def either(*conditions: Condition) -> Condition:
    """One of the conditions holds."""
    return tuple(each for condition in conditions for each in condition)


def both(first: Condition, second: Condition) -> Condition:
    """Both conditions hold."""
    return tuple((*one, *other) for one in first for other in second)


def equal(one: str, other: str | None = None) -> Condition:
    """A column of the left record equals one of the right record (the same column unless another is named)."""
    return ((Test("equal", one, other or one),),)


def unequal(column: str) -> Condition:
    """Both records have a value there, and the values differ."""
    return ((Test("unequal", column, column),),)


def one_edit(column: str) -> Condition:
    """At most one byte of UTF-8 is put in, left out, replaced, or exchanged with the next."""
    return ((Test("one edit", column, column),),)


def alike(column: str, limit: float) -> Condition:
    """The Jaro-Winkler similarity, in bytes of UTF-8, is ``limit`` or more."""
    return ((Test("alike", column, column, limit),),)


def within(column: str, limit: float) -> Condition:
    """Numbers that differ by ``limit`` or less."""
    return ((Test("within", column, column, limit),),)


def near(limit: float) -> Condition:
    """Places ``limit`` km apart or less, on a sphere."""
    return ((Test("near", "latitude", "longitude", limit),),)


def silent(column: str) -> Condition:
    """Either record has no value there."""
    return ((Test("left silent", column, column),), (Test("right silent", column, column),))


def sql(condition: Condition) -> str:
    """The condition in SQL, on columns with ``_l`` and ``_r``; the functions are DuckDB's."""
    found = [" AND ".join(_test(test) for test in tests) for tests in condition]
    return found[0] if len(found) == 1 else " OR ".join(f"({each})" for each in found)


def _test(test: Test) -> str:
    left, right = f"{test.one}_l", f"{test.other}_r"
    if test.kind == "near":
        half = [f"power(sin(radians({name}_l - {name}_r) / 2), 2)" for name in ("latitude", "longitude")]
        squared = f"{half[0]} + cos(radians(latitude_l)) * cos(radians(latitude_r)) * {half[1]}"
        return f"{squared} <= {math.sin(test.limit / EARTH / 2) ** 2!r}"
    return {
        "equal": f"{left} = {right}",
        "unequal": f"{left} <> {right}",
        "one edit": f"damerau_levenshtein({left}, {right}) <= 1",
        "alike": f"jaro_winkler_similarity({left}, {right}) >= {test.limit}",
        "within": f"abs({left} - {right}) <= {test.limit}",
        "left silent": f"{left} IS NULL",
        "right silent": f"{right} IS NULL",
    }[test.kind]
