"""The compiled matcher finds what Splink finds on DuckDB, and words are compared as DuckDB compares them."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.link.persons.invented import lists_with_truth

from uncounted.link.persons.blocking import choose_rules, keys_for
from uncounted.link.persons.columns import Compared, compare_columns
from uncounted.link.persons.comparisons import comparisons_for
from uncounted.link.persons.likeness import damerau_levenshtein, jaro_winkler_similarity
from uncounted.link.persons.lists import LinkSettings
from uncounted.link.persons.matcher import Matcher
from uncounted.link.persons.matcher_compiled import CompiledMatcher
from uncounted.link.persons.spelling import jaro_winkler_reaches, one_edit

SETTINGS = LinkSettings()


def _records() -> Compared:
    """Invented people who died at places with names, larger places and positions."""
    lists, _ = lists_with_truth(150, 3, seed=9)
    records = compare_columns(lists)
    chance = random.Random(2)  # noqa: S311
    count = len(records)
    records.columns["place2"] = [each and each[:3] for each in records.columns["place1"]]
    records.columns["place1"] = [each if i % 4 else None for i, each in enumerate(records.columns["place1"])]
    records.columns["birth"] = [each if i % 5 else None for i, each in enumerate(records.columns["birth"])]
    for name in ("latitude", "longitude"):
        records.columns[name] = [chance.uniform(10, 11) if chance.random() > 0.1 else None for _ in range(count)]
    records.columns["id1"] = [str(chance.randrange(1000, 1200)) for _ in range(count)]
    return records


def test_pairs_levels_and_rarity_are_those_of_splink() -> None:
    records = _records()
    one, other = CompiledMatcher(records, SETTINGS), Matcher(records, SETTINGS)
    keys = keys_for(records.columns)
    rules = choose_rules(keys, len(records), one, SETTINGS.max_block_pairs)
    assert rules == choose_rules(keys, len(records), other, SETTINGS.max_block_pairs)
    comparisons = comparisons_for(records.columns, {"place1": "place2"})
    found, expected = one.compare(comparisons, rules), other.compare(comparisons, rules)
    assert found.names == expected.names
    assert np.array_equal(found.left, expected.left)
    assert np.array_equal(found.right, expected.right)
    for c, name in enumerate(found.names):
        assert np.array_equal(found.levels[:, c], expected.levels[:, c]), name
        assert len(np.unique(found.levels[:, c])) > 1, name
    assert found.rarity == pytest.approx(expected.rarity, abs=1e-4)


def test_of_many_pairs_only_those_worth_it_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    records = _records()
    comparisons = comparisons_for(records.columns)
    matcher = CompiledMatcher(records, SETTINGS)
    rules = choose_rules(keys_for(records.columns), len(records), matcher, SETTINGS.max_block_pairs)
    whole = matcher.compare(comparisons, rules)
    monkeypatch.setattr("uncounted.link.persons.matcher_compiled.MANY", 1000)
    monkeypatch.setattr("uncounted.link.persons.matcher_compiled.LOOKED_AT", 5000)
    monkeypatch.setattr("uncounted.link.persons.matcher_compiled.CHUNK", 700)
    few = CompiledMatcher(records, SETTINGS).compare(comparisons, rules)
    assert 0 < len(few.left) < len(whole.left) / 2
    kept = set(zip(few.left.tolist(), few.right.tolist(), strict=True))
    every = dict(zip(zip(whole.left.tolist(), whole.right.tolist(), strict=True), whole.levels.tolist(), strict=True))
    assert kept <= set(every)
    full = (whole.levels[:, :3] == whole.levels[:, :3].max(axis=0)).all(axis=1) & (whole.levels[:, 3] > 5)
    assert set(zip(whole.left[full].tolist(), whole.right[full].tolist(), strict=True)) <= kept


def test_words_are_compared_as_duckdb_does() -> None:
    chance = random.Random(3)  # noqa: S311
    for _ in range(4000):
        one = "".join(chance.choice("abcأبت") for _ in range(chance.randint(1, 9)))
        letters = list(one)
        for _ in range(chance.randint(0, 3)):
            letters[chance.randrange(len(letters))] = chance.choice("abأب")
        chance.shuffle(letters) if chance.random() < 0.2 else None
        other = "".join(letters)[chance.randint(0, 1) :] or "a"
        text = np.frombuffer(one.encode() + other.encode(), dtype=np.uint8)
        ends = (0, len(one.encode()), len(one.encode()), len(text))
        similarity = jaro_winkler_similarity(one, other)
        assert similarity is not None
        if abs(similarity - 0.88) > 1e-9:
            assert jaro_winkler_reaches(text, *ends, 0.88) == (similarity >= 0.88), (one, other)
        assert one_edit(text, *ends) == ((damerau_levenshtein(one, other) or 0) <= 1), (one, other)
