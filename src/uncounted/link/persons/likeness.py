"""How alike two words are, as DuckDB's functions of these names count it: in bytes of UTF-8.

For engines whose own functions count otherwise: those that Splink ships for Spark scale Jaro-Winkler's prefix by the
length of the words, so that one pair of names in two hundred lies on the other side of a level.
"""

from __future__ import annotations


def damerau_levenshtein(one: str | None, other: str | None) -> int | None:
    """Edits, exchanges of neighbours among them, between two words; null where either is silent."""
    from rapidfuzz.distance import DamerauLevenshtein

    if one is None or other is None:
        return None
    return 0 if one == other else DamerauLevenshtein.distance(one.encode(), other.encode())


def jaro_winkler_similarity(one: str | None, other: str | None) -> float | None:
    """The likeness of two words by Jaro and Winkler, 0 to 1; null where either is silent."""
    from rapidfuzz.distance import JaroWinkler

    if one is None or other is None:
        return None
    return 1.0 if one == other else JaroWinkler.similarity(one.encode(), other.encode())
