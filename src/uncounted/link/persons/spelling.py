"""Two words compared letter by letter, compiled: in bytes of UTF-8, as DuckDB's functions do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST = 64  # bytes
BOOST = 0.7  # similarity above which a common beginning counts (Winkler)
PREFIX = 4


@compiled
def one_edit(text: NDArray[np.uint8], a: int, a_end: int, b: int, b_end: int) -> bool:
    """Whether at most one byte is put in, left out, replaced, or exchanged with the next."""
    if a_end - a > b_end - b:
        a, a_end, b, b_end = b, b_end, a, a_end
    longer = (b_end - b) - (a_end - a)
    if longer > 1:
        return False
    while a < a_end and text[a] == text[b]:
        a += 1
        b += 1
    while a < a_end and text[a_end - 1] == text[b_end - 1]:
        a_end -= 1
        b_end -= 1
    if longer:
        return bool(a == a_end)
    left = a_end - a
    return bool(left < 2 or (left == 2 and text[a] == text[b + 1] and text[a + 1] == text[b]))


@compiled
def jaro_winkler_reaches(text: NDArray[np.uint8], a: int, a_end: int, b: int, b_end: int, limit: float) -> bool:
    """Whether the similarity of two words (Jaro 1989, Winkler 1990) is ``limit`` or more."""
    one, other = a_end - a, b_end - b
    if one == 0 or other == 0:
        return bool(limit <= 0.0 or one == other)
    prefix = 0
    while prefix < min(one, other, PREFIX) and text[a + prefix] == text[b + prefix]:
        prefix += 1
    boost = 0.1 * prefix
    if limit > BOOST:
        most = (min(one, other) / one + min(one, other) / other + 1) / 3
        if most + boost * (1 - most) < limit:
            return False
    jaro = _jaro(text, a, one, b, other)
    return bool((jaro + boost * (1 - jaro) if jaro > BOOST else jaro) >= limit)


@compiled
def _jaro(text: NDArray[np.uint8], a: int, one: int, b: int, other: int) -> float:
    """The similarity of Jaro. Of words longer than ``LONGEST`` only so much is looked at."""
    one, other = min(one, LONGEST), min(other, LONGEST)
    reach = max(max(one, other) // 2 - 1, 0)
    in_one, in_other = np.uint64(0), np.uint64(0)  # a bit for each letter that has its like in the other word
    common = 0
    for i in range(one):
        for j in range(max(0, i - reach), min(other, i + reach + 1)):
            bit = np.uint64(1) << np.uint64(j)
            if text[a + i] == text[b + j] and not in_other & bit:
                in_one |= np.uint64(1) << np.uint64(i)
                in_other |= bit
                common += 1
                break
    if common == 0:
        return 0.0
    moved, j = 0, 0
    for i in range(one):
        if in_one >> np.uint64(i) & np.uint64(1):
            while not in_other >> np.uint64(j) & np.uint64(1):
                j += 1
            moved += text[a + i] != text[b + j]
            j += 1
    return float((common / one + common / other + (common - moved // 2) / common) / 3)
