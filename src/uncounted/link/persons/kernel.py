"""Pairs brought by blocking rules and their levels, compiled; what is not worth keeping is never kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from uncounted.link.persons.coded import Coded, Program
from uncounted.link.persons.compiled import compiled
from uncounted.link.persons.spelling import jaro_winkler_reaches, one_edit

if TYPE_CHECKING:
    from numpy.typing import NDArray

EQUAL, UNEQUAL, ONE_EDIT, ALIKE, WITHIN, NEAR, LEFT_SILENT = range(7)  # as in conditions.KINDS
DEGREE = np.pi / 180


@compiled
def level_of(  # arrays one by one: a tuple of them would be counted in and out at every call
    c: int, i: int, j: int, codes: NDArray[np.int32], numbers: NDArray[np.float64], text: NDArray[np.uint8],
    begin: NDArray[np.int64], first: NDArray[np.int64], alternatives: NDArray[np.int64], tests: NDArray[np.int64],
    kind: NDArray[np.int8], one: NDArray[np.int16], other: NDArray[np.int16], limit: NDArray[np.float64],
) -> int:  # fmt: skip
    """The level of comparison ``c`` for records ``i`` and ``j``: -1 silent, 0 differs, higher agrees more.

    The further arguments are the fields of ``Coded`` and ``Program``.
    """
    for k in range(first[c], first[c + 1]):
        for alternative in range(alternatives[k], alternatives[k + 1]):
            holds = True
            for t in range(tests[alternative], tests[alternative + 1]):
                what = kind[t]
                if what == WITHIN:  # of NaN nothing holds
                    holds = abs(numbers[i, one[t]] - numbers[j, other[t]]) <= limit[t]
                    if not holds:
                        break
                    continue
                if what == NEAR:
                    holds = _squared(numbers, i, j, one[t], other[t]) <= limit[t]
                    if not holds:
                        break
                    continue
                left, right = codes[i, one[t]], codes[j, other[t]]
                if what == EQUAL:
                    holds = left == right and left >= 0
                elif what == LEFT_SILENT:
                    holds = left < 0
                elif what > LEFT_SILENT:
                    holds = right < 0
                elif left < 0 or right < 0:
                    holds = False
                elif what == UNEQUAL:
                    holds = left != right
                elif what == ONE_EDIT:
                    holds = one_edit(text, begin[left], begin[left + 1], begin[right], begin[right + 1])
                else:
                    holds = jaro_winkler_reaches(
                        text, begin[left], begin[left + 1], begin[right], begin[right + 1], limit[t]
                    )
                if not holds:
                    break
            if holds:
                return -1 if k == first[c] else int(first[c + 1] - k)
    return 0


@compiled
def _squared(numbers: NDArray[np.float64], i: int, j: int, latitude: int, longitude: int) -> float:
    """The squared sine of half the angle between two places (the haversine)."""
    here, there = numbers[i, latitude] * DEGREE, numbers[j, latitude] * DEGREE
    up = np.sin((here - there) / 2)
    along = np.sin((numbers[i, longitude] - numbers[j, longitude]) * DEGREE / 2)
    return float(up * up + np.cos(here) * np.cos(there) * along * along)


@compiled
def _compare(
    left: NDArray[np.int32], right: NDArray[np.int32], out: NDArray[np.int8], codes: NDArray[np.int32],
    numbers: NDArray[np.float64], text: NDArray[np.uint8], begin: NDArray[np.int64], first: NDArray[np.int64],
    alternatives: NDArray[np.int64], tests: NDArray[np.int64], kind: NDArray[np.int8], one: NDArray[np.int16],
    other: NDArray[np.int16], limit: NDArray[np.float64],
) -> None:  # fmt: skip
    for p in range(len(left)):
        for c in range(out.shape[1]):
            out[p, c] = level_of(
                c, left[p], right[p], codes, numbers, text, begin, first, alternatives, tests, kind, one, other, limit
            )


def compare_pairs(
    left: NDArray[np.int32], right: NDArray[np.int32], coded: Coded, program: Program, out: NDArray[np.int8]
) -> None:
    """The levels of given pairs, a row of ``out`` each."""
    fields: tuple[Any, ...] = (*coded, *program[:-1])
    _compare(left, right, out, *fields)


@compiled
def _brought_before(i: int, j: int, rule: int, rules: NDArray[np.int32], keys: NDArray[np.int32]) -> bool:
    """Whether an earlier rule brings the pair too."""
    for r in range(rule):
        agrees = True
        for c in range(rules.shape[1]):
            k = rules[r, c]
            if k >= 0 and (keys[i, k] < 0 or keys[i, k] != keys[j, k]):
                agrees = False
                break
        if agrees:
            return True
    return False


@compiled
def _bring(
    order: NDArray[np.int32], start: NDArray[np.int64], rule: int, rules: NDArray[np.int32], keys: NDArray[np.int32],
    bits: NDArray[np.float64], rare: NDArray[np.float32], least: float, share: float, seed: int,
    left: NDArray[np.int32], right: NDArray[np.int32], levels: NDArray[np.int8], rarity: NDArray[np.float32],
    codes: NDArray[np.int32], numbers: NDArray[np.float64], text: NDArray[np.uint8], begin: NDArray[np.int64],
    first: NDArray[np.int64], alternatives: NDArray[np.int64], tests: NDArray[np.int64], kind: NDArray[np.int8],
    one: NDArray[np.int16], other: NDArray[np.int16], limit: NDArray[np.float64], counted: NDArray[np.int16],
) -> tuple[int, int]:  # fmt: skip
    kept, seen = 0, 0
    state = np.uint64(2 * seed + 1)
    most = np.uint64(share * 4294967295.0)
    for g in range(len(start) - 1):
        for p in range(start[g], start[g + 1]):
            for q in range(p + 1, start[g + 1]):
                if share < 1.0:
                    state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
                    if (state >> np.uint64(32)) > most:
                        continue
                i, j = min(order[p], order[q]), max(order[p], order[q])
                if kept == len(left) or _brought_before(i, j, rule, rules, keys):
                    continue
                seen += 1
                weight, rarer = 0.0, 0.0
                for c in range(levels.shape[1]):
                    level = level_of(
                        c, i, j, codes, numbers, text, begin, first, alternatives, tests, kind, one, other, limit
                    )
                    levels[kept, c] = level
                    weight += bits[c, level + 1]
                    if counted[c] >= 0 and level == first[c + 1] - first[c] - 1:
                        rarer += rare[codes[i, counted[c]], c]
                if weight + rarer >= least:
                    left[kept], right[kept], rarity[kept] = i, j, rarer
                    kept += 1
    return kept, seen


@dataclass(frozen=True)
class Room:
    """Arrays for pairs to be put into."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    levels: NDArray[np.int8]
    rarity: NDArray[np.float32]

    @classmethod
    def of(cls, pairs: int, comparisons: int) -> Room:
        """Empty, for so many pairs."""
        return cls(
            np.empty(pairs, dtype=np.int32), np.empty(pairs, dtype=np.int32),
            np.empty((pairs, comparisons), dtype=np.int8), np.empty(pairs, dtype=np.float32),
        )  # fmt: skip

    def part(self, kept: int) -> Room:
        """The first of them, copied."""
        left, right = self.left[:kept].copy(), self.right[:kept].copy()
        return Room(left, right, self.levels[:kept].copy(), self.rarity[:kept].copy())


@dataclass(frozen=True)
class Asked:
    """Which pairs to bring.

    ``rules`` are columns of ``keys``, a row each (-1: no more). ``bits[c, l + 1]`` is the evidence of level l of
    comparison c, and ``rare[v, c]`` that of the rarity of value v in it: pairs with less than ``least`` in all are left
    out. Of all pairs a random ``share`` is looked at.
    """

    rules: NDArray[np.int32]
    keys: NDArray[np.int32]
    bits: NDArray[np.float64]
    rare: NDArray[np.float32]
    least: float
    share: float


def bring(
    order: NDArray[np.int32], start: NDArray[np.int64], rule: int, asked: Asked, seed: int, coded: Coded,
    program: Program, room: Room,
) -> tuple[int, int]:  # fmt: skip
    """The pairs of the groups ``start`` of ``order`` that no rule before ``rule`` brings. Gives how many were kept in
    ``room``, and how many looked at.
    """
    fields: tuple[Any, ...] = (*coded, *program)
    return _bring(
        order, start, rule, asked.rules, asked.keys, asked.bits, asked.rare, asked.least, asked.share, seed, room.left,
        room.right, room.levels, room.rarity, *fields,
    )  # fmt: skip
