"""The likeness of words is what DuckDB says, in every script."""

from __future__ import annotations

import random

import pytest

from uncounted.link.persons.likeness import damerau_levenshtein, jaro_winkler_similarity

ALPHABETS = ("abdeghiklmnorsuyz", "ابتثجحخدذرزسشعغفقكلمنهوي", "abcéèüñşığ", "абвгдежзик")


def spelt_wrong(word: str, letters: str, chance: random.Random) -> str:
    signs = list(word)
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(signs))
        kind = chance.randrange(3)
        if kind == 0:
            signs[at] = chance.choice(letters)
        elif kind == 1:
            signs.insert(at, chance.choice(letters))
        else:
            signs[at : at + 2] = reversed(signs[at : at + 2])
    return "".join(signs)


def test_the_same_as_in_the_database() -> None:
    duckdb = pytest.importorskip("duckdb")
    chance = random.Random(5)  # noqa: S311
    pairs: list[tuple[str | None, str | None]] = [(None, "a"), ("a", None), ("a", "a")]
    for _ in range(2000):
        letters = chance.choice(ALPHABETS)
        word = "".join(chance.choice(letters) for _ in range(chance.randint(1, 14)))
        pairs.append((word, spelt_wrong(word, letters, chance)))
    query = (
        "SELECT damerau_levenshtein(a, b), jaro_winkler_similarity(a, b) FROM (SELECT unnest(?) AS a, unnest(?) AS b)"
    )
    found = duckdb.connect().execute(query, [[a for a, _ in pairs], [b for _, b in pairs]]).fetchall()
    for (one, other), (edits, likeness) in zip(pairs, found, strict=True):
        assert damerau_levenshtein(one, other) == edits
        assert jaro_winkler_similarity(one, other) == (None if likeness is None else pytest.approx(likeness, abs=1e-12))
